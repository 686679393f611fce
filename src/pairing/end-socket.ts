import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** How long a client may take to answer a close frame, in milliseconds. */
const patience = 1000;

/** Closes a socket with a code and a reason; one that doesn't answer is cut off. */
export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), patience);
  socket.once('close', () => clearTimeout(timer));
}

/**
 * Answers an upgrade with an HTTP status and closes the connection.
 *
 * @param retryAfter - Seconds after which another try makes sense.
 */
export function refuseUpgrade(socket: Duplex, status: number, retryAfter?: number): void {
  const headers = ['Connection: close', 'Content-Length: 0', ...(retryAfter ? [`Retry-After: ${retryAfter}`] : [])];
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.join('\r\n')}\r\n\r\n`);
}
