import { join } from 'node:path';

/** Files of the certificate below the data dir. */
export interface TlsFiles {
  /** What the TLS server reads. In compose Nginx mounts this folder, so nothing else that is secret may be in it. */
  published: string;
  /** Private key and chain in one file, so that both change in one step. */
  server: string;
  /** Answers to HTTP-01 challenges, one file a token (RFC 8555 section 8.3). */
  challenges: string;
  /** Exists while Strict-Transport-Security may be sent. */
  hsts: string;
  /** Certificate of the LAN authority, PEM, for the download page. */
  authority: string;
  /** Folder of what only the supervisor reads: account key, authority key, state of the orders. */
  private: string;
}

/** Says where the certificate's files are. */
export function tlsFiles(dataDir: string): TlsFiles {
  const published = join(dataDir, 'tls');
  return {
    published,
    server: join(published, 'server.pem'),
    challenges: join(published, 'challenges'),
    hsts: join(published, 'hsts'),
    authority: join(published, 'authority.crt'),
    private: join(dataDir, 'keys', 'tls'),
  };
}
