import { text } from './text.ts';

/** What one check found, in words. */
export interface Finding {
  state: 'ok' | 'note' | 'bad';
  words: string;
  /** A page that helps. */
  link?: { href: string; words: string };
}

/** One thing that has to be right, and how it is found out. */
export interface Check {
  name: string;
  run(): Promise<Finding>;
}

const words = text.checks;

/** How far two clocks may be apart before somebody should be told, ms. */
const clockTolerance = 60_000;

/**
 * What can be found out from this browser about whether devices will be able to connect.
 *
 * @param address - The server's own, without a slash at its end.
 * @param hasOwnAuthority - Its certificate comes from an authority of its network's own.
 * @param language - BCP 47 tag, for durations.
 */
export function checksOf(address: string, hasOwnAuthority: boolean, language: string): Check[] {
  return [
    { name: words.secure, run: async () => secureContext() },
    { name: words.address, run: async () => sameAddress(address) },
    { name: words.certificate, run: async () => certificate(address, hasOwnAuthority) },
    { name: words.port, run: async () => androidPort(address) },
    { name: words.clock, run: () => clock(language) },
    { name: words.discovery, run: () => discovery(address) },
    { name: words.socket, run: () => webSocket(address) },
  ];
}

function secureContext(): Finding {
  return window.isSecureContext ? { state: 'ok', words: words.secureOk } : { state: 'bad', words: words.secureBad };
}

function sameAddress(address: string): Finding {
  if (location.origin === new URL(address).origin) return { state: 'ok', words: words.addressOk(address) };
  return { state: 'bad', words: words.addressBad(address), link: { href: address, words: address } };
}

// Whoever reads this over https has a browser that accepts the certificate; whether other devices do depends on who issued it.
function certificate(address: string, hasOwnAuthority: boolean): Finding {
  if (!address.startsWith('https:')) return { state: 'note', words: words.certificateNone };
  return hasOwnAuthority
    ? { state: 'note', words: words.certificateOwn, link: { href: '/ca', words: words.certificateOwnLink } }
    : { state: 'ok', words: words.certificateOk };
}

/** Where Firefox for Android listens to sign-in pages (accounts.md §9.1). */
export function androidPort(address: string): Finding {
  const { protocol, port } = new URL(address);
  if (protocol !== 'https:') return { state: 'note', words: words.portHttp };
  return port === '' ? { state: 'ok', words: words.portOk } : { state: 'note', words: words.portBad(port) };
}

async function clock(language: string): Promise<Finding> {
  const asked = Date.now();
  const date = (await ask('/__lbheartbeat__'))?.headers.get('Date');
  if (!date) return { state: 'bad', words: text.checks.discoveryMissing('/__lbheartbeat__') };
  const apart = Math.abs(Date.parse(date) + 500 - (asked + Date.now()) / 2);
  if (apart < clockTolerance) return { state: 'ok', words: words.clockOk };
  const [unit, length] = apart < 3_600_000 ? (['minute', 60_000] as const) : (['hour', 3_600_000] as const);
  const duration = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return { state: 'bad', words: words.clockOff(duration.format(Math.round(apart / length))) };
}

const discoveryPath = '/.well-known/fxa-client-configuration';

/** The keys that every Firefox reads (accounts.md §1.1). */
const bases = ['auth_server_base_url', 'oauth_server_base_url', 'profile_server_base_url', 'sync_tokenserver_base_url'];

async function discovery(address: string): Promise<Finding> {
  const document = await (await ask(discoveryPath))?.json().catch(() => undefined);
  if (!document || !bases.every((key) => isUrl(document[key]))) {
    return { state: 'bad', words: words.discoveryMissing(discoveryPath) };
  }
  const { origin } = new URL(address);
  const foreign = bases.map((key) => new URL(document[key]).origin).find((base) => base !== origin);
  return foreign
    ? { state: 'bad', words: words.discoveryElsewhere(foreign) }
    : { state: 'ok', words: words.discoveryOk };
}

// What the page may connect to is the server's own address and no other.
async function webSocket(address: string): Promise<Finding> {
  const opened = await new Promise<boolean>((resolve) => {
    const socket = new WebSocket(`${new URL(address).origin.replace(/^http/, 'ws')}/v1/ws/`);
    const timer = setTimeout(() => end(false), 8000);
    const end = (isOpen: boolean) => {
      clearTimeout(timer);
      resolve(isOpen);
      socket.close();
    };
    socket.onmessage = () => end(true);
    socket.onerror = () => end(false);
  });
  return opened ? { state: 'ok', words: words.socketOk } : { state: 'bad', words: words.socketBad };
}

function isUrl(text: unknown): boolean {
  try {
    return new URL(String(text)).protocol.startsWith('http');
  } catch {
    return false;
  }
}

async function ask(path: string): Promise<Response | undefined> {
  const response = await fetch(path, { cache: 'no-store', credentials: 'omit' }).catch(() => undefined);
  return response?.ok ? response : undefined;
}
