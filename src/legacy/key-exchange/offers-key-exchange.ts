import type { Config } from '../../config/config.ts';

/** The key exchange belongs to Sync 1.1: without that, or before the address is set, there is nothing to exchange keys for. */
export const offersKeyExchange = ({ legacy, publicUrl }: Pick<Config, 'legacy' | 'publicUrl'>): boolean =>
  legacy && publicUrl !== null;
