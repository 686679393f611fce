import { toBase64, utf8 } from '../../crypto/client/bytes.ts';

/**
 * Signs a request to the storage by Hawk (sync15.md §8.2).
 *
 * @param token - Id and key of a storage token.
 * @param url - As it will be sent.
 * @returns Value of the Authorization header.
 */
export async function hawkHeader(token: { id: string; key: string }, method: string, url: URL): Promise<string> {
  const ts = Math.floor(Date.now() / 1000);
  const nonce = toBase64(crypto.getRandomValues(new Uint8Array(8)));
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const host = url.hostname.toLowerCase();
  const lines = ['hawk.1.header', ts, nonce, method, url.pathname + url.search, host, port, '', ''];
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8(token.key), hmac, false, ['sign']);
  const text = utf8(lines.map((line) => `${line}\n`).join(''));
  const mac = toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)));
  return `Hawk id="${token.id}", ts="${ts}", nonce="${nonce}", mac="${mac}"`;
}
