import type { Server } from 'node:http';
import { failureFields } from '../failures/failure-fields.ts';
import type { Logger } from '../log/logger.ts';

/**
 * Lets a server outlast what goes wrong with single connections and answers: an `error` that nobody listens to would end the
 * worker, and with it everybody's requests.
 */
export function outlastErrors(server: Server, log: Logger): void {
  server.on('error', (error) => {
    // Before that it is for whoever lets it listen.
    if (server.listening) log.error('a connection could not be accepted', failureFields(error));
  });
  // Passed over (RFC 9110 §10.1.1): Node's own refusal is an answer that nobody listens to.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  const report = (error: Error) => log.error('an answer could not be written', failureFields(error));
  server.prependListener('request', (_request, response) => response.on('error', report));
}
