import { parseArgs } from 'node:util';
import { fetchKb } from '../client/account-kb.ts';
import { type SignedInAccount, signIn } from '../client/authenticate.ts';
import { type Device, devicesApiOf } from '../client/devices-api.ts';
import { type Request, request } from '../client/request.ts';
import { isSendable, longestAddress, sendTabKey } from '../client/sendable.ts';
import { type SignInApi, signInApiOf } from '../client/sign-in-api.ts';
import { createConfig } from '../config/config.ts';
import { isLoopback } from '../config/loopback.ts';
import { readEnv } from '../config/read-env.ts';
import { openUriCommand, sealPage } from '../crypto/client/send-tab.ts';
import { rootKeys } from '../crypto/client/sync-keys.ts';
import { visible } from '../log/visible.ts';
import { type Asker, createAsker } from './ask.ts';
import { type Command, CommandError, UsageError } from './command.ts';
import { givenPassword } from './given-password.ts';
import { readSettings } from './read-settings.ts';
import { wordsOfSending, wrongCode } from './send-failures.ts';
import { day, table } from './table.ts';
import { requireOwnAccounts, requirePublicUrl } from './with-context.ts';

const help = `Usage: foxden send URL --to DEVICE [--title TITLE] [--account ADDRESS] [--server URL] [--password-file FILE]

Opens a page on one of your Firefoxes, as the page /send does: the address is encrypted here to that device alone, and no
server can read it. DEVICE is a device's name, its beginning or its id; without --to the devices are listed.

--account    the account's mail address; asked for if missing.
--server     any Foxden, such as https://sync.example.org; if missing, the one that runs here.
--title      what to call the page before it is open.

The password comes from --password-file FILE, from FOXDEN_SEND_PASSWORD or FOXDEN_SEND_PASSWORD_FILE, or is asked for: on a
command line everybody on the machine can read it. With two-step sign-in the code is asked for, too; a recovery code does as
well. What is asked for may also come in lines on standard input. This sign-in ends with the command, and is no device.`;

/** How long a server may take for an answer, in ms. */
const patience = 30_000;

/** `foxden send`. */
export const send: Command = {
  help,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        title: { type: 'string' },
        account: { type: 'string' },
        server: { type: 'string' },
        'password-file': { type: 'string' },
      },
    });
    const [url, ...rest] = positionals;
    if (url === undefined || rest.length > 0) throw new UsageError(help);
    if (!isSendable(url)) {
      throw new UsageError(`"${url}" is no address that a Firefox opens: it has to begin with https:// or http://.`);
    }
    if (url.length > longestAddress) throw new CommandError('This address is too long: a Firefox would refuse it.');
    const server = values.server === undefined ? await ownAddress() : addressOf(values.server);
    const title = values.title?.trim() || url;
    const asker = createAsker();
    try {
      const email = values.account ?? (await required(asker, 'Account (mail address): ', '--account'));
      const password =
        givenPassword('FOXDEN_SEND_PASSWORD', values['password-file']) ??
        (await required(asker, `Password of ${email} at ${new URL(server).host}: `, '--password-file', true));
      return await sendPage({ server, email, password, to: values.to, page: { url, title }, asker });
    } catch (error) {
      throw wordsOfSending(error, server);
    } finally {
      asker.close();
    }
  },
};

