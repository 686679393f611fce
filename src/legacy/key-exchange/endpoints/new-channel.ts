import type { Call, Exchange } from '../key-exchange.ts';
import { isClientId } from '../member-of.ts';
import { ok, type Reply, refusal } from '../reply.ts';

/** `GET /new_channel`: makes a channel for whoever shows the PIN (sync11.md §3.1). */
export async function newChannel({ channels, guard }: Exchange, call: Call): Promise<Reply> {
  if (!isClientId(call.client)) {
    guard.noteMistake(call.address);
    call.audit('KeyExchangeInvalidId');
    return refusal(400, 'X-KeyExchange-Id must have 256 characters.');
  }
  const refused = guard.refusesChannel(call.address);
  if (refused) return refused;
  const channel = channels.create(call.client);
  if (!channel)
    return refusal(503, 'Too many devices are being paired. Try again in a minute.', { 'Retry-After': '60' });
  return ok(JSON.stringify(channel.id), { 'X-KeyExchange-Channel': channel.id });
}
