import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Opens a connection and writes on it, byte by byte as given. Errors of the connection are no news. */
export async function openRaw(url: string, text: string | Buffer): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

/** Waits for the first bytes of an answer. */
export const firstBytes = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    socket.once('data', (bytes) => resolve(String(bytes)));
    socket.once('close', () => resolve(''));
  });

/** Sends a request byte by byte as given and reads until the server closes; gives the whole answer. */
export async function askRaw(url: string, text: string | Buffer): Promise<string> {
  const socket = await openRaw(url, text);
  const chunks: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => chunks.push(bytes));
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

/** A request for a WebSocket. */
export const upgradeRequest = (path: string, headers = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${headers}\r\n`;
