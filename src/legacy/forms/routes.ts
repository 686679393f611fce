import type { LegacyRoutes } from '../route.ts';
import { showAccount, submitAccount } from './account-page.ts';
import { connectPage } from './connect-page.ts';
import { showDelete, submitDelete } from './delete-account.ts';
import { guarded } from './guarded.ts';
import { showReset, submitReset } from './password-reset.ts';

/** The pages for people, by what each begins with (sync11.md §1.5); the last is one of ours. */
export const resetRoutes: LegacyRoutes = { '/': { GET: showReset, POST: guarded('resetTitle', submitReset) } };
export const deleteRoutes: LegacyRoutes = { '/': { GET: showDelete, POST: guarded('deleteTitle', submitDelete) } };
export const connectRoutes: LegacyRoutes = { '/': { GET: connectPage } };
export const accountRoutes: LegacyRoutes = { '/': { GET: showAccount, POST: guarded('accountTitle', submitAccount) } };
