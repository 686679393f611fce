import { doubtClock } from '../../../database/database-clock.ts';
import { askServer } from '../../../http/ask-server.ts';
import { type Check, ok, problem, warning } from '../finding.ts';

// Any server with a clock of its own will do; it is asked only by `foxden doctor`, never by the running appliance.
const reference = 'https://acme-v02.api.letsencrypt.org/directory';

/** This machine's clock against the Date header of another server: a wrong one breaks certificates and conflict order. */
export const checkClock: Check = async ({ db, now }) => {
  const doubt = db === null ? undefined : await doubtClock(db, now()).catch(() => undefined);
  if (doubt) {
    const fix = 'Set the clock right before anything else: it decides which change is newer.';
    return [problem('clock', doubt.says, fix, doubt.saying)];
  }
  const response = await askServer(reference, { method: 'HEAD', patience: 5000, most: 0 }).catch(() => undefined);
  const date = Date.parse(response?.headers.get('date') ?? '');
  if (Number.isNaN(date)) {
    return [
      warning(
        'clock',
        'No server outside could be asked for the time.',
        'If this machine has Internet access, check its DNS and firewall.',
        { id: 'no time to be had', facts: {} },
      ),
    ];
  }
  const seconds = Math.round((now() - date) / 1000);
  if (Math.abs(seconds) > 60) {
    return [
      problem('clock', `It is off by ${seconds} seconds.`, 'Switch on time synchronisation (NTP) on this machine.', {
        id: 'clock off',
        facts: { seconds },
      }),
    ];
  }
  const within = Math.max(1, Math.abs(seconds));
  return [ok('clock', `It is right within ${within} seconds.`, { id: 'clock', facts: { seconds: within } })];
};
