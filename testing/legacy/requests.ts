import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** An answer as a client sees it. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a client has asked and was answered, in the order that it was sent. */
export interface TraceLine {
  method: string;
  url: string;
  /** Names of the headers that the client itself has set. */
  headers: string[];
  bytes: number;
  status: number;
}

/** What a test lets happen to a request on its way; undefined: it goes through. */
export type Weather = (
  method: string,
  url: string,
  headers: Record<string, string>,
  body: string | undefined,
) => Promise<Answer | undefined> | Answer | undefined;

/** Sends requests with exactly the headers that a client of that age sends, and keeps a trace of them. */
export class Requests {
  readonly trace: TraceLine[] = [];
  weather: Weather | undefined;
  readonly #userAgent: string;
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: 2 });
  // Old clients have an exception for their server's own certificate (sync11.md §4.1).
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: 2, rejectUnauthorized: false });

  constructor(userAgent: string) {
    this.#userAgent = userAgent;
  }

  /** Sends one request. Rejects when no whole answer comes. */
  async send(
    method: string,
    url: string,
    headers: Record<string, string> = {},
    body?: string | Buffer,
  ): Promise<Answer> {
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const line: TraceLine = {
      method,
      url,
      headers: Object.keys(headers)
        .map((name) => name.toLowerCase())
        .sort(),
      bytes: bytes?.length ?? 0,
      status: 0,
    };
    this.trace.push(line);
    const instead = await this.weather?.(method, url, headers, body?.toString());
    if (instead) {
      line.status = instead.status;
      return instead;
    }
    const isSecure = url.startsWith('https:');
    const options = {
      method,
      agent: isSecure ? this.#https : this.#http,
      headers: {
        'User-Agent': this.#userAgent,
        ...headers,
        ...(bytes === undefined ? {} : { 'Content-Length': String(bytes.length) }),
      },
    };
    return new Promise((resolve, reject) => {
      const request = (isSecure ? httpsRequest : httpRequest)(url, options, async (response) => {
        try {
          const text = Buffer.concat(await response.toArray()).toString('utf8');
          line.status = response.statusCode!;
          resolve({ status: response.statusCode!, headers: response.headers, body: text });
        } catch (error) {
          reject(error);
        }
      });
      request.on('error', reject);
      request.end(bytes);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}
