import type { Config } from '../../config/config.ts';
import type { Logger } from '../../log/logger.ts';

/** What the certificate's keeper needs. */
export interface TlsContext {
  config: Pick<Config, 'publicUrl' | 'dataDir' | 'tls'>;
  log: Logger;
  /** The time in ms. */
  now(): number;
}
