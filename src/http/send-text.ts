import type { Response } from 'express';
import { decideHeader } from './answer-headers.ts';
import { endAtTurnsEnd } from './turn.ts';

/**
 * Sends a whole body. As text, because Node writes headers and text at once, but headers and bytes one after the other. What was
 * read is sent at the end of the event loop's turn; what was written is confirmed at once, since the next write may take long.
 */
export function sendText(response: Response, status: number, headers: Record<string, string>, text: string): void {
  decideHeader(response, 'Content-Length', Buffer.byteLength(text));
  response.writeHead(status, headers);
  if (response.req.method === 'GET') endAtTurnsEnd(response, text);
  else response.end(text);
}
