import type { Answer, Requests } from './requests.ts';
import { SyncFailure } from './sync-failure.ts';

/** What the server's headers have told (sync11.md §2.6). */
export interface Told {
  /** Seconds to wait before the next sync. */
  backoff: number;
  /** KiB that are left. */
  quotaRemaining: number | null;
  alert: string | null;
}

/** Requests of a signed-in client: to its node, with name and password, and all headers of the answers looked at. */
export class StorageSession {
  readonly username: string;
  readonly told: Told = { backoff: 0, quotaRemaining: null, alert: null };
  /** Sent as it stands, in UTF-8. */
  password: string;
  /** Preference services.sync.serverURL. */
  serverUrl: string;
  /** Where the data is; null while it is not known. */
  clusterUrl: string | null = null;
  readonly #requests: Requests;

  constructor(requests: Requests, serverUrl: string, username: string, password: string) {
    this.#requests = requests;
    this.serverUrl = serverUrl;
    this.username = username;
    this.password = password;
  }

  /**
   * Asks which node has the user's data (sync11.md §1.4).
   *
   * @returns Whether it is another one than before.
   * @throws {SyncFailure}
   */
  async findNode(): Promise<boolean> {
    const answer = await this.#send('GET', `${this.serverUrl}user/1.0/${this.username}/node/weave`, {});
    let found = answer.body;
    if (answer.status === 404) found = this.serverUrl;
    else if (answer.status === 400) throw new SyncFailure('login-rejected', 400);
    else if (answer.status !== 200) throw new SyncFailure('server-maintenance', answer.status);
    if (found === 'null') throw new SyncFailure('no-node');
    const isNew = found !== this.clusterUrl;
    this.clusterUrl = found;
    return isNew;
  }

  /** A request to the user API with name and password. */
  user(method: string, path: string, body?: string): Promise<Answer> {
    const url = `${this.serverUrl}user/1.0/${this.username}${path}`;
    return this.#send(method, url, { Authorization: this.#authorization() }, body);
  }

  /** A request to the storage; any answer is returned. */
  async ask(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
    const url = `${this.clusterUrl}1.1/${this.username}/${path}`;
    const all = { Authorization: this.#authorization(), Accept: 'application/json;q=0.9,*/*;q=0.2', ...headers };
    const answer = await this.#send(method, url, all, body);
    this.#listen(answer);
    return answer;
  }

  /**
   * The same for requests that have to work.
   *
   * @throws {SyncFailure}
   */
  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return succeeded(await this.ask('GET', path, headers));
  }

  async put(path: string, value: object): Promise<Answer> {
    return succeeded(await this.ask('PUT', path, {}, JSON.stringify(value)));
  }

  async post(path: string, values: object[]): Promise<Answer> {
    return succeeded(await this.ask('POST', path, {}, JSON.stringify(values)));
  }

  async delete(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return succeeded(await this.ask('DELETE', path, headers));
  }

  #authorization(): string {
    return `Basic ${Buffer.from(`${this.username}:${this.password}`, 'utf8').toString('base64')}`;
  }

  async #send(method: string, url: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    try {
      const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'text/plain' };
      return await this.#requests.send(method, url, { ...headers, ...type }, body);
    } catch {
      throw new SyncFailure('network');
    }
  }

  #listen({ status, headers }: Answer): void {
    const backoff = Number(headers['x-weave-backoff'] ?? 0);
    const retryAfter = status === 503 ? Number(headers['retry-after'] ?? 0) : 0;
    this.told.backoff = Math.max(this.told.backoff, backoff, retryAfter);
    const left = headers['x-weave-quota-remaining'];
    if (left !== undefined) this.told.quotaRemaining = Number(left);
    if ([200, 404, 513].includes(status)) this.told.alert = String(headers['x-weave-alert'] ?? '') || null;
  }
}

/** @throws {SyncFailure} When the answer is no success. */
export function succeeded(answer: Answer): Answer {
  if (answer.status === 200) return answer;
  if (answer.status === 401) throw new SyncFailure('logged-out', 401);
  if ([500, 502, 503, 504].includes(answer.status)) throw new SyncFailure('server-maintenance', answer.status);
  if (answer.status === 400 && answer.body === '14') throw new SyncFailure('over-quota', 400);
  throw new SyncFailure('engine', answer.status);
}
