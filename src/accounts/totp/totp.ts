import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { encodeQR } from 'qr';
import { encodePng } from '../../http/png.ts';

const period = 30;

const authenticator = (secret: string, label = '', issuer = 'Firefox Sync') =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period });

/** A new secret for an authenticator app, base32 of 20 bytes. */
export const createTotpSecret = (): string => new Secret({ size: 20 }).base32;

/**
 * Draws the QR code that authenticator apps scan.
 *
 * @param label - What the app shows beside the code.
 * @returns A data: URL of a PNG.
 */
export function totpQrCode(secret: string, label: string, issuer: string): string {
  const rows = encodeQR(authenticator(secret, label, issuer).toString(), 'raw', { ecc: 'medium', border: 4, scale: 4 });
  const pixels = Uint8Array.from(
    rows.flatMap((row) => row.flatMap((isDark) => new Array<number>(3).fill(isDark ? 0 : 255))),
  );
  return `data:image/png;base64,${encodePng(rows.length, pixels).toString('base64')}`;
}

/**
 * Checks a code, one time step (30 s) early or late allowed.
 *
 * @param now - ms.
 * @returns The time step that the code belongs to, or undefined when it is wrong.
 */
export function totpStep(secret: string, code: string, now: number): number | undefined {
  const delta = authenticator(secret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / 1000 / period) + delta;
}

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Eight new recovery codes of ten characters, none of which look alike. */
export const createRecoveryCodes = (): string[] =>
  Array.from({ length: 8 }, () => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join(''));
