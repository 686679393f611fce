import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

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
