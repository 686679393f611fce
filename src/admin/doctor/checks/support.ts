import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { askServer } from '../../../http/ask-server.ts';
import { endOfLife } from '../end-of-life.ts';
import { type Check, type DoctorContext, type Finding, ok, problem, warning } from '../finding.ts';

/** A part that Foxden runs on, as it says of itself. */
interface Part {
  part: string;
  /** Such as 11.8.6. */
  version: string;
  /** What brings a newer one. */
  fix: string;
}

const fourMonths = 120 * 86_400_000;
const upgrade = 'Upgrade Foxden, as the README says, and run `docker compose pull --ignore-buildable` with it.';

/** Whether the makers of what Foxden runs on still mend its security. */
export const checkSupport: Check = async (ctx) => {
  const parts = (await Promise.all([node(), mariadb(ctx), nginx(ctx), debian()])).filter((part) => part !== undefined);
  const findings = parts.flatMap((part) => look(part, ctx.now()));
  const names = parts.map(({ part, version }) => `${part} ${version}`).join(', ');
  return findings.length > 0 ? findings : [ok('support', `Still supported: ${names}.`)];
};

/**
 * Compares one part with the table.
 *
 * @param now - ms since the epoch.
 * @returns Nothing while its end is far, or when the table doesn't know the branch.
 */
export function look({ part, version, fix }: Part, now: number): Finding[] {
  const branches = endOfLife[part] ?? {};
  const branch = [version.split('.').slice(0, 2).join('.'), version.split('.')[0]!].find((name) => name in branches);
  if (branch === undefined) return [];
  const date = branches[branch]!;
  const left = Date.parse(date) - now;
  if (left < 0) return [problem('support', `${part} ${version} gets no security updates since ${date}.`, fix)];
  if (left > fourMonths) return [];
  return [warning('support', `${part} ${version} gets security updates only until ${date}.`, fix)];
}

const inImage = (): boolean => process.env.FOXDEN_INSTALLATION === 'image';

const node = async (): Promise<Part> => ({
  part: 'Node.js',
  version: process.versions.node,
  fix: inImage() ? upgrade : 'Upgrade Foxden: it brings its own Node.js.',
});

async function mariadb({ db }: DoctorContext): Promise<Part | undefined> {
  const { name } = db === null ? { name: '' } : await db.engine.version(db.query);
  const version = /^MariaDB (\d+\.\d+\.\d+)/.exec(name)?.[1];
  // A distribution keeps the branch that it has chosen for as long as itself.
  if (version === undefined || /deb|ubuntu/i.test(name)) return undefined;
  return { part: 'MariaDB', version, fix: inImage() ? upgrade : 'Upgrade MariaDB to a branch with long-term support.' };
}

// The Nginx of compose.yaml tells it inside of its network only.
async function nginx({ nginxVersion = 'http://nginx:8081' }: DoctorContext): Promise<Part | undefined> {
  if (!inImage()) return undefined;
  const answer = await askServer(nginxVersion, { patience: 5000 })
    .then(({ text }) => text)
    .catch(() => '');
  const version = /^nginx (\d+\.\d+\.\d+)/.exec(answer)?.[1];
  return version === undefined ? undefined : { part: 'Nginx', version, fix: upgrade };
}

async function debian(): Promise<Part | undefined> {
  const { ID, VERSION_ID } = parseEnv(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  if (ID !== 'debian' || !VERSION_ID) return undefined;
  const fix = inImage() ? upgrade : 'Upgrade this machine to a newer Debian.';
  return { part: 'Debian', version: VERSION_ID, fix };
}
