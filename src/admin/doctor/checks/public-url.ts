import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import { explain, inWords } from '../../../failures/explain.ts';
import { askServer } from '../../../http/ask-server.ts';
import { type Check, type Finding, ok, problem, warning } from '../finding.ts';

const day = 86_400_000;
const patience = 10_000;

/** The public URL resolves, answers with this Foxden's own configuration, and its certificate lasts. */
export const checkPublicUrl: Check = async ({ config, isRunning, now }) => {
  if (!isRunning) {
    return [
      problem(
        'server',
        `Foxden is not running on ${config.dataDir}, so nothing can answer.`,
        'Start it, then run `foxden doctor` again; the log tells why it has ended.',
      ),
    ];
  }
  if (config.publicUrl === null) {
    return [
      problem(
        'public URL',
        'FOXDEN_PUBLIC_URL is not set, so browsers only get the page that says what to do.',
        'Set it to the address that browsers will use, such as https://sync.example.org, and restart.',
      ),
    ];
  }
  const url = new URL(config.publicUrl);
  const address = await lookup(url.hostname).catch(() => undefined);
  if (!address) {
    return [
      problem(
        'DNS',
        `${url.hostname} has no address.`,
        'Create an A or AAAA record for it that points to this machine.',
        { id: 'no address', facts: { host: url.hostname } },
      ),
    ];
  }
  const facts = { host: url.hostname, address: address.address };
  const findings: Finding[] = [ok('DNS', `${facts.host} is ${facts.address}.`, { id: 'address', facts })];
  findings.push(await reachable(config.publicUrl));
  if (url.protocol === 'https:') findings.push(await certificate(url, now()));
  return findings;
};

async function reachable(origin: string): Promise<Finding> {
  const fix =
    'Check that the port is forwarded to this machine and that nothing else answers on it. A router that does not let ' +
    'machines at home use the public address needs a DNS entry at home.';
  try {
    const url = `${origin}/.well-known/fxa-client-configuration`;
    // As Firefox does.
    const { text } = await askServer(url, { patience, redirect: 'follow' });
    const document = JSON.parse(text) as { auth_server_base_url?: string };
    if (document.auth_server_base_url === origin)
      return ok('public URL', `${origin} answers with this server's configuration.`, {
        id: 'answers',
        facts: { origin },
      });
    const other = String(document.auth_server_base_url);
    const says = `${origin} is answered by another server (${other}).`;
    return problem('public URL', says, fix, { id: 'other server', facts: { origin, other } });
  } catch (error) {
    const explanation = explain(error, { address: new URL(origin).host });
    const why = explanation?.cause ?? `${(error as Error).message}.`;
    const saying = { id: 'no answer', facts: { origin, why }, because: explanation?.saying } as const;
    return problem('public URL', `${origin} does not answer from here: ${why}`, fix, saying);
  }
}

async function certificate(url: URL, now: number): Promise<Finding> {
  const { promise, resolve, reject } = Promise.withResolvers<{ until: number; trusted: boolean; why: string }>();
  const socket = connect({
    host: url.hostname,
    port: Number(url.port || 443),
    servername: url.hostname,
    rejectUnauthorized: false,
    timeout: patience,
  });
  socket.once('secureConnect', () => {
    const until = Date.parse(socket.getPeerCertificate().valid_to);
    resolve({ until, trusted: socket.authorized, why: String(socket.authorizationError ?? '') });
    socket.destroy();
  });
  socket.once('timeout', () => reject(new Error('no answer')));
  socket.once('error', reject);
  try {
    const { until, trusted, why } = await promise;
    const days = Math.floor((until - now) / day);
    if (days < 0) {
      const fix = 'See `foxden status` for why it was not renewed.';
      return problem('certificate', `It ran out ${-days} days ago.`, fix, { id: 'ran out', facts: { days: -days } });
    }
    if (days < 14) {
      const fix = 'See `foxden status` for why it is not renewed yet.';
      return warning('certificate', `It runs out in ${days} days.`, fix, { id: 'runs out', facts: { days } });
    }
    if (!trusted) {
      return warning(
        'certificate',
        `It is good for ${days} days, but this machine does not trust it (${why}).`,
        'In LAN mode that is as it should be: install the CA on your devices, and here (update-ca-certificates). Otherwise get one from ' +
          'a public CA.',
        { id: 'untrusted here', facts: { days, why } },
      );
    }
    return ok('certificate', `It is trusted and good for ${days} more days.`, { id: 'trusted', facts: { days } });
  } catch (error) {
    const place = { address: url.host };
    const why = inWords(error, place);
    return problem(
      'certificate',
      `TLS does not work. ${why}`,
      'See `foxden status` for the state of the certificate.',
      { id: 'TLS does not work', facts: { why }, because: explain(error, place)?.saying },
    );
  } finally {
    socket.destroy();
  }
}
