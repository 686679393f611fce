import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Pause of a client between answer and next request, in milliseconds; its connection is idle meanwhile. */
const thinkTime = 5;

/** Clients that ask again and again over keep-alive connections, as browsers and proxies do. */
export interface Load {
  answered(): number;
  /** Requests that were not answered as they should, in words. */
  failures(): string[];
  /** Resolves when `count` more requests have been answered. */
  more(count: number): Promise<void>;
  /** No further requests; resolves when those under way have ended. */
  stop(): Promise<void>;
}

/**
 * Starts clients that each keep one connection and send one request after the other.
 *
 * @param url - What to GET; 200 is expected.
 * @param clients - How many at the same time.
 * @param options - `untilRefused`: a client that can't get a connection is done instead of failed. The system resets those that
 * still wait to be accepted when a port is closed, which is the same as refusing them.
 */
export function startLoad(url: string, clients: number, options: { untilRefused?: boolean } = {}): Load {
  let answered = 0;
  let stopping = false;
  const failures: string[] = [];
  const waiting: { at: number; resolve: () => void }[] = [];

  async function client(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!stopping) {
      try {
        const status = await get(url, agent);
        if (status !== 200) failures.push(`status ${status}`);
        answered++;
        for (const each of waiting) if (answered >= each.at) each.resolve();
        await sleep(thinkTime);
      } catch (error) {
        if (options.untilRefused && error instanceof RefusedError) break;
        failures.push(String(error));
        if (failures.length > 50) break;
      }
    }
    agent.destroy();
  }

  const running = Array.from({ length: clients }, client);
  return {
    answered: () => answered,
    failures: () => failures,
    more: (count) => new Promise((resolve) => waiting.push({ at: answered + count, resolve })),
    async stop() {
      stopping = true;
      await Promise.all(running);
    },
  };
}

function get(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode!));
      response.on('error', reject);
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      const refused = error.code === 'ECONNREFUSED' || (error.code === 'ECONNRESET' && !call.reusedSocket);
      reject(refused ? new RefusedError(error.message) : error);
    });
    call.end();
  });
}

class RefusedError extends Error {}
