import { join, resolve } from 'node:path';
import type { Settings } from './options.ts';

/** Where the certificate comes from and who serves it. */
export interface TlsConfig {
  mode: 'acme' | 'proxy' | 'lan' | 'files';
  /** Where the workers serve https themselves; null: something in front of them does. */
  listen: { host: string; port: number } | null;
  /** Paths of the owner's own certificate chain and private key (mode files). */
  files: { certificate: string; key: string };
  /** `directory` null: Let's Encrypt. */
  acme: { email: string | null; directory: string | null };
}

/** Fills in the defaults of the certificate's settings. */
export function tlsConfig(settings: Settings, dataDir: string): TlsConfig {
  return {
    mode: settings.FOXDEN_TLS ?? 'proxy',
    listen: settings.FOXDEN_TLS_LISTEN ?? null,
    files: {
      certificate: resolve(settings.FOXDEN_TLS_CERTIFICATE ?? join(dataDir, 'certificate', 'fullchain.pem')),
      key: resolve(settings.FOXDEN_TLS_KEY ?? join(dataDir, 'certificate', 'privkey.pem')),
    },
    acme: {
      email: settings.FOXDEN_ACME_EMAIL ?? null,
      directory: settings.FOXDEN_ACME_DIRECTORY?.href ?? null,
    },
  };
}
