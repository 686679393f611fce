import { randomBytes, randomUUID } from 'node:crypto';
import type { EngineProfile } from './client-profiles.ts';

/** A thing that is synced, such as a bookmark: whatever it says, or that it is gone. */
export interface Item {
  id: string;
  deleted?: boolean;
  [name: string]: unknown;
}

/** One kind of data on a device: what it holds, and what the server hasn't heard of. */
export class LocalEngine {
  readonly profile: EngineProfile;
  readonly items = new Map<string, Item>();
  /** Ids that were changed here, with the time in whole seconds (sync11.md §9). */
  readonly changed = new Map<string, number>();
  syncId = '';
  /** Server's time of what was seen last, seconds; 0: never synced. */
  lastSync = 0;

  constructor(profile: EngineProfile) {
    this.profile = profile;
  }

  get name(): string {
    return this.profile.name;
  }

  /** A person adds something; returns its id. */
  add(facts: Record<string, unknown>): string {
    const id = this.profile.makesGuids ? `{${randomUUID()}}` : randomBytes(9).toString('base64url');
    this.set(id, facts);
    return id;
  }

  /** A person changes something. */
  set(id: string, facts: Record<string, unknown>): void {
    this.items.set(id, { id, ...facts });
    this.#touch(id);
  }

  /** A person deletes something. */
  remove(id: string): void {
    this.items.delete(id);
    this.#touch(id);
  }

  /** Forgets what was synced when: everything is compared anew. */
  reset(): void {
    this.lastSync = 0;
  }

  /** Forgets the data too. */
  wipe(): void {
    this.reset();
    this.items.clear();
    this.changed.clear();
  }

  /** Takes what came from the server, unless what was changed here is newer. */
  apply(item: Item, modified: number): void {
    const changedAt = this.changed.get(item.id);
    if (changedAt !== undefined && changedAt > modified) return;
    this.changed.delete(item.id);
    if (item.deleted) this.items.delete(item.id);
    else this.items.set(item.id, item);
  }

  #touch(id: string): void {
    this.changed.set(id, Math.floor(Date.now() / 1000));
  }
}
