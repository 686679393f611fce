import { type Bytes, concat } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';
import type { ByteReader } from './byte-reader.ts';
import { uint16, vector16 } from './structures.ts';

/** The extensions that the channel uses (RFC 8446 §4.2). */
export const extensionTypes = { preSharedKey: 41, supportedVersions: 43, pskKeyExchangeModes: 45 } as const;

/** Extension blocks by type, in the order in which they came. */
export type Extensions = Map<number, Bytes>;

/** Reads a list of extensions; one that comes twice is refused. */
export function readExtensions(reader: ByteReader): Extensions {
  const extensions: Extensions = new Map();
  for (const [type, data] of reader.list16((item): [number, Bytes] => [item.uint16(), item.vector16()])) {
    if (extensions.has(type)) throw new TlsAlert('decode_error');
    extensions.set(type, data);
  }
  return extensions;
}

/** One extension's contents. @throws {TlsAlert} `missing_extension` */
export function requireExtension(extensions: Extensions, type: number): Bytes {
  const data = extensions.get(type);
  if (!data) throw new TlsAlert('missing_extension');
  return data;
}

/**
 * Refuses what a server may not answer: known extensions in the wrong message and ones that were not asked for
 * (RFC 8446 §4.2).
 */
export function allowOnly(extensions: Extensions, allowed: readonly number[]): void {
  const known: number[] = Object.values(extensionTypes);
  const foreign = [...extensions.keys()].filter((type) => !allowed.includes(type));
  if (foreign.some((type) => known.includes(type))) throw new TlsAlert('illegal_parameter');
  if (foreign.length > 0) throw new TlsAlert('unsupported_extension');
}

export const writeExtensions = (...list: [type: number, data: Bytes][]): Bytes =>
  vector16(...list.map(([type, data]) => concat(uint16(type), vector16(data))));
