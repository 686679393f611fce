import type { Config } from '../../config/config.ts';
import type { Database } from '../../database/database.ts';
import type { Saying } from '../../failures/saying.ts';
import { checkBackupAge } from '../doctor/checks/backup-age.ts';
import { checkDisk } from '../doctor/checks/disk.ts';
import type { DoctorContext, Finding } from '../doctor/finding.ts';
import { listSilentDevices } from '../store/silent-devices.ts';
import type { Notice, Said, SupervisorFacts } from './notice.ts';

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

const said = (english: string, saying: Saying): Said => ({ english, saying });
const inWords = ({ says, fix, saying }: Finding): Said => ({
  english: [says, fix].filter(Boolean).join(' '),
  saying,
});

async function backupNotices(ctx: NoticeContext, { backupError }: SupervisorFacts): Promise<Notice[]> {
  const name = 'backup';
  if (backupError !== undefined) {
    const title = said('Foxden: the backup failed', { id: 'backup failed', facts: {} });
    const next = said('`foxden backup` tries again.', { id: 'backup again', facts: {} });
    return [{ name, title, text: [backupError, next] }];
  }
  if (ctx.config.backup.schedule === null) return [];
  const newest = await ctx.newestBackup();
  // On the first day there can't be one yet.
  if (!newest) return [];
  const finding = (await checkBackupAge(examined(ctx))).find(({ state }) => state !== 'ok');
  const title = said('Foxden: there is no fresh backup', { id: 'no fresh backup', facts: {} });
  return finding ? [{ name, title, text: [inWords(finding)] }] : [];
}

function certificateNotices({ now }: NoticeContext, { certificate }: SupervisorFacts): Notice[] {
  const { notAfter, problem } = certificate ?? {};
  const why = problem && { english: `${problem.reason} ${problem.fix}`, saying: problem.saying };
  const name = 'certificate';
  if (notAfter !== undefined && notAfter - now() < certificateLeft) {
    const date = new Date(notAfter).toISOString().slice(0, 10);
    const title = said(`Foxden: the certificate ends on ${date}`, { id: 'certificate ends on', facts: { date } });
    return [{ name, title, text: [why ?? said('Look at foxden certificate.', { id: 'see certificate', facts: {} })] }];
  }
  const title = said('Foxden: there is no fresh certificate', { id: 'no fresh certificate', facts: {} });
  return why ? [{ name, title, text: [why] }] : [];
}

async function diskNotices(ctx: NoticeContext): Promise<Notice[]> {
  const findings = (await checkDisk(examined(ctx))).filter(({ state }) => state !== 'ok');
  const title = said('Foxden: the disk is getting full', { id: 'disk fills', facts: {} });
  return findings.length === 0 ? [] : [{ name: 'disk', title, text: findings.map(inWords) }];
}

// Whoever has an account here names devices, and must not write the rest of a mail.
const inOneLine = (name: string) =>
  name
    .replace(/[\p{Cc}\p{Z}“”„«»]+/gu, ' ')
    .trim()
    .slice(0, 80);

async function silent({ config, db, now }: NoticeContext): Promise<Notice[]> {
  const { silentDays } = config.notify;
  if (silentDays === null) return [];
  const devices = await listSilentDevices(db.query, now() - silentDays * day);
  const title = said(`Foxden: a device has been silent for ${silentDays} days`, {
    ...{ id: 'device silent', facts: { days: silentDays } },
  });
  return devices.map(({ id, name, email, lastUsedAt }) => {
    const facts = { name: inOneLine(name), email, date: new Date(lastUsedAt).toISOString().slice(0, 10) };
    const english =
      `“${facts.name}” of ${email} was last here on ${facts.date}. ` +
      'If it is still in use, look whether it is signed in; if not, its owner signs it out at /settings.';
    return { name: `device ${id}`, title, text: [said(english, { id: 'device last here', facts })] };
  });
}
