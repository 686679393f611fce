import type { Call, Exchange } from '../key-exchange.ts';
import { memberOf } from '../member-of.ts';
import { ok, type Reply } from '../reply.ts';

/** `DELETE /<channel>`: a device gives a pairing up (sync11.md §3.1, §9). */
export async function deleteChannel(exchange: Exchange, call: Call, id: string): Promise<Reply> {
  const member = memberOf(exchange, call, id);
  if ('status' in member) return member;
  exchange.channels.remove(member.channel);
  return ok('""');
}
