import { explain } from '../../failures/explain.ts';
import { checkBackupAge } from './checks/backup-age.ts';
import { checkClock } from './checks/clock.ts';
import { checkDatabase } from './checks/database.ts';
import { checkDisk } from './checks/disk.ts';
import { checkPublicUrl } from './checks/public-url.ts';
import { checkSettings } from './checks/settings.ts';
import { checkSupport } from './checks/support.ts';
import { type Check, type DoctorContext, type Finding, problem } from './finding.ts';

const checks: Record<string, Check> = {
  settings: checkSettings,
  'public URL': checkPublicUrl,
  database: checkDatabase,
  disk: checkDisk,
  backup: checkBackupAge,
  clock: checkClock,
  support: checkSupport,
};

/**
 * Looks at everything that commonly goes wrong. A check that fails is a finding like any other.
 *
 * @returns All findings, in a fixed order.
 */
export async function examine(ctx: DoctorContext): Promise<Finding[]> {
  const results = await Promise.all(
    Object.entries(checks).map(([name, check]) =>
      check(ctx).catch((error: Error) => {
        const { cause, fix, saying } = explain(error, ctx.config) ?? {
          cause: `It can't be checked: ${error.message}`,
          fix: 'Mend what the message names, then run `foxden doctor` again.',
          saying: { id: 'cannot check', facts: { message: error.message } } as const,
        };
        return [problem(name, cause, fix, saying)];
      }),
    ),
  );
  return results.flat();
}

/** Findings as text for a terminal. */
export function renderFindings(findings: Finding[]): string {
  const sign = { ok: '✓', warning: '!', problem: '✗' } as const;
  return findings
    .map(({ state, check, says, fix }) => `${sign[state]} ${check}: ${says}${fix ? `\n    → ${fix}` : ''}`)
    .join('\n');
}
