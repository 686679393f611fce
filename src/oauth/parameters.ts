import { z } from 'zod';

/** Parameters that several OAuth routes share (accounts.md §5.3, §5.4). */
export const parameters = {
  clientId: z.string().regex(/^[0-9a-f]{16}$/),
  code: z.string().regex(/^[0-9a-f]{64}$/),
  refreshToken: z.string().min(1).max(1024),
  token: z.string().min(1).max(8192),
  scope: z.string().max(2048),
  service: z.string().max(64),
  accessType: z.enum(['online', 'offline']).default('online'),
  ttl: z.number().int().positive().optional(),
};
