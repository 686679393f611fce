import type { EndpointTable } from '../endpoint.ts';
import { recoveryKeyCreate } from './recovery-key-create.ts';
import { recoveryKeyDelete } from './recovery-key-delete.ts';
import { recoveryKeyExists } from './recovery-key-exists.ts';
import { recoveryKeyGet } from './recovery-key-get.ts';
import { recoveryKeyVerify } from './recovery-key-verify.ts';

/** The routes of the recovery key, below `/v1` (accounts.md §3.6). */
export const recoveryKeyRoutes: EndpointTable = {
  'GET /recoveryKey/:id': recoveryKeyGet,
  'POST /recoveryKey': recoveryKeyCreate,
  'POST /recoveryKey/exists': recoveryKeyExists,
  'POST /recoveryKey/verify': recoveryKeyVerify,
  'DELETE /recoveryKey': recoveryKeyDelete,
};
