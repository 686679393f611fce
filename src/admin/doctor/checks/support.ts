import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { Remedy } from '../../../failures/saying.ts';
import { askServer } from '../../../http/ask-server.ts';
import { endOfLife } from '../end-of-life.ts';
import { type Check, type DoctorContext, type Finding, ok, problem, warning } from '../finding.ts';

/** A part that Foxden runs on, as it says of itself. */
interface Part {
  part: string;
  /** Such as 11.8.6. */
  version: string;
  /** What brings a newer one. */
  by: Remedy;
}

const fourMonths = 120 * 86_400_000;
const remedies: Record<Remedy, string> = {
  image: 'Upgrade Foxden, as the README says, and run `docker compose pull --ignore-buildable` with it.',
  foxden: 'Upgrade Foxden: it brings its own Node.js.',
  mariadb: 'Upgrade MariaDB to a branch with long-term support.',
  debian: 'Upgrade this machine to a newer Debian.',
};

/** Whether the makers of what Foxden runs on still mend its security. */
export const checkSupport: Check = async (ctx) => {
  const parts = (await Promise.all([node(), mariadb(ctx), nginx(ctx), debian()])).filter((part) => part !== undefined);
  const findings = parts.flatMap((part) => look(part, ctx.now()));
  const names = parts.map(({ part, version }) => `${part} ${version}`).join(', ');
  const fine = ok('support', `Still supported: ${names}.`, { id: 'supported', facts: { names } });
  return findings.length > 0 ? findings : [fine];
};

/**
 * Compares one part with the table.
 *
 * @param now - ms since the epoch.
 * @returns Nothing while its end is far, or when the table doesn't know the branch.
 */
export function look({ part, version, by }: Part, now: number): Finding[] {
  const branches = endOfLife[part] ?? {};
  const branch = [version.split('.').slice(0, 2).join('.'), version.split('.')[0]!].find((name) => name in branches);
  if (branch === undefined) return [];
  const date = branches[branch]!;
  const left = Date.parse(date) - now;
  const facts = { part, version, date, by };
  const fix = remedies[by];
  if (left < 0) {
    const says = `${part} ${version} gets no security updates since ${date}.`;
    return [problem('support', says, fix, { id: 'unsupported', facts })];
  }
  if (left > fourMonths) return [];
  const says = `${part} ${version} gets security updates only until ${date}.`;
  return [warning('support', says, fix, { id: 'supported until', facts })];
}

const inImage = (): boolean => process.env.FOXDEN_INSTALLATION === 'image';

const node = async (): Promise<Part> => ({
  part: 'Node.js',
  version: process.versions.node,
  by: inImage() ? 'image' : 'foxden',
});

async function mariadb({ db }: DoctorContext): Promise<Part | undefined> {
  const { name } = db === null ? { name: '' } : await db.engine.version(db.query);
  const version = /^MariaDB (\d+\.\d+\.\d+)/.exec(name)?.[1];
  // A distribution keeps the branch that it has chosen for as long as itself.
  if (version === undefined || /deb|ubuntu/i.test(name)) return undefined;
  return { part: 'MariaDB', version, by: inImage() ? 'image' : 'mariadb' };
}

// The Nginx of compose.yaml tells it inside of its network only.
async function nginx({ nginxVersion = 'http://nginx:8081' }: DoctorContext): Promise<Part | undefined> {
  if (!inImage()) return undefined;
  const answer = await askServer(nginxVersion, { patience: 5000 })
    .then(({ text }) => text)
    .catch(() => '');
  const version = /^nginx (\d+\.\d+\.\d+)/.exec(answer)?.[1];
  return version === undefined ? undefined : { part: 'Nginx', version, by: 'image' };
}

async function debian(): Promise<Part | undefined> {
  const { ID, VERSION_ID } = parseEnv(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  if (ID !== 'debian' || !VERSION_ID) return undefined;
  return { part: 'Debian', version: VERSION_ID, by: inImage() ? 'image' : 'debian' };
}
