import { z } from 'zod';
import { lowerHex } from '../crypto/lower-hex.ts';

const hex = (digits: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`, 'i'))
    .toLowerCase();

/** Parameters that several OAuth routes share (accounts.md §5.3, §5.4). */
export const parameters = {
  clientId: hex(16),
  code: hex(64),
  refreshToken: z.string().min(1).max(1024).transform(lowerHex),
  token: z.string().min(1).max(8192).transform(lowerHex),
  scope: z.string().max(2048),
  service: z.string().max(64),
  accessType: z.enum(['online', 'offline']).default('online'),
  ttl: z.number().int().positive().optional(),
};
