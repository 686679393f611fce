import { join } from 'node:path';
import type { Config } from '../config/config.ts';

/** Where the hub listens. */
export const socketPath = (dataDir: string): string => join(dataDir, 'pairing.sock');

/** Pairing belongs to accounts: with accounts elsewhere, or before the address is set, there is no hub to talk to. */
export const offersPairing = ({ accounts, publicUrl }: Pick<Config, 'accounts' | 'publicUrl'>): boolean =>
  accounts.mode === 'embedded' && publicUrl !== null;
