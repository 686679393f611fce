import type { Call, Exchange } from '../key-exchange.ts';
import { memberOf } from '../member-of.ts';
import { ok, type Reply, refusal } from '../reply.ts';

/**
 * `PUT /<channel>`: puts a message in the place of the one that is there (sync11.md §3.2). A refused message's tag is told
 * too: a client that lost an answer sees by it whether what is there is its own.
 */
export async function putChannel(exchange: Exchange, call: Call, id: string): Promise<Reply> {
  const member = memberOf(exchange, call, id);
  if ('status' in member) return member;
  const body = await call.body();
  // It may have ended while the body was on its way.
  if (exchange.channels.get(id) !== member.channel) return refusal(404, 'There is no such channel.');
  const conditions = { ifMatch: call.header('if-match'), ifNoneMatch: call.header('if-none-match') };
  const { etag, isTaken } = member.channel.put(body, conditions);
  return isTaken ? ok('""', { ETag: etag }) : refusal(412, 'Another message is there.', { ETag: etag });
}
