import { z } from 'zod';
import { AccountError } from '../http/errors/account-error.ts';
import { isMailAddress, isPlainAddress } from '../http/mail-address.ts';

/** Hex of so many bytes, in lower case whatever was sent. */
export const hex = (bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'i'), `must be ${bytes} bytes of hex`)
    .toLowerCase();

/** A mail address. Whether anybody reads it is not told by its look. */
export const email = z.string().max(320).refine(isMailAddress, 'must be a mail address');

/**
 * For an address that an account is to have. Those that have one already go on signing in.
 *
 * @throws {AccountError} 400/107 when it could pass for another one.
 */
export function requirePlainAddress(address: string): void {
  if (!isPlainAddress(address)) throw AccountError.unsafeAddress();
}

/** The second version of a password with what belongs to it (accounts.md §4.2): all or none of them. */
export const passwordV2 = {
  authPWVersion2: hex(32).optional(),
  wrapKbVersion2: hex(32).optional(),
  clientSalt: z
    .string()
    .regex(/^identity\.mozilla\.com\/picl\/v1\/quickStretchV2:[0-9a-fA-F]{32}$/)
    .optional(),
};
