import { randomHex } from '../../crypto/random.ts';
import type { Endpoint } from '../endpoint.ts';

/** `POST /get_random_bytes` (accounts.md §3.4): 32 bytes of hex, for clients without a good source of their own. */
export const randomBytes: Endpoint = async () => ({ data: randomHex(32) });
