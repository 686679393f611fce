import { withLease } from '../../database/lease.ts';
import { failureFields } from '../../failures/failure-fields.ts';
import type { Logger } from '../../log/logger.ts';
import { forgetTold, listTold, noteTold } from '../store/told-notices.ts';
import { channelsOf, type PlainMail } from './channels.ts';
import { findNotices, type NoticeContext } from './find-notices.ts';
import type { Channel, Notice, SupervisorFacts } from './notice.ts';
import { writerOf } from './write.ts';

/** What telling depends on. */
export interface TellContext extends NoticeContext {
  log: Logger;
  /** null while this server sends no mail. */
  sendPlainMail: PlainMail | null;
}

/**
 * Tells the administrator what has come up since the last time, each thing once for as long as it holds; of several appliances on one
 * database one does it. What nobody could be told is tried again the next time.
 *
 * @returns How many things hold, and how many were told now.
 * @throws {LeaseTakenError} While another appliance does it.
 */
export async function tellAdministrator(
  ctx: TellContext,
  facts: SupervisorFacts,
): Promise<{ holding: number; told: number }> {
  const channels = channelsOf(ctx.config, ctx.sendPlainMail);
  if (Object.keys(channels).length === 0) return { holding: 0, told: 0 };
  return withLease(ctx.db, 'notices', async () => {
    const notices = await findNotices(ctx, facts);
    const known = await listTold(ctx.db.query);
    let told = 0;
    for (const notice of notices.filter(({ name }) => !known.has(name))) {
      if (!(await deliver(ctx, channels, notice))) continue;
      await noteTold(ctx.db.query, notice.name, ctx.now());
      told++;
    }
    const holding = new Set(notices.map(({ name }) => name));
    await forgetTold(
      ctx.db.query,
      [...known].filter((name) => !holding.has(name)),
    );
    return { holding: notices.length, told };
  });
}

// One way is enough. Addresses are secrets, so only the way is named.
async function deliver({ db, log }: TellContext, channels: Record<string, Channel>, notice: Notice): Promise<boolean> {
  const write = writerOf(db.query, notice);
  const results = await Promise.all(
    Object.entries(channels).map(([way, hand]) =>
      hand(write).then(
        () => true,
        (error) => {
          log.warn(`the administrator could not be told by ${way}`, { about: notice.name, ...failureFields(error) });
          return false;
        },
      ),
    ),
  );
  return results.includes(true);
}
