import { audit } from '../../http/audit.ts';
import { removeUser } from '../account/remove-user.ts';
import type { LegacyRoute } from '../route.ts';
import { field, notice, sendPage } from './page.ts';
import { readForm } from './read-form.ts';
import { signIn } from './sign-in.ts';

export const deleteTitle = 'Delete a Sync account';

const form = `<p>This deletes the account and everything that it stores on this server, for good. Your browsers keep what they have.</p>
<form method="post" action="/weave-delete-account">
${field('username', 'Name or mail address')}${field('password', 'Password', { type: 'password' })}<p><button type="submit" class="danger">Delete the account</button></p>
</form>`;

/** GET /weave-delete-account (sync11.md §1.5). */
export const showDelete: LegacyRoute = () => (_request, response) => {
  sendPage(response, { title: deleteTitle, body: form });
};

/** POST /weave-delete-account: name and password together are what permits it. */
export const submitDelete: LegacyRoute = (ctx) => async (request, response) => {
  const fields = await readForm(request);
  const username = (fields.get('username') ?? '').trim();
  const password = fields.get('password') ?? '';
  const again = (problem: string) => sendPage(response, { title: deleteTitle, body: notice('bad', problem) + form });
  if (username === '' || password === '') return again('Something is missing. Type name and password.');
  const caller = await signIn(ctx, request, username, password);
  if (!caller) return again('Name and password do not belong together. Nothing was deleted.');
  await removeUser(ctx, caller.uid);
  audit(request, 'AccountDeleted', { uid: String(caller.uid), generation: '1.1' });
  sendPage(response, {
    title: deleteTitle,
    body: notice('good', 'The account is deleted, with everything that it stored here.'),
  });
};
