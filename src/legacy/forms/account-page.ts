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
import { makeTicket, type Owner, openTicket } from './ticket.ts';

export const accountTitle = 'Your Sync account';

const signInForm = `<p>For accounts of Pale Moon, Basilisk and other browsers with Sync 1.1.</p>
<form method="post" action="/weave-account">
${field('username', 'Name or mail address')}${field('password', 'Password', { type: 'password' })}<p><button type="submit">Show my account</button></p>
</form>
<p><a href="/weave-password-reset">I have forgotten my password</a></p>
<p><a href="/weave-connect">How to connect a browser</a></p>`;

const words = {
  wrong: 'Name and password do not belong together.',
  late: 'Too much time has gone by, or the password was changed. Sign in again.',
  weak: 'This password is too weak. It needs at least 8 characters, and must be neither the name of the account nor one of those that everybody tries first.',
  different: 'The two passwords differ. Nothing was changed.',
  mail: 'This is no mail address. Nothing was changed.',
  passwordSet: 'Your new password is set. Type it in each of your browsers: they ask for it at their next sync.',
  mailSet: 'Your address is changed. In your browsers you still sign in with the address that you began with.',
};

/** GET /weave-account: a page of ours beside the old ones, where people see what is stored and change what is theirs. */
export const showAccount: LegacyRoute = () => (_request, response) => {
  sendPage(response, { title: accountTitle, body: signInForm });
};

/** POST /weave-account: signs in with name and password, then changes things with the ticket that the page holds. */
export const submitAccount: LegacyRoute = (ctx) => async (request, response) => {
  const fields = await readForm(request);
  const ticket = fields.get('ticket');
  const signInAgain = (problem: string) =>
    sendPage(response, { title: accountTitle, body: notice('bad', problem) + signInForm });
  if (ticket === null) {
    const caller = await signIn(ctx, request, fields.get('username') ?? '', fields.get('password') ?? '');
    return caller ? show(ctx, response, caller) : signInAgain(words.wrong);
  }
  const owner = openTicket(ctx, ticket);
  if (!owner) return signInAgain(words.late);
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
  const password = fields.get('newpassword') ?? '';
  if (password !== fields.get('confirm')) return show(ctx, response, owner, notice('bad', words.different));
  if (await isWeak(password, owner.name)) return show(ctx, response, owner, notice('bad', words.weak));
  await changePassword(ctx, owner.uid, password);
  audit(request, 'PasswordChanged', { uid: String(owner.uid) });
  // The ticket is good no more, as it should be.
  sendPage(response, { title: accountTitle, body: notice('good', words.passwordSet) + signInForm });
}

async function submitMail(
  ctx: LegacyContext,
  request: Request,
  response: Response,
  owner: Owner,
  mail: string,
): Promise<void> {
  if (!isMailAddress(mail)) return show(ctx, response, owner, notice('bad', words.mail));
  await updateUser(ctx.db.query, owner.uid, { mail });
  audit(request, 'EmailChanged', { uid: String(owner.uid) });
  await show(ctx, response, owner, notice('good', words.mailSet));
}

async function show(ctx: LegacyContext, response: Response, owner: Owner, above = ''): Promise<void> {
  const user = await findUser(ctx.db.query, owner.name);
  if (!user) return sendPage(response, { title: accountTitle, body: notice('bad', words.wrong) + signInForm });
  const stored = await readStored(ctx, user);
  const ticket = hidden('ticket', makeTicket(ctx, owner));
  sendPage(response, { title: accountTitle, body: above + accountBody(user, stored, ticket) });
}

function accountBody(user: LegacyUser, stored: StoredFacts, ticket: string): string {
  return `<dl><dt>Name</dt><dd><code>${escapeHtml(user.name)}</code></dd>
<dt>Address for mail</dt><dd>${escapeHtml(user.mail ?? 'none')}</dd></dl>
<h2>What is stored here</h2>
${storedBody(stored)}
<h2>Change the password</h2>
<form method="post" action="/weave-account">
${ticket}${field('newpassword', 'New password', { type: 'password', hint: 'at least 8 characters' })}${field('confirm', 'Once more', { type: 'password' })}<p><button type="submit">Change the password</button></p>
</form>
<h2>Change the address for mail</h2>
<form method="post" action="/weave-account">
${ticket}${field('mail', 'Mail address', { value: user.mail ?? '', hint: 'where a link for a new password is sent' })}<p><button type="submit">Change the address</button></p>
</form>
<h2>Leave</h2>
<p><a href="/weave-delete-account">Delete the account and everything stored</a></p>`;
}

function storedBody({ collections, usedKb, quotaKb }: StoredFacts): string {
  if (collections.length === 0) return '<p>Nothing yet.</p>';
  const rows = collections.map(
    ({ name, records, kb, changed }) =>
      `<tr><td>${escapeHtml(name)}</td><td class="number">${records}</td><td class="number">${kb}</td><td>${changed}</td></tr>`,
  );
  const sum = quotaKb === null ? `${usedKb} KiB in all.` : `${usedKb} of ${quotaKb} KiB are used.`;
  return `<table><thead><tr><th>What</th><th class="number">Records</th><th class="number">KiB</th><th>Last change</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>
<p>${sum} The server can read none of it: it is locked with your recovery key.</p>`;
}
