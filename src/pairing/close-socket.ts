import type { WebSocket } from 'ws';

/** How long a client may take to answer a close frame, in milliseconds. */
const patience = 1000;

/** Closes a socket with a code and a reason; one that doesn't answer is cut off. */
export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), patience);
  socket.once('close', () => clearTimeout(timer));
}
