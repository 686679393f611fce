import { isLoopback } from '../../../config/loopback.ts';
import { basePathOf } from '../../../http/request-target.ts';
import { type Check, ok, warning } from '../finding.ts';

/** Misspelt settings, sign-ups that are open to the world, and a proxy that hides who comes. */
export const checkSettings: Check = async ({ config, unknownSettings }) => {
  const findings = unknownSettings.map((says) => warning('settings', says, 'Correct its spelling or remove it.'));
  const isPublic = config.publicUrl !== null && !isLoopback(new URL(config.publicUrl).hostname);
  const keepsAccounts = config.accounts.mode === 'embedded';
  if (keepsAccounts && config.signups === 'open' && isPublic && config.maxUsers === null && config.allow.length === 0) {
    findings.push(
      warning(
        'sign-ups',
        'Anybody who finds this server can create an account on it.',
        'Set FOXDEN_SIGNUPS=invite and hand out links made by `foxden invite create`, or set FOXDEN_MAX_USERS.',
        { id: 'sign-ups open', facts: {} },
      ),
    );
  }
  if (keepsAccounts && basePathOf(config.publicUrl) !== '') {
    findings.push(
      warning(
        'address',
        'FOXDEN_PUBLIC_URL has a path, but Firefox, on computers and phones, finds the pages of accounts only at the root of a host. Only programs like ffsclient and PyFxA can sign in.',
        'Give Foxden a host name of its own, or leave the accounts to Mozilla with FOXDEN_ACCOUNTS=mozilla.',
        { id: 'address with path', facts: {} },
      ),
    );
  }
  const isLimited = config.signups === 'closed' || config.maxUsers !== null || config.allow.length > 0;
  if (config.accounts.mode === 'external' && isPublic && !isLimited) {
    const { hostname: host } = new URL(config.accounts.oauthUrl);
    findings.push(
      warning(
        'sign-ups',
        `Anybody with an account at ${host} can store data on this server.`,
        'Name the uids that may in FOXDEN_ALLOW, set FOXDEN_MAX_USERS, or set FOXDEN_SIGNUPS=closed when all have come.',
        { id: 'sign-ups open to others', facts: { host } },
      ),
    );
  }
  if (isPublic && config.tls.mode === 'proxy' && config.trustedProxies.length === 0) {
    findings.push(
      warning(
        'proxy',
        'A proxy answers for this server, but none is trusted: everybody seems to come from its address and shares its limits.',
        "Set FOXDEN_TRUSTED_PROXIES to the proxy's address, such as loopback or 172.16.0.0/12.",
        { id: 'untrusted proxy', facts: {} },
      ),
    );
  }
  const { signups } = config;
  const fine = ok('settings', `Sign-ups: ${signups}.`, { id: 'sign-ups', facts: { signups } });
  return findings.length > 0 ? findings : [fine];
};
