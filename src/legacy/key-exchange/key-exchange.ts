import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyError, readBody } from '../../http/read-body.ts';
import type { AuditEvent } from '../../log/audit/events.ts';
import type { LogFields, Logger } from '../../log/logger.ts';
import { ChannelTable, isChannelId } from './channel-table.ts';
import { deleteChannel } from './endpoints/delete-channel.ts';
import { getChannel } from './endpoints/get-channel.ts';
import { newChannel } from './endpoints/new-channel.ts';
import { putChannel } from './endpoints/put-channel.ts';
import { report } from './endpoints/report.ts';
import { type BlockedNetwork, createGuard, type Guard, type GuardOptions } from './guard.ts';
import { type KeyExchangeLimits, keyExchangeLimits } from './limits.ts';
import { type Reply, refusal, send } from './reply.ts';

/** One request with what is known of it. */
export interface Call {
  request: IncomingMessage;
  /** The client's own address, not a proxy's. */
  address: string;
  /** Header X-KeyExchange-Id: the client's name for itself. */
  client: string | undefined;
  /** The first value of a header. */
  header(name: string): string | undefined;
  /** Reads the body; throws BodyError when it is too large. */
  body(): Promise<Buffer>;
  /** Writes a line of the audit log. */
  audit(event: AuditEvent, facts?: LogFields): void;
}

/** What the endpoints work with. */
export interface Exchange {
  channels: ChannelTable;
  guard: Guard;
}

/** The message box of "Pair a device" (sync11.md §3): it keeps what one device says until the other has read it. */
export interface KeyExchange {
  /**
   * Answers a request. Nothing is kept but in memory, so all requests must come to one process.
   *
   * @param path - Below the service's base, with its leading slash.
   * @param address - The client's own address.
   */
  handle(request: IncomingMessage, response: ServerResponse, path: string, address: string): Promise<void>;
  stats(): KeyExchangeStats;
  /** True when no channel is open and nothing that networks have done counts any more. */
  isIdle(): boolean;
  /** Lets a network in again that is shut out; undefined: all. */
  unblock(network: string | undefined): void;
}

/** How the key exchange does. */
export interface KeyExchangeStats {
  channels: number;
  /** Requests refused since the start because a network had asked too much. */
  refused: number;
  /** True when nobody is refused, and `refused` and `blocked` tell who would be. */
  onlyObserves: boolean;
  blocked: BlockedNetwork[];
}

export interface KeyExchangeOptions {
  log: Logger;
  limits?: KeyExchangeLimits;
  /** See {@link GuardOptions}. */
  onlyObserves?: boolean;
  isExempt?: GuardOptions['isExempt'];
  /** Tells the time in ms; only differences count. */
  now?: () => number;
}

/** Makes a key exchange. */
export function createKeyExchange(options: KeyExchangeOptions): KeyExchange {
  const { log, limits = keyExchangeLimits, now = () => performance.now() } = options;
  const { onlyObserves = false, isExempt = () => false } = options;
  const channels = new ChannelTable(limits, now);
  const onBlock = (address: string) =>
    log.to('audit', 'KeyExchangeBlocked', { address, ...(onlyObserves && { observed: true }) });
  const guard = createGuard({ limits, onlyObserves, isExempt, now, onBlock });
  const exchange: Exchange = { channels, guard };

  async function answer(call: Call, path: string): Promise<Reply> {
    const refused = guard.refuses(call.address);
    if (refused) return refused;
    const { method } = call.request;
    const name = /^\/([^/]+)\/?$/.exec(path)?.[1];
    if (name === 'new_channel') return method === 'GET' ? newChannel(exchange, call) : notAllowed('GET');
    if (name === 'report') return method === 'POST' ? report(exchange, call) : notAllowed('POST');
    if (path === '/' || path === '') return { status: 301, headers: { Location: '/' } };
    const endpoint = { GET: getChannel, PUT: putChannel, DELETE: deleteChannel }[method ?? ''];
    if (name === undefined || !isChannelId(name) || !endpoint) return refusal(404, 'There is nothing here.');
    return endpoint(exchange, call, name);
  }

  return {
    stats: () => ({ channels: channels.size, refused: guard.refused(), onlyObserves, blocked: guard.blocked() }),
    isIdle: () => channels.size === 0 && guard.isIdle(),
    unblock: (network) => guard.unblock(network),
    async handle(request, response, path, address) {
      const header = (name: string) => {
        const value = request.headers[name];
        return Array.isArray(value) ? value[0] : value;
      };
      const requestId = header('x-request-id');
      const facts = { requestId, address, userAgent: header('user-agent') ?? '', host: header('host') ?? '' };
      const call: Call = {
        request,
        address,
        client: header('x-keyexchange-id'),
        header,
        body: () => readBody(request, limits.body),
        // No path: it has the channel's id.
        audit: (event, more) => log.to('audit', event, { ...facts, method: request.method, path: '/jpake', ...more }),
      };
      const reply = await answer(call, path).catch((thrown: unknown) => {
        if (!(thrown instanceof BodyError)) throw thrown;
        return thrown.reason === 'too large'
          ? refusal(413, 'The message is too large.')
          : refusal(400, 'Body cut off.');
      });
      if (reply.status >= 400) {
        const { status, body } = reply;
        const refused = { requestId, method: request.method, path: '/jpake', status, reason: String(body).trim() };
        log.info('request refused', refused);
      }
      send(response, reply);
    },
  };
}

const notAllowed = (allow: string) => refusal(405, 'This method is not used here.', { Allow: allow });
