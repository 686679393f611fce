import { join } from 'node:path';
import type { TlsProblem } from '../../../control/tls-status.ts';
import { readIfThere, replaceFile } from '../replace-file.ts';

/** What the orders of certificates remember across restarts. Times in ms. */
export interface AcmeState {
  host: string;
  directory: string;
  /** A practice order has succeeded, so the set-up is right. */
  practised: boolean;
  /** Failures in a row. */
  failures: number;
  /** No order before this time. */
  notBefore: number;
  problem?: TlsProblem;
  /** Fingerprint of the certificate that was issued last. */
  issued?: string;
  /**
   * When it is to be renewed, when to ask the authority again about that time, and whether the authority answered.
   * `earliest` is there when the time was over already as the certificate was issued.
   */
  renewal?: { at: number; askAgainAt: number; suggested: boolean; earliest?: number };
}

const fileOf = (folder: string) => join(folder, 'acme.json');

/** Reads the state; a different host or authority begins a new one. */
export function readAcmeState(folder: string, host: string, directory: string): AcmeState {
  const kept = readIfThere(fileOf(folder));
  const state = kept && (JSON.parse(kept) as AcmeState);
  if (state && state.host === host && state.directory === directory) return state;
  return { host, directory, practised: false, failures: 0, notBefore: 0 };
}

/** Keeps the state. */
export function writeAcmeState(folder: string, state: AcmeState): void {
  replaceFile(fileOf(folder), `${JSON.stringify(state, null, 2)}\n`);
}
