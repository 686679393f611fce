import { audit } from '../../http/audit.ts';
import { clientNetwork } from '../../http/client-network.ts';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import { addUser } from '../account/add-user.ts';
import { sendPlain } from '../answer.ts';
import { isWeak } from '../passwords/password-text.ts';
import type { LegacyRoute } from '../route.ts';
import { findUser } from '../store/users.ts';
import { isMailAddress, usernamesOf } from '../username.ts';
import { hasSecret } from './has-secret.ts';
import { pathUsername } from './path-username.ts';
import { readText } from './read-text.ts';

interface NewUser {
  mail: string;
  password: string;
  answer: { challenge: string; response: string };
}

/**
 * PUT /user/1.0/U: makes an account and answers its name. Clients rely on the order of the checks: that the name is taken
 * comes before everything else, the captcha last (sync11.md §1.4).
 */
export const create: LegacyRoute = (ctx) => async (request, response) => {
  const name = pathUsername(request);
  if (await findUser(ctx.db.query, name)) {
    await ctx.limits.spend('legacyLookups', clientNetwork(request));
    throw taken();
  }
  const { mail, password, answer } = await parseNewUser(await readText(request), name);
  await ctx.limits.spend('signupFromAddress', clientNetwork(request));
  const uid = await addUser(ctx, request, { name, mail, password, answer, isVouchedFor: hasSecret(ctx, request) });
  if (uid === undefined) throw taken();
  audit(request, 'AccountCreated', { uid: String(uid), generation: '1.1' });
  sendPlain(response, name);
};

const taken = () => LegacyError.coded('overwrite', 'the name is taken');

/** @throws {LegacyError} 400 with 6, 12, 15, 7 or 9, in this order. */
async function parseNewUser(body: string, name: string): Promise<NewUser> {
  const value = parseObject(body);
  const text = (key: string) => (typeof value[key] === 'string' ? value[key] : '');
  const mail = text('email').trim();
  const password = text('password');
  if (!isMailAddress(mail)) throw LegacyError.coded('mail', 'no mail address');
  if (!usernamesOf(mail).includes(name)) throw LegacyError.coded('foreignMail', 'the name belongs to another address');
  if (password === '') throw LegacyError.coded('noPassword', 'no password');
  if (await isWeak(password, name)) throw LegacyError.coded('weakPassword', 'weak password');
  return { mail, password, answer: { challenge: text('captcha-challenge'), response: text('captcha-response') } };
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // As any other body that is no object.
  }
  throw LegacyError.coded('invalidJson', 'the body is no JSON object');
}
