import type { Config } from '../../config/config.ts';
import type { Logger } from '../../log/logger.ts';
import type { UserAdminContext } from '../context.ts';
import type { DoctorContext } from '../doctor/finding.ts';

/** What a user's stored data amounts to. */
export interface StoredSize {
  /** Storage uid. */
  uid: number;
  collection: string;
  records: number;
  bytes: number;
}

/** What the pages of the administration work with. */
export interface DashboardContext extends UserAdminContext {
  config: Config;
  log: Logger;
  /** Sizes of everybody's collections. */
  storage: { sizes(): Promise<StoredSize[]> };
  /** What the token server calls an account. */
  syncUserName(accountUid: string): string;
  /** Reads the newest backup of the folder, for the doctor. */
  newestBackup: DoctorContext['newestBackup'];
  /**
   * Asks the supervisor.
   *
   * @param target - Method and path on its control socket.
   * @throws {AccountError} 503 when it does not answer, 409 when it says no; the message is its own.
   */
  askSupervisor<T>(target: string, body?: unknown): Promise<T>;
}
