import { userInfo } from 'node:os';
import type { Config } from '../config/config.ts';
import { askSupervisor, NotRunningError } from '../control/control-client.ts';
import { openAuditLog } from '../log/audit/audit-log.ts';
import type { LogRecord } from '../log/logger.ts';

/**
 * Notes in the audit log what an administrator has done by command. The running Foxden writes it, as it writes all logs; when
 * none runs, this process does.
 *
 * @param action - The command, without mail addresses and secrets.
 * @param uid - Of the account concerned.
 */
export async function auditCommand(
  config: Pick<Config, 'dataDir' | 'log'>,
  action: string,
  uid?: string,
): Promise<void> {
  const fields = { uid, action, sproc: 'foxden', spriv: userInfo().username };
  const record: LogRecord = { time: Date.now(), level: 'info', stream: 'audit', message: 'AdminAction', fields };
  try {
    await askSupervisor(config, 'POST /audit', record);
  } catch (error) {
    if (!(error instanceof NotRunningError)) throw error;
    const { dir, keep, audit } = config.log;
    const log = openAuditLog(audit, { dir, keep, onTrouble: (_, message) => console.error(message) });
    log?.write(record);
    await log?.close();
  }
}
