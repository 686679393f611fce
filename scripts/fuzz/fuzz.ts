import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { usernameOf } from '../../src/legacy/username.ts';
import { FxaClient, stretchV1 } from '../../testing/fxa-client.ts';
import { sessionAuth } from '../../testing/person.ts';
import type { ServeProcess } from '../../testing/serve-process.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { accessTokenOf } from '../../testing/sync-client.ts';
import { mutate } from './mutate.ts';
import { type Chance, chance } from './random.ts';
import type { FuzzRequest, Seed } from './request.ts';
import { seeds } from './seeds.ts';
import { type BreakOff, sendRaw } from './send.ts';

/** What a run has seen. */
export interface FuzzReport {
  requests: number;
  /** Answers by status; 0 for connections that ended without one. */
  statuses: Map<number, number>;
  /** What must not be, in words, each with the number that repeats it. */
  findings: string[];
}

/** How long an answer may take, in milliseconds. Whoever fuzzes keeps the machine busy. */
const patience = 30_000;
const lanes = 12;
/** Requests on one account: mutated requests sign it out and delete it sooner or later. */
const requestsPerPerson = 4000;
const agent = 'Firefox/153.0';

interface Person {
  session: string;
  access: string;
  basic: string;
  storage: StorageClient;
  secrets: string[];
}

/**
 * Sends mutated requests over all routes of a running Foxden and looks for what no request may bring about: a server error
 * other than 503 with Retry-After, no answer, a worker that ends, a stack or a secret in a log.
 *
 * @param served - With two workers and without rate limits.
 * @param options - `seed` repeats a run, but for what is random in keys and tokens; `onProgress` is called at every 10,000.
 */
export async function fuzz(
  served: ServeProcess,
  { count, seed, onProgress }: { count: number; seed: number; onProgress?: (done: number) => void },
): Promise<FuzzReport> {
  const report: FuzzReport = { requests: 0, statuses: new Map(), findings: [] };
  const masterSecret = JSON.parse(readFileSync(`${served.dataDir}/keys/secrets.json`, 'utf8'))
    .masterSecrets[0] as string;
  const url = new URL(served.url);
  const place = { host: '127.0.0.1', port: Number(url.port) };
  const before = await workers(served);
  const secrets = new Set<string>();
  for (let done = 0; done < count; done += requestsPerPerson) {
    const person = await signUp(served, masterSecret);
    for (const secret of person.secrets) secrets.add(secret);
    let next = done;
    const end = Math.min(done + requestsPerPerson, count);
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let number = next++; number < end; number = next++) {
          const random = chance(seed * 1_000_003 + number);
          const request = mutate(pickSeed(random), random);
          const bytes = onTheWire(request, person, url);
          const breakOff: BreakOff | undefined = random.oneIn(40)
            ? { after: random.below(bytes.length), how: random.pick(['end', 'reset']) }
            : undefined;
          const reply = await sendRaw(place, bytes, { breakOff, patience });
          const what = `request ${number} of seed ${seed} (${request.method} ${request.target.slice(0, 100)})`;
          report.requests++;
          if (reply === null) report.findings.push(`${what}: no answer in ${patience / 1000} s`);
          const status = reply?.status ?? 0;
          report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
          const isBusy = status === 503 && /\r\nretry-after: /i.test(reply!.text);
          if (status >= 500 && !isBusy) report.findings.push(`${what}: status ${status}`);
        }
      }),
    );
    if (end % 10_000 < requestsPerPerson) onProgress?.(end);
  }
  const after = await workers(served);
  if (before !== after) report.findings.push(`workers were lost: ${before} became ${after}`);
  report.findings.push(...inLogs(served, [...secrets]));
  return report;
}

const workers = async (served: ServeProcess): Promise<string> =>
  (await served.status()).workers
    .map(({ pid }) => pid)
    .sort()
    .join();

