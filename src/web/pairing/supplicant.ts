import { PairingChannel } from '../../crypto/pairing-channel/channel.ts';
import type { ChannelEnd } from '../../crypto/pairing-channel/channel-end.ts';
import type { PairingCode } from './pairing-code.ts';

/** How long the other side's page may take to see that both have agreed, in milliseconds; it looks every second. */
const goodbyePatience = 5000;

/** What the new device asks for (accounts.md §7.5). */
export interface PairingRequest {
  client_id: string;
  state: string;
  scope: string;
  code_challenge: string;
  code_challenge_method: string;
  keys_jwk: string;
}

/** Who would let the new device in. */
export interface Authority {
  email: string;
  deviceName: string;
}

/** What the new device gets. */
export interface PairingGrant {
  code: string;
  state: string;
}

/** The other Firefox said something that doesn't belong into a pairing. */
export class PairingProtocolError extends Error {
  constructor(what: string) {
    super(`unexpected in a pairing: ${what}`);
    this.name = 'PairingProtocolError';
  }
}

/** The new device's side of a pairing (accounts.md §7.7), connected and waiting for its user. */
export interface Supplicant {
  authority: Authority;
  /** Resolves when the channel is over: before a grant, that is the refusal. */
  ended: Promise<ChannelEnd>;
  /** The user has confirmed: resolves when the other Firefox has approved, too. */
  confirm(): Promise<PairingGrant>;
  /** Leaves, after success or instead of it. */
  leave(): Promise<void>;
}

/**
 * Joins the channel of a code and asks for access.
 *
 * @param base - Origin of the channel server, such as `wss://foxden.example.org`.
 * @throws {ChannelEndError} When the code doesn't work (any more). {PairingProtocolError} When nonsense comes.
 */
export async function startSupplicant(base: string, code: PairingCode, request: PairingRequest): Promise<Supplicant> {
  const channel = await PairingChannel.join(base, code.channelId, code.key);
  try {
    await channel.send('pair:supp:request', request);
    const { email, deviceName } = await expectMessage(channel, 'pair:auth:metadata');
    if (typeof email !== 'string') throw new PairingProtocolError('no e-mail address');
    return {
      authority: { email, deviceName: typeof deviceName === 'string' ? deviceName : 'Firefox' },
      ended: channel.ended,
      confirm: () => confirm(channel, request),
      leave: () => channel.close(),
    };
  } catch (error) {
    await channel.close();
    throw error;
  }
}

async function confirm(channel: PairingChannel, request: PairingRequest): Promise<PairingGrant> {
  // Our yes may meet the end of the channel; what matters is whether the other side's yes has arrived.
  await channel.send('pair:supp:authorize', {}).catch(() => {});
  const { code, state } = await expectMessage(channel, 'pair:auth:authorize');
  if (typeof code !== 'string' || state !== request.state) throw new PairingProtocolError('a grant for somebody else');
  // Once the grant is delivered an app may close this page at once, and a channel that breaks off before the other side has
  // said goodbye looks like a failure there.
  await Promise.race([channel.ended, new Promise((resolve) => setTimeout(resolve, goodbyePatience))]);
  return { code, state };
}

async function expectMessage(channel: PairingChannel, name: string): Promise<Record<string, unknown>> {
  const { message, data } = await channel.next();
  if (message !== name) throw new PairingProtocolError(message);
  return data;
}
