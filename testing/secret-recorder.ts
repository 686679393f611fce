/** Everything secret that went over the wire since it was started. */
export interface SecretRecorder {
  /** Value and what it is. */
  found: Map<string, string>;
  /** Notes one that doesn't go over the wire, or has no form by which it is known; returns it. */
  keep(name: string, value: string): string;
  /** Whether a text gives a secret away, in any case, or the beginning of a long one. */
  isIn(value: string, text: string): boolean;
  /** Lets fetch be again. */
  stop(): void;
}

// Fields that name something without opening anything.
const publicFields = new Set([
  'uid',
  'user',
  'id',
  'target',
  'sender',
  'deviceId',
  'client_id',
  'clientId',
  'kid',
  'state',
  'sub',
]);
const tokenForm = /^[\w+/=.~-]{16,}$/;
const beginning = 24;

/**
 * Looks into every request to one server, and its answer: credentials of the Authorization header, and whatever in a JSON body
 * looks like a token, a key or a signature, except in fields that are known to be public.
 *
 * @param origin - Of the server.
 */
export function recordSecrets(origin: string): SecretRecorder {
  const found = new Map<string, string>();
  const keep = (name: string, value: string) => {
    if (value.length < 6) throw new Error(`${name} is too short to be looked for: ${value}`);
    found.set(value, name);
    return value;
  };
  const look = (value: unknown, name: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [field, each] of Object.entries(value)) look(each, Array.isArray(value) ? name : field);
    } else if (typeof value === 'string' && tokenForm.test(value)) {
      if (!(publicFields.has(name) && value.length <= 32) && !/^[a-z_-]+$/.test(value)) keep(name, value);
    }
  };
  const lookInto = (json: string) => {
    try {
      look(JSON.parse(json), 'body');
    } catch {
      // Not JSON: nothing of ours.
    }
  };
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await real(input, init);
    if (!String(input).startsWith(origin)) return response;
    const authorization = new Headers(init?.headers).get('authorization') ?? '';
    for (const [part] of authorization.matchAll(/[\w+/=.~-]{16,}/g))
      keep('Authorization', part.replace(/^mac=|^id=/, ''));
    if (typeof init?.body === 'string') lookInto(init.body);
    lookInto(await response.clone().text());
    return response;
  };
  return {
    found,
    keep,
    isIn(value, text) {
      if (value.length <= beginning) {
        const literal = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        return new RegExp(`(?<![\\w])${literal}(?![\\w])`, 'i').test(text);
      }
      return text.toLowerCase().includes(value.slice(0, beginning).toLowerCase());
    },
    stop() {
      globalThis.fetch = real;
    },
  };
}
