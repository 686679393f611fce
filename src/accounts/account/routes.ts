import type { EndpointTable } from '../endpoint.ts';
import { accountCreate } from './account-create.ts';
import { accountDestroy } from './account-destroy.ts';
import { accountKeys } from './account-keys.ts';
import { accountOverview } from './account-overview.ts';
import { accountProfile } from './account-profile.ts';
import { accountStatusByEmail } from './account-status-by-email.ts';
import { accountStatusByUid } from './account-status-by-uid.ts';
import { credentialsStatus } from './credentials-status.ts';
import { randomBytes } from './random-bytes.ts';
import { scopedKeyData } from './scoped-key-data.ts';
import { securityHistory } from './security-history.ts';

/** The routes of the account itself, below `/v1` (accounts.md §3.4). */
export const accountRoutes: EndpointTable = {
  'GET /account': accountOverview,
  'GET /account/keys': accountKeys,
  'GET /account/profile': accountProfile,
  'GET /account/security_history': securityHistory,
  'GET /account/status': accountStatusByUid,
  'POST /account/create': accountCreate,
  'POST /account/credentials/status': credentialsStatus,
  'POST /account/destroy': accountDestroy,
  'POST /account/scoped-key-data': scopedKeyData,
  'POST /account/status': accountStatusByEmail,
  'POST /get_random_bytes': randomBytes,
};
