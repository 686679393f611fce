import type { Channel } from './channel.ts';
import type { Call, Exchange } from './key-exchange.ts';
import { type Reply, refusal } from './reply.ts';

/** Returns true when a client has a name as clients make them: 128 random bytes in hexadecimal. */
export const isClientId = (client: string | undefined): client is string => client?.length === 256;

/**
 * Finds the channel that a request is for, with the client as its member. Who sends a wrong id, or comes as a third one,
 * ends the channel: whoever has guessed its id must not go on guessing (sync11.md §3.2).
 *
 * @returns The channel, or the refusal.
 */
export function memberOf({ channels, guard }: Exchange, call: Call, id: string): { channel: Channel } | Reply {
  const channel = channels.get(id);
  if (!channel) {
    guard.noteMistake(call.address);
    call.audit('KeyExchangeUnknownChannel');
    return refusal(404, 'There is no such channel.');
  }
  if (isClientId(call.client) && channel.admits(call.client)) return { channel };
  channels.remove(channel);
  guard.noteMistake(call.address);
  call.audit(isClientId(call.client) ? 'KeyExchangeUnknownId' : 'KeyExchangeInvalidId');
  return refusal(400, 'The channel was not opened for this client.');
}
