import type { Request, Response } from 'express';
import { audit } from '../../http/audit.ts';
import { changePassword } from '../account/change-password.ts';
import { readStored, type StoredFacts } from '../account/read-stored.ts';
import type { LegacyContext } from '../context.ts';
import { isWeak } from '../passwords/password-text.ts';
import type { LegacyRoute } from '../route.ts';
import { findUser, type LegacyUser, updateUser } from '../store/users.ts';
import { isMailAddress } from '../username.ts';
import { escapeHtml, field, hidden, notice, sendPage } from './page.ts';
import { readForm } from './read-form.ts';
import { signIn } from './sign-in.ts';
import type { FormTexts } from './texts/en.ts';
import { textsFor } from './texts/texts-for.ts';
import { makeTicket, type Owner, openTicket } from './ticket.ts';

const signInForm = (text: FormTexts) => `<p>${text.accountFor}</p>
<form method="post" action="/weave-account">
${field('username', text.name)}${field('password', text.password, { type: 'password' })}<p><button type="submit">${text.show}</button></p>
</form>
<p><a href="/weave-password-reset">${text.forgotten}</a></p>
<p><a href="/weave-connect">${text.howToConnect}</a></p>`;

/** GET /weave-account: a page of ours beside the old ones, where people see what is stored and change what is theirs. */
export const showAccount: LegacyRoute = () => (request, response) => {
  const text = textsFor(request);
  sendPage(response, { title: text.accountTitle, body: signInForm(text) });
};

/** POST /weave-account: signs in with name and password, then changes things with the ticket that the page holds. */
export const submitAccount: LegacyRoute = (ctx) => async (request, response) => {
  const fields = await readForm(request);
  const text = textsFor(request);
  const ticket = fields.get('ticket');
  const signInAgain = (problem: string) =>
    sendPage(response, { title: text.accountTitle, body: notice('bad', problem) + signInForm(text) });
  if (ticket === null) {
    const caller = await signIn(ctx, request, fields.get('username') ?? '', fields.get('password') ?? '');
    return caller ? show(ctx, response, caller) : signInAgain(text.wrong);
  }
  const owner = openTicket(ctx, ticket);
  if (!owner) return signInAgain(text.late);
  if (fields.has('newpassword')) return submitPassword(ctx, request, response, owner, fields);
  await submitMail(ctx, request, response, owner, (fields.get('mail') ?? '').trim());
};

async function submitPassword(
  ctx: LegacyContext,
  request: Request,
  response: Response,
  owner: Owner,
  fields: URLSearchParams,
): Promise<void> {
  const text = textsFor(request);
  const password = fields.get('newpassword') ?? '';
  if (password !== fields.get('confirm')) return show(ctx, response, owner, notice('bad', text.different));
  if (await isWeak(password, owner.name)) return show(ctx, response, owner, notice('bad', text.weak));
  await changePassword(ctx, owner.uid, password);
  audit(request, 'PasswordChanged', { uid: String(owner.uid) });
  // The ticket is good no more, as it should be.
  sendPage(response, { title: text.accountTitle, body: notice('good', text.passwordSet) + signInForm(text) });
}

async function submitMail(
  ctx: LegacyContext,
  request: Request,
  response: Response,
  owner: Owner,
  mail: string,
): Promise<void> {
  const text = textsFor(request);
  if (!isMailAddress(mail)) return show(ctx, response, owner, notice('bad', text.noMail));
  await updateUser(ctx.db.query, owner.uid, { mail });
  audit(request, 'EmailChanged', { uid: String(owner.uid) });
  await show(ctx, response, owner, notice('good', text.mailSet));
}

async function show(ctx: LegacyContext, response: Response, owner: Owner, above = ''): Promise<void> {
  const text = textsFor(response.req);
  const { accountTitle: title } = text;
  const user = await findUser(ctx.db.query, owner.name);
  if (!user) return sendPage(response, { title, body: notice('bad', text.wrong) + signInForm(text) });
  const stored = await readStored(ctx, user);
  const ticket = hidden('ticket', makeTicket(ctx, owner));
  sendPage(response, { title, body: above + accountBody(text, user, stored, ticket) });
}

function accountBody(text: FormTexts, user: LegacyUser, stored: StoredFacts, ticket: string): string {
  return `<dl><dt>${text.ownName}</dt><dd><code>${escapeHtml(user.name)}</code></dd>
<dt>${text.ownMail}</dt><dd>${escapeHtml(user.mail ?? text.none)}</dd></dl>
<h2>${text.storedTitle}</h2>
${storedBody(text, stored)}
<h2>${text.changePassword}</h2>
<form method="post" action="/weave-account">
${ticket}${field('newpassword', text.newPassword, { type: 'password', hint: text.length })}${field('confirm', text.onceMore, { type: 'password' })}<p><button type="submit">${text.changePassword}</button></p>
</form>
<h2>${text.changeMailTitle}</h2>
<form method="post" action="/weave-account">
${ticket}${field('mail', text.mail, { value: user.mail ?? '', hint: text.mailHint })}<p><button type="submit">${text.changeMail}</button></p>
</form>
<h2>${text.leave}</h2>
<p><a href="/weave-delete-account">${text.toDeletion}</a></p>`;
}

function storedBody(text: FormTexts, { collections, usedKb, quotaKb }: StoredFacts): string {
  if (collections.length === 0) return `<p>${text.nothingStored}</p>`;
  const { what, records, size, changed } = text.columns;
  const rows = collections.map(
    (each) =>
      `<tr><td>${escapeHtml(each.name)}</td><td class="number">${each.records}</td><td class="number">${each.kb}</td><td>${each.changed}</td></tr>`,
  );
  const sum = quotaKb === null ? text.sizeInAll(usedKb) : text.sizeOfQuota(usedKb, quotaKb);
  return `<table><thead><tr><th>${what}</th><th class="number">${records}</th><th class="number">${size}</th><th>${changed}</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>
<p>${sum} ${text.unreadable}</p>`;
}
