import type { TlsProblem } from '../../control/tls-status.ts';

/** Why there can't be a certificate yet: nobody has said for which name. */
export const noPublicUrl: TlsProblem = {
  reason: 'There is no certificate yet, because FOXDEN_PUBLIC_URL is not set.',
  fix: 'Set FOXDEN_PUBLIC_URL to the https address that browsers will use, and start again.',
  saying: { id: 'no public URL for a certificate', facts: {} },
};
