import type { ServerResponse } from 'node:http';

/** An answer of the key exchange: nothing of it may be kept or changed on the way (sync11.md §3.2). */
export interface Reply {
  status: number;
  /** Text, or bytes of a message; JSON when the status is 200, else words for people. */
  body?: string | Buffer;
  headers?: Record<string, string>;
}

export const ok = (body: string | Buffer, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  body,
  headers,
});

export const refusal = (status: number, words: string, headers: Record<string, string> = {}): Reply => ({
  status,
  body: `${words}\n`,
  headers,
});

/** Sends it. */
export function send(response: ServerResponse, { status, body = '', headers = {} }: Reply): void {
  const bytes = Buffer.from(body);
  const type = status === 200 ? 'application/json' : 'text/plain; charset=utf-8';
  response.writeHead(status, {
    ...(status === 304 ? {} : { 'Content-Type': type, 'Content-Length': bytes.length }),
    'Cache-Control': 'no-store, no-transform',
    'X-Content-Type-Options': 'nosniff',
    'X-Weave-Timestamp': (Date.now() / 1000).toFixed(2),
    ...headers,
  });
  response.end(status === 304 ? undefined : bytes);
}
