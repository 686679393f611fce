import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../../config/config.ts';
import { networkTest } from '../../config/networks.ts';
import { failureFields } from '../../failures/failure-fields.ts';
import type { Logger } from '../../log/logger.ts';
import { createKeyExchange, type KeyExchange } from './key-exchange.ts';
import { keyExchangeLimits } from './limits.ts';
import { offersKeyExchange } from './offers-key-exchange.ts';
import { refusal, send } from './reply.ts';

/** What the key exchange needs of its process's context. */
export interface KeyExchangeContext {
  config: Pick<Config, 'legacy' | 'publicUrl' | 'rateLimits' | 'keyExchange'>;
  log: Logger;
}

/** Makes the key exchange as the settings have it. With FOXDEN_RATE_LIMITS=off only the limits on memory and time stay. */
export function openKeyExchange({ config, log }: KeyExchangeContext): KeyExchange {
  const unlimited = { requests: Infinity, newChannels: Infinity, mistakes: Infinity };
  const limits = { ...keyExchangeLimits, ...(config.rateLimits ? {} : unlimited) };
  const { onlyObserves, exempt } = config.keyExchange;
  return createKeyExchange({ log, limits, onlyObserves, isExempt: networkTest(exempt) });
}

/**
 * Makes the hub process answer the requests that workers hand over (see hand-over.ts), all with 404 where there is no Sync
 * 1.1.
 */
export function answerRequests({ config, log }: KeyExchangeContext, exchange = openKeyExchange({ config, log })) {
  return (request: IncomingMessage, response: ServerResponse, address: string): void => {
    const path = request.url?.replace(/\?.*$/, '') ?? '';
    if (!offersKeyExchange(config) || !path.startsWith('/jpake')) {
      send(response, refusal(404, 'There is nothing here.'));
      return;
    }
    exchange.handle(request, response, path.slice('/jpake'.length), address).catch((error: unknown) => {
      log.error('the key exchange failed', { ...failureFields(error), requestId: request.headers['x-request-id'] });
      if (!response.headersSent) send(response, refusal(500, 'The server failed.'));
      else response.destroy();
    });
  };
}