// Stretching takes a third of a second of a core, and there is nothing new to find by doing it often.
function pickSeed(random: Chance): Seed {
  const seed = random.pick(seeds);
  return seed.dear && !random.oneIn(60) ? random.pick(seeds.filter(({ dear }) => !dear)) : seed;
}

async function signUp(served: ServeProcess, masterSecret: string): Promise<Person> {
  const client = new FxaClient(served.url, { scheme: 'bearer' });
  const email = `fuzzer${randomBytes(5).toString('hex')}@example.org`;
  const password = `password-of-${email}`;
  const name = usernameOf(email);
  const { sessionToken } = await client.signUp(email, password);
  const access = await accessTokenOf(client, sessionToken);
  const legacy = await fetch(`${served.url}/user/1.0/${name}`, {
    method: 'PUT',
    body: JSON.stringify({ password, email }),
  });
  if (legacy.status !== 200) throw new Error(`Sync 1.1 sign-up: ${legacy.status} ${await legacy.text()}`);
  const storage = new StorageClient({ url: served.url, masterSecret, uid: 1 + Math.floor(Math.random() * 1e9) });
  const session = sessionAuth(sessionToken);
  const basic = Buffer.from(`${name}:${password}`).toString('base64');
  const secrets = [email, password, basic, access, sessionToken, session.slice(11), storage.tokenKey];
  return {
    session,
    access,
    basic: `Basic ${basic}`,
    storage,
    secrets: [...secrets, stretchV1(email, password).authPW],
  };
}

function onTheWire(request: FuzzRequest, person: Person, url: URL): Buffer {
  const name = Buffer.from(person.basic.slice(6), 'base64').toString().split(':')[0]!;
  // What is no request line would test only Node's parser.
  const path = request.target.replaceAll('fuzzer', name).replaceAll(/[ \r\n\t\u0000]/g, '%20');
  const target = request.proof === 'storage' && !path.startsWith('/1.5/') ? person.storage.base + path : path;
  const headers: [string, string][] = [
    ['Host', url.host],
    ['User-Agent', agent],
    ['Connection', 'close'],
    ...proofOf(request, target, person),
    ...request.headers,
  ];
  const body = Buffer.from(request.body);
  if (body.length > 0) headers.push(['Content-Length', String(body.length)]);
  const lines = headers.map(([header, value]) => `${header}: ${value.replaceAll(/[\r\n\u0000]/g, ' ')}\r\n`);
  return Buffer.concat([Buffer.from(`${request.method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`), body]);
}

function proofOf({ proof, method }: FuzzRequest, target: string, person: Person): [string, string][] {
  switch (proof) {
    case 'none':
      return [];
    case 'session':
      return [['Authorization', person.session]];
    case 'access':
      return [
        ['Authorization', `Bearer ${person.access}`],
        ['X-KeyID', `1700000000000-${'q'.repeat(22)}`],
      ];
    case 'basic':
      return [['Authorization', person.basic]];
    case 'storage':
      return [['Authorization', person.storage.authorization(method, target)]];
  }
}

function inLogs(served: ServeProcess, secrets: string[]): string[] {
  const dir = `${served.dataDir}/logs`;
  const files = readdirSync(dir).filter((name) => name.endsWith('.log'));
  const texts = [...files.map((name) => [name, readFileSync(`${dir}/${name}`, 'utf8')]), ['output', served.output()]];
  const findings: string[] = [];
  for (const [name, text] of texts as [string, string][]) {
    const stacks = new Map(
      [...text.matchAll(/^.*"stack":"((?:[^"\\]|\\.){0,300}).*$/gm)].map(([line, top]) => [top!, line]),
    );
    for (const line of stacks.values()) findings.push(`${name} has a stack: ${line.slice(0, 900)}`);
    for (const secret of secrets) {
      if (text.includes(secret)) findings.push(`${name} has a secret of ${secret.length} characters`);
    }
  }
  return findings;
}
