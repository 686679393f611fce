import type { Call, Exchange } from '../key-exchange.ts';
import { memberOf } from '../member-of.ts';
import { ok, type Reply } from '../reply.ts';

/** `GET /<channel>`: the message that is there. The sixth one that is given away ends the channel (sync11.md §3.2). */
export async function getChannel(exchange: Exchange, call: Call, id: string): Promise<Reply> {
  const member = memberOf(exchange, call, id);
  if ('status' in member) return member;
  const { channel } = member;
  const found = channel.get({ ifNoneMatch: call.header('if-none-match') });
  if (found === 'unchanged') return { status: 304, headers: { ETag: channel.etag! } };
  if (channel.isUsedUp) exchange.channels.remove(channel);
  return found ? ok(found.body, { ETag: found.etag }) : ok('{}');
}
