import type { Config } from '../../config/config.ts';
import { askServer } from '../../http/ask-server.ts';
import type { Channel } from './notice.ts';

/** How long another server may take, ms. */
const patience = 10_000;

/** Sends a mail without any dress. */
export type PlainMail = (mail: { to: string; subject: string; text: string }) => Promise<void>;

/**
 * The ways by which an administrator wants to be told; none unless the settings name some.
 *
 * @param sendMail - null while this server sends no mail.
 */
export function channelsOf(
  config: Pick<Config, 'notify' | 'publicUrl'>,
  sendMail: PlainMail | null,
): Record<string, Channel> {
  const { mail, ntfy, webhook } = config.notify;
  const server = config.publicUrl ?? '';
  const channels: Record<string, Channel> = {};
  if (mail.length > 0 && sendMail) {
    channels.mail = async (write) => {
      for (const to of mail) {
        const { title, text } = await write(to);
        await sendMail({ to, subject: title, text: `${text}\n\n${server}\n` });
      }
    };
  }
  if (ntfy) {
    channels.ntfy = async (write) => {
      const { title, text } = await write();
      await post(ntfy, text, { Title: inHeader(title), Tags: 'fox_face' });
    };
  }
  if (webhook) {
    channels.webhook = async (write) =>
      post(webhook, JSON.stringify({ ...(await write()), server }), { 'Content-Type': 'application/json' });
  }
  return channels;
}

/** Letters beyond ASCII go into a header as RFC 2047 writes them, which ntfy reads. */
const inHeader = (text: string): string =>
  /^[ -~]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;

async function post(url: URL, body: string, headers: Record<string, string>): Promise<void> {
  // fetch takes no names and passwords inside an address.
  const { username, password } = url;
  const target = new URL(url);
  target.username = '';
  target.password = '';
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  // Redirected, a message would become a question, and be lost though it is answered.
  const { ok, status } = await askServer(target, {
    method: 'POST',
    body,
    headers: { ...headers, ...(username === '' ? {} : { Authorization: `Basic ${login}` }) },
    patience,
    most: 0,
  });
  if (!ok) throw new Error(`it answered with status ${status}`);
}
