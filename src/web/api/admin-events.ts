import { ApiError } from '../../client/api-error.ts';
import { inLanguage } from './admin-api.ts';

/**
 * Reads server-sent events of the administration until the server ends them, which it does now and then. The browser's own
 * EventSource can't prove who asks.
 *
 * @param query - What is wanted.
 * @param hear - Gets the name and the data of each event.
 * @throws {ApiError} When the server refuses. Whatever breaks the connection is thrown as it is.
 */
export async function readEvents(
  authorization: string,
  query: string,
  signal: AbortSignal,
  hear: (name: string, data: unknown) => void,
): Promise<void> {
  const response = await fetch(`/admin/api/events?${query}`, {
    headers: { ...inLanguage(), Accept: 'text/event-stream', Authorization: authorization },
    credentials: 'omit',
    cache: 'no-store',
    signal,
  });
  if (!response.ok || !response.body) {
    throw new ApiError(response.status, (await response.json().catch(() => ({}))) as object);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n\n');
    rest = parts.pop()!;
    for (const part of parts) {
      const name = /^event: (.*)$/m.exec(part)?.[1];
      const data = /^data: (.*)$/m.exec(part)?.[1];
      if (name && data) hear(name, JSON.parse(data));
    }
  }
}
