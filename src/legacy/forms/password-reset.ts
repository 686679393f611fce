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
import type { FormTexts } from './texts/en.ts';
import { textsFor } from './texts/texts-for.ts';

/** GET /weave-password-reset: asks who it is; with the key of a mail, for the new password (sync11.md §1.5). */
export const showReset: LegacyRoute = (ctx) => (request, response) => {
  const text = textsFor(request);
  const { resetTitle: title } = text;
  const query = new URL(request.originalUrl, 'http://localhost').searchParams;
  const key = query.get('key');
  if (key !== null) return showNewPassword(response, text, { key, username: query.get('username') ?? '' });
  if (query.size > 0 && !query.has('error')) throw LegacyError.malformed('a query without a key');
  if (!ctx.mailer.works) return sendPage(response, { title, body: withoutMail(text) });
  sendPage(response, { title, body: askForm(text) });
};

/**
 * POST /weave-password-reset: sends the mail, or sets the password. Who asks for a mail learns nothing about whether there is
 * such an account: the page is the same, and the mail goes out after it.
 */
export const submitReset: LegacyRoute = (ctx) => async (request, response) => {
  const text = textsFor(request);
  const { resetTitle: title } = text;
  const form = await readForm(request);
  const username = (form.get('username') ?? '').trim();
  const key = form.get('key');
  if (key !== null) {
    const problem = await setPassword(form, username);
    if (problem) return showNewPassword(response, text, { key, username, problem });
    return sendPage(response, { title, body: doneBody(text) });
  }
  if ([...form.keys()].some((name) => name !== 'username')) throw LegacyError.malformed('no key');
  if (!ctx.mailer.works) return sendPage(response, { title, body: withoutMail(text) });
  if (username === '') return sendPage(response, { title, body: notice('bad', text.noName) + askForm(text) });
  await ctx.limits.spend('mailFromAddress', clientNetwork(request));
  const user = await accountOf(username, (each) => findUser(ctx.db.query, each));
  if (user?.mail) {
    void sendResetMail(ctx, request, { ...user, mail: user.mail }).catch((error: unknown) =>
      ctx.log.info('a mail for a new password was not sent', { uid: String(user.uid), ...failureFields(error) }),
    );
  }
  sendPage(response, { title, body: sentBody(text) });

  async function setPassword(fields: URLSearchParams, name: string): Promise<string | undefined> {
    if (name === '') return text.noName;
    const user = await accountOf(name, (each) => lookUp(ctx, request, each));
    if (!user) return text.unknown;
    const password = fields.get('password') ?? '';
    if (password === '') return text.noPassword;
    if (password !== fields.get('confirm')) return text.typeTwice;
    if (await isWeak(password, user.name)) return text.weak;
    return (await replaceByCode(ctx, request, user, key!, password)) ? undefined : text.wrongKey(resetHours);
  }
};

async function accountOf(typed: string, find: (name: string) => Promise<LegacyUser | undefined>) {
  const name = usernameOf(typed);
  return isUsername(name) ? find(name) : undefined;
}

const askForm = (text: FormTexts) => `<p>${text.reset}</p>
<form method="post" action="/weave-password-reset">
${field('username', text.name)}<p><button type="submit">${text.sendMail}</button></p>
</form>`;

const withoutMail = (text: FormTexts) => `<p>${text.withoutMail}</p>`;

const sentBody = (text: FormTexts) => `${notice('good', text.sent)}
<p>${text.sentHint(resetHours)}</p>`;

const doneBody = (text: FormTexts) => `${notice('good', text.done)}
<p>${text.doneHint}</p>`;

function showNewPassword(
  response: Response,
  text: FormTexts,
  facts: { key: string; username: string; problem?: string },
): void {
  const { key, username, problem } = facts;
  const who = username === '' ? field('username', text.name) : hidden('username', username);
  const body = `${problem ? notice('bad', problem) : ''}<form method="post" action="/weave-password-reset">
${who}${field('password', text.newPassword, { type: 'password', hint: text.length })}${field('confirm', text.onceMore, { type: 'password' })}${hidden('key', key)}<p><button type="submit">${text.setPassword}</button></p>
</form>`;
  sendPage(response, { title: text.resetTitle, body });
}
