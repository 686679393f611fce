import type { WebChannel } from '../webchannel/webchannel.ts';

/** The device that asks for access, as the channel server saw it (accounts.md §7.6). */
export interface SupplicantInfo {
  ua?: string;
  ipAddress?: string;
}

/** How a pairing stands in Firefox. */
export interface Heartbeat {
  /** The new device's user has confirmed. */
  suppAuthorized?: boolean;
  /** The pairing has failed, in Firefox's words. */
  err?: string;
}

/** The pairing that this Firefox runs as authority. All methods throw ChannelError when Firefox knows nothing of it. */
export interface FirefoxPairing {
  supplicant(): Promise<SupplicantInfo>;
  heartbeat(): Promise<Heartbeat>;
  /** Lets the device in: Firefox wraps the keys and sends the grant. What goes wrong shows in the heartbeat. */
  authorize(): Promise<void>;
  decline(): void;
  /** Both sides have agreed: Firefox says goodbye. */
  complete(): void;
}

// Firefox doesn't answer for a pairing that it has forgotten.
const answerTimeout = 20_000;

/** Speaks Firefox's pairing commands for one channel (accounts.md §7.6). */
export function createFirefoxPairing(channel: WebChannel, channelId: string): FirefoxPairing {
  const data = { channel_id: channelId };
  const ask = (command: string) => channel.ask(`fxaccounts:${command}`, data, answerTimeout);
  return {
    supplicant: async () => (await ask('pair_supplicant_metadata')) as SupplicantInfo,
    heartbeat: async () => ((await ask('pair_heartbeat')) ?? {}) as Heartbeat,
    authorize: async () => {
      await ask('pair_authorize');
    },
    decline: () => channel.post('fxaccounts:pair_decline', data),
    complete: () => channel.post('fxaccounts:pair_complete', data),
  };
}
