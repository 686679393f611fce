import type { Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip, createZstdCompress } from 'node:zlib';
import type { Request } from 'express';

/** Answers below this many bytes are sent as they are: they fit into few packets anyway. */
export const worthCompressing = 16 * 1024;

/** A content coding that the client takes, with a way to make it. */
export interface Compression {
  encoding: string;
  start: () => Transform;
}

// Payloads are base64 of ciphertext: entropy coding saves a quarter, searching for repetitions nearly nothing more. So
// the fastest level of each is the best one.
const compressions: Compression[] = [
  { encoding: 'zstd', start: () => createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } }) },
  { encoding: 'br', start: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }) },
  { encoding: 'gzip', start: () => createGzip({ level: 1 }) },
];

/**
 * Chooses how to compress an answer.
 *
 * @returns Null when the client takes none of zstd, br and gzip (RFC 9110 §12.5.3).
 */
export function chooseCompression(request: Request): Compression | null {
  const header = request.headers['accept-encoding'];
  if (!header) return null;
  const accepted = new Set(
    String(header)
      .toLowerCase()
      .split(',')
      .map((part) => part.trim())
      .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
      .map((part) => part.split(';', 1)[0]!.trim()),
  );
  return compressions.find(({ encoding }) => accepted.has(encoding)) ?? null;
}
