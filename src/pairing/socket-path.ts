import { join } from 'node:path';

/** Where the hub listens. */
export const socketPath = (dataDir: string): string => join(dataDir, 'pairing.sock');
