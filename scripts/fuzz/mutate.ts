import type { Chance } from './random.ts';
import type { FuzzRequest, Seed } from './request.ts';

// Words that parsers, plain objects, databases and paths take badly.
const words = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', '%ff', '%00', '%', '%2e%2e%2f', '..', '\u0000', '\ud800',
  '💥', 'é', "'", '"', '\\', '--', ';', '*', '{}', '[]', 'null', 'NaN', '-1', '0', '1e400', '9223372036854775808',
  '0x10', ' ', '\t', 'a'.repeat(300), 'x'.repeat(5000), 'https://[', 'javascript:1', '\u202e',
] as const; // biome-ignore format: a list of words
const values: unknown[] = [
  ...words, null, true, false, 0, -1, 1.5, 1e308, -0, 2 ** 53, [], {}, [[[[]]]], [null], { __proto__: 1 }, { a: { b: {} } },
]; // biome-ignore format: a list of values
const types = [
  'application/json',
  'text/plain',
  'application/newlines',
  '__proto__',
  'constructor',
  '',
  'a/b;charset=utf-16',
  '\u00ff',
];
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE'];
const headers: [string, (word: string) => string][] = [
  ['Accept', (word) => word],
  ['Accept-Encoding', (word) => `gzip;q=${word}, zstd`],
  ['Authorization', (word) => `Hawk id="${word}", ts="${word}", nonce="x", mac="y"`],
  ['Authorization', (word) => `Bearer ${word}`],
  ['Authorization', (word) => `Basic ${Buffer.from(word).toString('base64')}`],
  ['X-KeyID', (word) => `1-${word}`],
  ['X-Client-State', (word) => word],
  ['X-If-Unmodified-Since', (word) => word],
  ['X-If-Modified-Since', (word) => word],
  ['X-Weave-Records', (word) => word],
  ['X-Weave-Total-Bytes', (word) => word],
  ['If-None-Match', (word) => `"${word}`],
  ['X-Forwarded-For', (word) => word],
  ['X-Forwarded-Host', (word) => word],
  ['Host', (word) => word],
  ['X-Request-Id', (word) => word],
  ['User-Agent', (word) => word],
  ['Origin', (word) => word],
  ['Cookie', (word) => word],
  ['X-KeyExchange-Id', (word) => word.padEnd(256, 'x')],
  ['Content-Encoding', (word) => word],
  ['Expect', () => '100-continue'],
  ['Range', (word) => `bytes=${word}`],
]; // biome-ignore format: a list of headers

/** Makes a request from a seed and changes it in one to four places. */
export function mutate(seed: Seed, random: Chance): FuzzRequest {
  let body = seed.body;
  const request: FuzzRequest = { method: seed.method, target: seed.target, headers: [], body: '', proof: seed.proof };
  let type = seed.type ?? 'application/json';
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const word = random.pick(words);
    switch (random.below(9)) {
      case 0:
        request.target = inPath(request.target, word, random);
        break;
      case 1:
        request.target = inQuery(request.target, word, random);
        break;
      case 2: {
        const [name, make] = random.pick(headers);
        request.headers.push([name, make(word)]);
        break;
      }
      case 3:
        type = random.pick(types);
        break;
      case 4:
        if (random.oneIn(3)) request.method = random.pick(methods);
        break;
      case 5:
        if (random.oneIn(3)) request.proof = random.pick(['none', 'session', 'storage', 'basic', 'access']);
        break;
      default:
        body = inValue(body, random);
    }
  }
  request.body = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  if (request.body !== '' && random.oneIn(12)) request.body = inText(request.body, random);
  if (request.body !== '') request.headers.push(['Content-Type', type]);
  return request;
}

function inPath(target: string, word: string, random: Chance): string {
  const [path, query] = target.split('?', 2) as [string, string | undefined];
  const parts = path.split('/');
  parts[1 + random.below(parts.length - 1)] = word;
  return parts.join('/') + (query === undefined ? '' : `?${query}`);
}

function inQuery(target: string, word: string, random: Chance): string {
  const [path, query = ''] = target.split('?', 2) as [string, string | undefined];
  const pairs = query.split('&').filter((pair) => pair !== '');
  if (pairs.length === 0 || random.oneIn(3)) return `${path}?${[...pairs, `${word}=${random.pick(words)}`].join('&')}`;
  const at = random.below(pairs.length);
  pairs[at] = `${pairs[at]!.split('=')[0]}=${word}`;
  return `${path}?${pairs.join('&')}`;
}

function inValue(value: unknown, random: Chance): unknown {
  if (typeof value !== 'object' || value === null || random.oneIn(8)) return random.pick(values);
  if (Array.isArray(value)) {
    const at = random.below(value.length + 1);
    return [...value.slice(0, at), inValue(value[at], random), ...value.slice(at + 1)];
  }
  const names = Object.keys(value);
  if (names.length === 0 || random.oneIn(6)) return { ...value, [random.pick(words)]: random.pick(values) };
  const name = random.pick(names);
  const copy: Record<string, unknown> = { ...value };
  if (random.oneIn(4)) delete copy[name];
  else copy[name] = inValue(copy[name], random);
  return copy;
}

function inText(text: string, random: Chance): string {
  const at = random.below(text.length);
  return random.oneIn(2) ? text.slice(0, at) : text.slice(0, at) + random.pick(words) + text.slice(at);
}
