import { isIP } from 'node:net';
import type { Database } from '../database/database.ts';
import { failureFields } from '../failures/failure-fields.ts';
import type { NotedEvent } from '../http/request-context.ts';
import type { AuditEvent } from '../log/audit/events.ts';
import type { Logger } from '../log/logger.ts';
import { insertHistory, type KeptEvent, listHistory } from './store/security-history.ts';

/** Kept, too, but whoever knows the mail address can cause them. */
const byStrangers: AuditEvent[] = ['SignInFailed', 'PasswordResetRequested'];

/** What its owner can look up about an account; the rest of the audit log is for administrators. */
const kept: ReadonlySet<AuditEvent> = new Set<AuditEvent>([
  ...byStrangers,
  'AccountCreated',
  'SignIn',
  'SignOut',
  'PasswordChanged',
  'PasswordReset',
  'EmailVerified',
  'EmailChanged',
  'TotpEnabled',
  'TotpDisabled',
  'TotpFailed',
  'TotpPaused',
  'RecoveryCodeUsed',
  'RecoveryCodesRenewed',
  'RecoveryKeyCreated',
  'RecoveryKeyDeleted',
  'DeviceAdded',
  'DeviceRemoved',
  'AdminClaimed',
  'CollectionsDeleted',
  'DataDownloaded',
]);

const lifetime = 180 * 24 * 3_600_000;
const mostShown = { crowd: 50, others: 150 };

/** Events that may wait to be written; those beyond are left to the audit log. */
const mostWaiting = 1000;

/** Keeps what happened to each account's safety, for its owner to look up. */
export interface SecurityHistory {
  /** Notes an event, if it is of those that are kept. It is written a moment later, together with others. */
  note(event: NotedEvent): void;
  /** The newest events of an account. */
  list(uid: string): Promise<KeptEvent[]>;
  /** Writes what still waits. */
  close(): Promise<void>;
}

/**
 * Makes the history of one process.
 *
 * @param options - `delay`: how long events wait for others, ms; null: till somebody asks or the process ends.
 */
export function createSecurityHistory(options: {
  db: Database;
  log: Logger;
  now: () => number;
  delay: number | null;
}): SecurityHistory {
  const { db, log, now, delay } = options;
  let waiting: (KeptEvent & { uid: string; expires_at: number })[] = [];
  let timer: NodeJS.Timeout | undefined;

  // Nobody's request waits for it, and the audit log has the events too: so a failure is told, and no more.
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const events = waiting;
    waiting = [];
    if (events.length === 0) return;
    await insertHistory(db.query, events).catch((error) =>
      log.warn('The security history could not be written', failureFields(error)),
    );
  }

  return {
    note({ event, uid, address, program }) {
      if (event === 'AccountDeleted') waiting = waiting.filter((one) => one.uid !== uid);
      // Users of Sync 1.1 have numbers, and no page to look at.
      if (!kept.has(event) || uid === undefined || !/^[0-9a-f]{32}$/.test(uid)) return;
      if (waiting.length >= mostWaiting) return;
      const time = now();
      waiting.push({
        uid,
        event,
        happened_at: time,
        // A proxy in front may have named anything.
        address: isIP(address) === 0 ? '' : address.slice(0, 64),
        program: program.slice(0, 255),
        expires_at: time + lifetime,
      });
      if (delay !== null) timer ??= setTimeout(flush, delay).unref();
    },
    async list(uid) {
      await flush();
      return listHistory(db.query, uid, byStrangers, mostShown);
    },
    close: flush,
  };
}
