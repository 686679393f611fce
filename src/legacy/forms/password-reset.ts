import type { Response } from 'express';
import { failureFields } from '../../failures/failure-fields.ts';
import { clientNetwork } from '../../http/client-network.ts';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import { lookUp } from '../account/look-up.ts';
import { replaceByCode } from '../account/replace-by-code.ts';
import { resetHours } from '../account/reset-code.ts';
import { sendResetMail } from '../account/send-reset-mail.ts';
import { isWeak } from '../passwords/password-text.ts';
import type { LegacyRoute } from '../route.ts';
import { findUser, type LegacyUser } from '../store/users.ts';
import { isUsername, usernameOf } from '../username.ts';
import { field, hidden, notice, sendPage } from './page.ts';
import { readForm } from './read-form.ts';

export const resetTitle = 'New password for Sync';

const words = {
  noName: 'Say for whom: type the name or mail address of your account.',
  unknown: 'There is no such account. Check the name, or ask for another mail.',
  noPassword: 'Type the new password.',
  different: 'The two passwords differ. Type the same one twice.',
  weak: 'This password is too weak. It needs at least 8 characters, and must be neither the name of the account nor one of those that everybody tries first.',
  wrongKey: 'This link is good no more: it was used, or is older than six hours. Ask for another mail.',
};

/** GET /weave-password-reset: asks who it is; with the key of a mail, for the new password (sync11.md §1.5). */
export const showReset: LegacyRoute = (ctx) => (request, response) => {
  const query = new URL(request.originalUrl, 'http://localhost').searchParams;
  const key = query.get('key');
  if (key !== null) return showNewPassword(response, { key, username: query.get('username') ?? '' });
  if (query.size > 0 && !query.has('error')) throw LegacyError.malformed('a query without a key');
  if (!ctx.mailer.works) return sendPage(response, { title: resetTitle, body: withoutMail });
  sendPage(response, { title: resetTitle, body: askForm });
};

/**
 * POST /weave-password-reset: sends the mail, or sets the password. Who asks for a mail learns nothing about whether there is
 * such an account: the page is the same, and the mail goes out after it.
 */
export const submitReset: LegacyRoute = (ctx) => async (request, response) => {
  const form = await readForm(request);
  const username = (form.get('username') ?? '').trim();
  const key = form.get('key');
  if (key !== null) {
    const problem = await setPassword(form, username);
    if (problem) return showNewPassword(response, { key, username, problem });
    return sendPage(response, { title: resetTitle, body: doneBody });
  }
  if ([...form.keys()].some((name) => name !== 'username')) throw LegacyError.malformed('no key');
  if (!ctx.mailer.works) return sendPage(response, { title: resetTitle, body: withoutMail });
  if (username === '') return sendPage(response, { title: resetTitle, body: notice('bad', words.noName) + askForm });
  await ctx.limits.spend('mailFromAddress', clientNetwork(request));
  const user = await accountOf(username, (each) => findUser(ctx.db.query, each));
  if (user?.mail) {
    void sendResetMail(ctx, request, { ...user, mail: user.mail }).catch((error: unknown) =>
      ctx.log.info('a mail for a new password was not sent', { uid: String(user.uid), ...failureFields(error) }),
    );
  }
  sendPage(response, { title: resetTitle, body: sentBody });

  async function setPassword(fields: URLSearchParams, name: string): Promise<string | undefined> {
    if (name === '') return words.noName;
    const user = await accountOf(name, (each) => lookUp(ctx, request, each));
    if (!user) return words.unknown;
    const password = fields.get('password') ?? '';
    if (password === '') return words.noPassword;
    if (password !== fields.get('confirm')) return words.different;
    if (await isWeak(password, user.name)) return words.weak;
    return (await replaceByCode(ctx, request, user, key!, password)) ? undefined : words.wrongKey;
  }
};

async function accountOf(typed: string, find: (name: string) => Promise<LegacyUser | undefined>) {
  const name = usernameOf(typed);
  return isUsername(name) ? find(name) : undefined;
}

const askForm = `<p>Type the name or mail address of your account. You get a mail with a link.</p>
<form method="post" action="/weave-password-reset">
${field('username', 'Name or mail address')}<p><button type="submit">Send the mail</button></p>
</form>`;

const withoutMail = `<p>This server sends no mail. Ask its administrator for a link to set a new password.</p>`;

const sentBody = `${notice('good', 'If there is such an account, a mail is on its way.')}
<p>The link in it is good for the next ${resetHours} hours. Your synced data stays as it is: it is locked with your recovery key, not
with the password.</p>`;

const doneBody = `${notice('good', 'Your new password is set.')}
<p>Type it in each of your browsers: they ask for it at their next sync.</p>`;

function showNewPassword(response: Response, facts: { key: string; username: string; problem?: string }): void {
  const { key, username, problem } = facts;
  const who = username === '' ? field('username', 'Name or mail address') : hidden('username', username);
  const body = `${problem ? notice('bad', problem) : ''}<form method="post" action="/weave-password-reset">
${who}${field('password', 'New password', { type: 'password', hint: 'at least 8 characters' })}${field('confirm', 'Once more', { type: 'password' })}${hidden('key', key)}<p><button type="submit">Set the password</button></p>
</form>`;
  sendPage(response, { title: resetTitle, body });
}
