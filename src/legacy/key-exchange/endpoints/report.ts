import type { Call, Exchange } from '../key-exchange.ts';
import { ok, type Reply } from '../reply.ts';

const maxText = 2000;

/**
 * `POST /report`: a device tells why a pairing has failed, and may end its channel (sync11.md §3.3). Only a member can.
 */
export async function report({ channels }: Exchange, call: Call): Promise<Reply> {
  const body = (await call.body()).toString('utf8').slice(0, maxText);
  const text = [call.header('x-keyexchange-log')?.slice(0, maxText) ?? '', body]
    .filter((part) => part !== '')
    .join(' ');
  if (text !== '') call.audit('KeyExchangeReport', { report: text });
  const id = call.header('x-keyexchange-cid');
  if (id === undefined || call.client === undefined) return ok('""');
  const channel = channels.get(id);
  if (channel?.hasMember(call.client)) channels.remove(channel);
  else call.audit('KeyExchangeNotClosed');
  return ok('""');
}