/** Address of the appliance that commands here are about. */
async function ownAddress(): Promise<string> {
  await readSettings('appliance');
  const config = createConfig(readEnv(process.env));
  requireOwnAccounts(config);
  return requirePublicUrl(config);
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!url || !isSafe || url.username !== '' || url.search !== '') {
    throw new UsageError(
      `"${text}" is no address of a Foxden. Write it as in its browsers, such as https://sync.example.org; http:// would let the ` +
        'network read what opens the account.',
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

async function required(asker: Asker, question: string, source: string, isSecret = false): Promise<string> {
  const answer = await asker.ask(question, isSecret);
  if (answer) return answer;
  throw new CommandError(`Nothing was typed. Type it when it is asked for, or give it by ${source}.`);
}

interface Sending {
  server: string;
  email: string;
  password: string;
  /** Name or id of the device. */
  to: string | undefined;
  page: { url: string; title: string };
  asker: Asker;
}

async function sendPage({ server, email, password, to, page, asker }: Sending): Promise<number> {
  const call: Request = (method, path, options = {}) =>
    request(method, server + path, {
      ...options,
      headers: { 'User-Agent': 'foxden send', ...options.headers },
      signal: AbortSignal.timeout(patience),
    });
  const [accounts, devices] = [signInApiOf(call), devicesApiOf(call)];
  const account = await signIn(accounts, email, password);
  const { sessionToken } = account;
  try {
    await passSecondStep(accounts, account, asker);
    const target = choose(await devices.list(sessionToken), to);
    if (!target) return 1;
    const kB = await fetchKb(accounts, account.keyFetchToken, account.unwrapBKey);
    const root = await rootKeys(kB);
    kB.fill(0);
    const sealed = await sealPage(root, sendTabKey(target)!, page);
    const { notified } = await devices.invoke(sessionToken, target.id, openUriCommand, sealed);
    console.log(
      notified
        ? `Sent. ${nameOf(target)} has been told and opens it in a moment.`
        : `Sent. ${nameOf(target)} opens it at its next sync; it waits for 30 days.`,
    );
    return 0;
  } finally {
    account.unwrapBKey.fill(0);
    // What went wrong before is what counts; a session that is left over ends by itself.
    await accounts.destroySession(sessionToken).catch(() => {});
  }
}

async function passSecondStep(accounts: SignInApi, { pending, sessionToken }: SignedInAccount, asker: Asker) {
  if (pending === null) return;
  const question = pending === 'totp' ? 'Code of the authenticator app: ' : 'Code that was just mailed: ';
  const code = (await required(asker, question, 'standard input')).replace(/\s/g, '');
  if (pending === 'email code') await accounts.verifyCode(sessionToken, code);
  else if (!/^\d{6}$/.test(code)) await accounts.verifyRecoveryCode(sessionToken, code);
  else if (!(await accounts.verifyTotp(sessionToken, code)).success) throw wrongCode();
}

/** Finds the device that is meant; tells which there are when that isn't clear. */
function choose(devices: readonly Device[], to: string | undefined): Device | undefined {
  if (devices.length === 0) {
    throw new CommandError('This account has no devices yet. Sign in to it in a Firefox first, then try again.');
  }
  const wanted = to?.toLowerCase();
  const matches = (fits: (name: string) => boolean) => devices.filter(({ name }) => fits((name ?? '').toLowerCase()));
  const [found, ...more] =
    wanted === undefined
      ? []
      : ([
          devices.filter(({ id }) => id === wanted),
          matches((name) => name === wanted),
          matches((name) => name.startsWith(wanted)),
        ].find(({ length }) => length > 0) ?? []);
  if (found && more.length === 0) {
    if (sendTabKey(found) !== undefined) return found;
    throw new CommandError(
      `${nameOf(found)} takes no pages: it has not told the server how. Sync it once; if that does not help, it is a program that ` +
        'can not.',
    );
  }
  console.log(inWords(found ? [found, ...more] : devices));
  console.error(
    wanted === undefined
      ? 'Nothing was sent. Say which device by --to, with its name or its id.'
      : found
        ? `Nothing was sent: "${to}" means several devices. Say which by --to and its id.`
        : `Nothing was sent: no device is called "${to}". These there are.`,
  );
  return undefined;
}

const nameOf = ({ name, id }: Device) => visible(name || `The device ${id}`);

const inWords = (devices: readonly Device[]) =>
  table([
    ['DEVICE', 'TAKES PAGES', 'LAST SEEN', 'ID'],
    ...devices.map((device) => [
      visible(device.name || '-'),
      sendTabKey(device) === undefined ? 'no' : 'yes',
      day(device.lastAccessTime ?? null),
      device.id,
    ]),
  ]);
