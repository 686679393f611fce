const toBrowser = 'WebChannelMessageToChrome';
const toPage = 'WebChannelMessageToContent';
const channelId = 'account_updates';

/** Why a message to the browser failed. */
export type ChannelFailure =
  /** The browser doesn't listen to this page: no flow was started from its menu (accounts.md §1.3). */
  | 'no channel'
  /** Nobody answered in time: not Firefox, or a Firefox that doesn't know this server. */
  | 'no answer'
  /** The browser answered with an error of its own. */
  | 'refused';

/** A message that got no good answer. `message` holds the browser's words. */
export class ChannelError extends Error {
  readonly failure: ChannelFailure;

  constructor(failure: ChannelFailure, message: string) {
    super(message);
    this.name = 'ChannelError';
    this.failure = failure;
  }
}

/** The WebChannel between a page and the Firefox around it (accounts.md §2.3). */
export interface WebChannel {
  /** Sends without waiting for an answer. */
  post(command: string, data: object): void;
  /**
   * Sends and waits for the answer.
   *
   * @param timeout - In ms; absent: as long as it takes, since the browser may be showing a question.
   * @throws {ChannelError} When there is no good answer.
   */
  ask(command: string, data: object, timeout?: number): Promise<unknown>;
}

interface Waiting {
  resolve(data: unknown): void;
  reject(error: ChannelError): void;
}

interface Answer {
  id?: string;
  message?: {
    messageId?: string | number;
    data?: { error?: string | { message?: string } };
    errno?: number;
    error?: string;
  };
}

/**
 * Opens the channel.
 *
 * @param page - The window.
 * @param userAgent - iOS takes objects, everybody else JSON text.
 */
export function openWebChannel(page: EventTarget, userAgent: string): WebChannel {
  const asObject = userAgent.includes('FxiOS');
  const waiting = new Map<string, Waiting>();
  // iOS reads the id as an integer; beginning at the clock keeps ids of a reloaded page apart.
  let lastId = Date.now();

  function send(command: string, data: object): string {
    const messageId = String(++lastId);
    const detail = { id: channelId, message: { command, data, messageId } };
    page.dispatchEvent(new CustomEvent(toBrowser, { detail: asObject ? detail : JSON.stringify(detail) }));
    return messageId;
  }

  page.addEventListener(toPage, (event) => {
    const { id, message } = readAnswer((event as CustomEvent).detail);
    if (id !== channelId || !message) return;
    if (message.errno !== undefined) {
      // An error of the channel names no message: it concerns all of them.
      for (const one of waiting.values()) one.reject(new ChannelError('no channel', message.error ?? 'channel error'));
      waiting.clear();
      return;
    }
    const messageId = String(message.messageId);
    const one = waiting.get(messageId);
    waiting.delete(messageId);
    const error = message.data?.error;
    const words = typeof error === 'string' ? error : error?.message;
    if (error) one?.reject(new ChannelError('refused', words ?? 'unknown error'));
    else one?.resolve(message.data);
  });

  return {
    post(command, data) {
      send(command, data);
    },
    ask(command, data, timeout) {
      return new Promise((resolve, reject) => {
        // Desktop may answer while the event is being dispatched, so the entry must stand before.
        const messageId = String(lastId + 1);
        waiting.set(messageId, { resolve, reject });
        send(command, data);
        if (timeout === undefined) return;
        setTimeout(() => {
          if (waiting.delete(messageId)) reject(new ChannelError('no answer', `${command}: no answer`));
        }, timeout);
      });
    },
  };
}

// Desktop gives an object, the phones give text.
function readAnswer(detail: unknown): Answer {
  if (typeof detail !== 'string') return (detail as Answer | null) ?? {};
  try {
    return JSON.parse(detail) as Answer;
  } catch {
    return {};
  }
}
