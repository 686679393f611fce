import type { Config } from '../config/config.ts';
import { askSupervisor, ControlRefusedError } from '../control/control-client.ts';
import { sayingOf } from '../failures/explain.ts';
import { AccountError } from '../http/errors/account-error.ts';

/**
 * Asks the supervisor for a page of the administration; whatever is wrong is told in the page's words.
 *
 * @throws {AccountError} 409 when the supervisor says no, 503 when it does not answer.
 */
export async function askForPage<T>(config: Pick<Config, 'dataDir'>, target: string, body?: unknown): Promise<T> {
  try {
    return await askSupervisor<T>(config, target, body);
  } catch (error) {
    const { message } = error as Error;
    const saying = sayingOf(error, config);
    if (error instanceof ControlRefusedError) throw new AccountError(409, 999, message, { reason: 'refused', saying });
    throw new AccountError(503, 201, message, { reason: 'supervisor', saying }, { 'Retry-After': '10' });
  }
}
