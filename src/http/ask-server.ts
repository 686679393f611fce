/** An answer of another server, read to its end. */
export interface ServerAnswer {
  status: number;
  /** True for 200 to 299. */
  ok: boolean;
  headers: Headers;
  /** Empty when nothing was to be read. */
  text: string;
}

/** How to ask. Everything of `fetch` besides. */
export interface ServerQuestion extends Omit<RequestInit, 'signal'> {
  /** How long all of it may take, to the last byte; ms. */
  patience: number;
  /** How many bytes of the answer are taken; 0: only its head is of interest. 64 KiB unless told. */
  most?: number;
}

/**
 * Asks another server: every outgoing request of Foxden is made by this, so that none of them waits for ever, fills the memory or is
 * led elsewhere. Redirects are answers (3xx) unless `redirect` says otherwise, which is only for addresses from the settings.
 *
 * @throws {Error} When the server can't be reached, takes longer than `patience` or says more than `most`.
 */
export async function askServer(
  url: string | URL,
  { patience, most = 65_536, ...init }: ServerQuestion,
): Promise<ServerAnswer> {
  const response = await fetch(url, { redirect: 'manual', ...init, signal: AbortSignal.timeout(patience) });
  const { status, ok, headers, body } = response;
  if (most > 0) return { status, ok, headers, text: await read(response, most) };
  await body?.cancel();
  return { status, ok, headers, text: '' };
}

async function read({ body }: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels what is still to come.
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > most) throw new Error(`it answered with more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
