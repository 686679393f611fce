import { type Bytes, toBase64Url } from '../../crypto/client/bytes.ts';
import { createDeferred } from '../../crypto/deferred.ts';
import { type ChannelMessage, PairingChannel } from '../../crypto/pairing-channel/channel.ts';
import { ChannelEndError } from '../../crypto/pairing-channel/channel-end.ts';
import { type AuthorityEnd, type AuthorityFlow, endOf } from './authority.ts';
import type { SupplicantInfo } from './firefox-pairing.ts';
import { type PairingGrant, PairingProtocolError, type PairingRequest } from './supplicant.ts';

/** What the new device is told about the account that it is offered. */
export interface AccountMetadata {
  email: string;
  deviceName: string;
}

/** A channel that this page has opened for another device (pairing version 2). */
export interface OpenedPairing {
  /** What the code holds; whoever has it can ask to be let in. */
  link: string;
  /** Resolves when a device has asked. @throws {ChannelEndError} {PairingProtocolError} When none ever will. */
  asked: Promise<AskedPairing>;
  /** Nobody is let in any more. */
  close(): void;
}

/** A device that asks to be let in. */
export interface AskedPairing {
  info: SupplicantInfo;
  flow: AuthorityFlow;
}

/**
 * Opens a channel from the page itself, in place of Firefox (version 1), for any device that knows the messages of version 1
 * (accounts.md §7.5): only who runs the channel differs.
 *
 * @param base - Origin of the channel server, such as `wss://foxden.example.org`.
 * @param origin - This server, for the link.
 * @param grant - Lets Firefox make the code for a request, with the keys that only it has.
 * @throws {ChannelEndError} When there is no room, or no network.
 */
export async function openPairing(
  base: string,
  origin: string,
  account: AccountMetadata,
  grant: (request: PairingRequest) => Promise<PairingGrant>,
): Promise<OpenedPairing> {
  const key: Bytes = crypto.getRandomValues(new Uint8Array(32));
  const channel = await PairingChannel.create(base, key);
  const fragment = new URLSearchParams({ channel_id: channel.id, channel_key: toBase64Url(key), v: '2' });
  const asked = waitForRequest(channel, account, grant);
  // Who closes it before anybody has asked needn't hear of that.
  asked.catch(() => {});
  return {
    link: `${origin}/pair#${fragment}`,
    asked,
    close: () => void channel.close(),
  };
}

async function waitForRequest(
  channel: PairingChannel,
  account: AccountMetadata,
  grant: (request: PairingRequest) => Promise<PairingGrant>,
): Promise<AskedPairing> {
  try {
    const first = await channel.next();
    const request = readRequest(first);
    await channel.send('pair:auth:metadata', account);
    const { ua, remote } = first.sender;
    return { info: { ua, ipAddress: remote }, flow: decide(channel, request, grant) };
  } catch (error) {
    await channel.close();
    throw error;
  }
}

function decide(
  channel: PairingChannel,
  request: PairingRequest,
  grant: (request: PairingRequest) => Promise<PairingGrant>,
): AuthorityFlow {
  const end = createDeferred<AuthorityEnd>();
  let isApproved = false;
  let isConfirmed = false;
  const finish = (how: AuthorityEnd) => {
    end.resolve(how);
    void channel.close();
  };
  const finishWhenAgreed = () => {
    if (isApproved && isConfirmed) finish({ kind: 'done' });
  };
  void (async () => {
    try {
      const { message } = await channel.next();
      if (message !== 'pair:supp:authorize') throw new PairingProtocolError(message);
      isConfirmed = true;
      finishWhenAgreed();
      throw new ChannelEndError(await channel.ended);
    } catch (error) {
      finish(endOf(error, isApproved));
    }
  })();

  return {
    ended: end.promise,
    async approve() {
      const { code, state } = await grant(request);
      await channel.send('pair:auth:authorize', { code, state });
      isApproved = true;
      finishWhenAgreed();
    },
    refuse: () => finish({ kind: 'refused' }),
  };
}

const patterns: Record<keyof PairingRequest, RegExp> = {
  client_id: /^[0-9a-f]{16}$/,
  state: /^.{1,512}$/s,
  scope: /^.{1,1024}$/s,
  code_challenge: /^[\w-]{43}$/,
  code_challenge_method: /^S256$/,
  keys_jwk: /^[\w-]{1,4096}$/,
};

// It comes from another device, and Firefox wraps the keys for whatever it says.
function readRequest({ message, data }: ChannelMessage): PairingRequest {
  if (message !== 'pair:supp:request') throw new PairingProtocolError(message);
  const request = { code_challenge_method: 'S256', ...data } as Record<string, unknown>;
  const entries = Object.entries(patterns).map(([name, pattern]) => {
    const value = request[name];
    if (typeof value !== 'string' || !pattern.test(value)) throw new PairingProtocolError(`${message}, ${name}`);
    return [name, value];
  });
  return Object.fromEntries(entries) as PairingRequest;
}
