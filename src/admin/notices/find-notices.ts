import type { Config } from '../../config/config.ts';
import type { Database } from '../../database/database.ts';
import { checkBackupAge } from '../doctor/checks/backup-age.ts';
import { checkDisk } from '../doctor/checks/disk.ts';
import type { DoctorContext, Finding } from '../doctor/finding.ts';
import { listSilentDevices } from '../store/silent-devices.ts';
import type { Notice, SupervisorFacts } from './notice.ts';

const day = 86_400_000;

/** So long before its end, ms, a certificate that nobody has renewed is told of. */
const certificateLeft = 14 * day;

/** What finding notices depends on. */
export interface NoticeContext {
  config: Config;
  db: Database;
  newestBackup: DoctorContext['newestBackup'];
  now: () => number;
}

/** Finds what an administrator should know at this moment. */
export async function findNotices(ctx: NoticeContext, facts: SupervisorFacts): Promise<Notice[]> {
  const [backup, disk, devices] = await Promise.all([backupNotices(ctx, facts), diskNotices(ctx), silent(ctx)]);
  return [...backup, ...certificateNotices(ctx, facts), ...disk, ...devices];
}

const examined = (ctx: NoticeContext): DoctorContext => ({
  ...ctx,
  backupDir: ctx.config.backup.dir,
  isRunning: true,
  unknownSettings: [],
});

const inWords = ({ says, fix }: Finding) => [says, fix].filter(Boolean).join(' ');

async function backupNotices(ctx: NoticeContext, { backupError }: SupervisorFacts): Promise<Notice[]> {
  const name = 'backup';
  const title = 'Foxden: the backup failed';
  if (backupError !== undefined) return [{ name, title, text: `${backupError} \`foxden backup\` tries again.` }];
  if (ctx.config.backup.schedule === null) return [];
  const newest = await ctx.newestBackup();
  // On the first day there can't be one yet.
  if (!newest) return [];
  const finding = (await checkBackupAge(examined(ctx))).find(({ state }) => state !== 'ok');
  return finding ? [{ name, title: 'Foxden: there is no fresh backup', text: inWords(finding) }] : [];
}

function certificateNotices({ now }: NoticeContext, { certificate }: SupervisorFacts): Notice[] {
  const { notAfter, problem } = certificate ?? {};
  const name = 'certificate';
  if (notAfter !== undefined && notAfter - now() < certificateLeft) {
    const date = new Date(notAfter).toISOString().slice(0, 10);
    const why = problem ? `${problem.reason} ${problem.fix}` : 'Look at foxden certificate.';
    return [{ name, title: `Foxden: the certificate ends on ${date}`, text: why }];
  }
  return problem
    ? [{ name, title: 'Foxden: there is no fresh certificate', text: `${problem.reason} ${problem.fix}` }]
    : [];
}

async function diskNotices(ctx: NoticeContext): Promise<Notice[]> {
  const findings = (await checkDisk(examined(ctx))).filter(({ state }) => state !== 'ok');
  return findings.length === 0
    ? []
    : [{ name: 'disk', title: 'Foxden: the disk is getting full', text: findings.map(inWords).join(' ') }];
}

// Whoever has an account here names devices, and must not write the rest of a mail.
const inOneLine = (name: string) =>
  name
    .replace(/[\p{Cc}\p{Z}“”]+/gu, ' ')
    .trim()
    .slice(0, 80);

async function silent({ config, db, now }: NoticeContext): Promise<Notice[]> {
  const { silentDays } = config.notify;
  if (silentDays === null) return [];
  const devices = await listSilentDevices(db.query, now() - silentDays * day);
  return devices.map(({ id, name, email, lastUsedAt }) => ({
    name: `device ${id}`,
    title: `Foxden: a device has been silent for ${silentDays} days`,
    text:
      `“${inOneLine(name)}” of ${email} was last here on ${new Date(lastUsedAt).toISOString().slice(0, 10)}. ` +
      'If it is still in use, look whether it is signed in; if not, its owner signs it out at /settings.',
  }));
}
