import type { CertificateFacts } from '../../control/tls-status.ts';

const tenDays = 10 * 86_400_000;

/**
 * When a certificate should be renewed if nobody suggests a time: at two thirds of its life, or half of it for those that
 * live ten days or less.
 *
 * @returns Time in ms.
 */
export function renewAfterLifetime({ notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>): number {
  const life = notAfter - notBefore;
  return Math.round(notBefore + (life <= tenDays ? life / 2 : (life * 2) / 3));
}
