import { audit } from '../../http/audit.ts';
import { removeUser } from '../account/remove-user.ts';
import type { LegacyRoute } from '../route.ts';
import { field, notice, sendPage } from './page.ts';
import { readForm } from './read-form.ts';
import { signIn } from './sign-in.ts';
import type { FormTexts } from './texts/en.ts';
import { textsFor } from './texts/texts-for.ts';

const form = (text: FormTexts) => `<p>${text.deletion}</p>
<form method="post" action="/weave-delete-account">
${field('username', text.name)}${field('password', text.password, { type: 'password' })}<p><button type="submit" class="danger">${text.delete}</button></p>
</form>`;

/** GET /weave-delete-account (sync11.md §1.5). */
export const showDelete: LegacyRoute = () => (request, response) => {
  const text = textsFor(request);
  sendPage(response, { title: text.deleteTitle, body: form(text) });
};

/** POST /weave-delete-account: name and password together are what permits it. */
export const submitDelete: LegacyRoute = (ctx) => async (request, response) => {
  const fields = await readForm(request);
  const username = (fields.get('username') ?? '').trim();
  const password = fields.get('password') ?? '';
  const text = textsFor(request);
  const { deleteTitle: title } = text;
  const again = (problem: string) => sendPage(response, { title, body: notice('bad', problem) + form(text) });
  if (username === '' || password === '') return again(text.missing);
  const caller = await signIn(ctx, request, username, password);
  if (!caller) return again(text.notDeleted);
  await removeUser(ctx, caller.uid);
  audit(request, 'AccountDeleted', { uid: String(caller.uid), generation: '1.1' });
  sendPage(response, { title, body: notice('good', text.deleted) });
};
