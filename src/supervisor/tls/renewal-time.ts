import type { CertificateFacts } from '../../control/tls-status.ts';

const day = 86_400_000;

/**
 * When a certificate should be renewed if nobody suggests a time: at two thirds of its life, or half of it for those that
 * live ten days or less.
 *
 * @returns Time in ms.
 */
export function renewAfterLifetime({ notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>): number {
  const life = notAfter - notBefore;
  return Math.round(notBefore + (life <= 10 * day ? life / 2 : (life * 2) / 3));
}

/**
 * How long a certificate that was just issued stays in service, whatever the authority or the clock says of it: a sixth of
 * its life, a day at most. Without it a suggested time in the past would bring an order at every look.
 *
 * @returns Duration in ms.
 */
export function leastService({ notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>): number {
  return Math.min((notAfter - notBefore) / 6, day);
}
