import { createHash, timingSafeEqual } from 'node:crypto';
import { type HmacKey, hmacBase64, hmacKey } from './hmac.ts';

/** Attributes of a Hawk Authorization header; `ts` is Unix seconds as text. */
export interface HawkAttributes {
  id: string;
  ts: string;
  nonce: string;
  mac: string;
  hash?: string;
  ext?: string;
  app?: string;
  dlg?: string;
}

/** The parts of a request that a Hawk MAC covers. `target` is path and query exactly as sent, before any decoding. */
export interface HawkRequest {
  method: string;
  target: string;
  /** Lower case, without port. */
  host: string;
  port: number;
}

const names = ['id', 'ts', 'nonce', 'mac', 'hash', 'ext', 'app', 'dlg'];

/**
 * Parses the part of an Authorization header after `Hawk` (sync15.md §8.2): any order, white space after commas optional.
 *
 * @param text - Such as `id="…", ts="…", nonce="…", mac="…"`.
 * @returns The attributes, or undefined when malformed: unknown or repeated names, or one of the four needed is missing.
 */
export function parseHawkAttributes(text: string): HawkAttributes | undefined {
  // By their places: to make properties of names that were cut out of a text costs more than to read it. And without a regular
  // expression, which makes four texts and a list of them for every match.
  const values: (string | undefined)[] = [];
  for (let at = 0; at < text.length; ) {
    const start = behindBlanks(text, at);
    const equals = text.indexOf('="', start);
    const end = equals < 0 ? -1 : text.indexOf('"', equals + 2);
    if (end < 0) return undefined;
    const place = names.indexOf(text.slice(start, equals));
    const value = text.slice(equals + 2, end);
    if (place < 0 || values[place] !== undefined || value.includes('\\')) return undefined;
    values[place] = value;
    at = behindBlanks(text, end + 1);
    if (at < text.length && text[at++] !== ',') return undefined;
  }
  const [id, ts, nonce, mac, hash, ext, app, dlg] = values;
  if (!id || !ts || !nonce || !mac || !/^\d{1,15}$/.test(ts)) return undefined;
  return { id, ts, nonce, mac, hash, ext, app, dlg };
}

function behindBlanks(text: string, at: number): number {
  let place = at;
  while (text[place] === ' ' || text[place] === '\t') place++;
  return place;
}

/**
 * Computes a Hawk request MAC (sync15.md §8.2, accounts.md §3.2).
 *
 * @param key - MAC key, made ready by {@link hmacKey} if it is used often. Storage uses the derived key's base64url text as it stands, accounts the raw `reqHMACkey`.
 * @returns Standard base64 of the HMAC-SHA256.
 */
export function hawkMac(
  key: string | Uint8Array | HmacKey,
  attributes: Omit<HawkAttributes, 'id' | 'mac'>,
  request: HawkRequest,
): string {
  const { ts, nonce, hash = '', ext = '', app, dlg } = attributes;
  let text = `hawk.1.header\n${ts}\n${nonce}\n${request.method}\n${request.target}\n${request.host}\n${request.port}\n${hash}\n${ext}\n`;
  if (app !== undefined) text += `${app}\n${dlg ?? ''}\n`;
  return hmacBase64(typeof key === 'string' || key instanceof Uint8Array ? hmacKey(key) : key, text);
}

/**
 * Checks a Hawk MAC in constant time.
 *
 * @returns True when `attributes.mac` is the MAC of the request under `key`.
 */
export function verifyHawkMac(
  key: string | Uint8Array | HmacKey,
  attributes: HawkAttributes,
  request: HawkRequest,
): boolean {
  return equalMacs(hawkMac(key, attributes, request), attributes.mac);
}

/**
 * Computes a Hawk payload hash (accounts.md §3.2).
 *
 * @param contentType - Content-Type header; parameters are dropped and the rest is lower-cased.
 * @param body - Request body, exactly as received.
 * @returns Standard base64.
 */
export function hawkPayloadHash(contentType: string, body: Uint8Array | string): string {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  return createHash('sha256').update(`hawk.1.payload\n${type}\n`).update(body).update('\n').digest('base64');
}

// Base64 of 32 bytes. Each call writes all that it reads.
const macLength = 44;
const left = Buffer.alloc(macLength);
const right = Buffer.alloc(macLength);

function equalMacs(computed: string, given: string): boolean {
  // What isn't ASCII is longer, and written in part.
  if (given.length !== macLength || right.write(given) !== macLength) return false;
  left.write(computed);
  return timingSafeEqual(left, right);
}

/** Compares two short texts without telling by time where they differ. */
export function equalText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
