import type { SyncedCollection } from '../api/sync-data-api.ts';
import { text as settings } from '../settings/text.ts';
import { own } from '../ui/own.ts';

/** What a collection is called. */
export const nameOfCollection = (name: string): string => own(settings.collections, name) ?? name;

/** True for what Firefox needs for all others; it can't be deleted by itself. */
export const isInternal = ({ name }: SyncedCollection): boolean => settings.internalCollections.includes(name);
