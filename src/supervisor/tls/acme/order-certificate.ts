import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Authorization, crypto as acmeCrypto, Client } from 'acme-client';
import { bareHost } from '../certificate.ts';
import { replaceFile } from '../replace-file.ts';
import { AcmeFailure } from './acme-failure.ts';
import { recordRefusals } from './refusal-recorder.ts';

/** One order of a certificate. */
export interface OrderCommand {
  /** ACME directory URL. */
  directory: string;
  /** Private key of the account, PEM. */
  accountKey: string;
  email: string | null;
  host: string;
  /** Folder that is served as /.well-known/acme-challenge/ on port 80 of the host. */
  challenges: string;
  /** Certificate that this one takes the place of, as {@link certificateId} says it (RFC 9773 section 5). */
  replaces?: string;
}

/**
 * Orders a certificate and proves control of the host by HTTP-01 (RFC 8555 sections 7.4 and 8.3).
 *
 * @returns A fresh private key and the chain, as PEM.
 * @throws {AcmeFailure} When the authority refuses or can't be reached.
 */
export async function orderCertificate(command: OrderCommand): Promise<{ key: string; chain: string }> {
  const recorder = recordRefusals();
  try {
    return await placeOrder(command);
  } catch (error) {
    throw new AcmeFailure(recorder.refusal(error), error);
  } finally {
    recorder.stop();
  }
}

async function placeOrder({ directory, accountKey, email, host, challenges, replaces }: OrderCommand) {
  const client = new Client({
    directoryUrl: directory,
    accountKey,
    backoffAttempts: 15,
    backoffMin: 500,
    backoffMax: 10_000,
  });
  await client.createAccount({ termsOfServiceAgreed: true, contact: email ? [`mailto:${email}`] : [] });
  const order = await client.createOrder({
    identifiers: [{ type: 'dns', value: bareHost(host) }],
    ...(replaces && { replaces }),
  } as Parameters<Client['createOrder']>[0]);
  for (const authorization of await client.getAuthorizations(order)) {
    if (authorization.status !== 'valid') await proveControl(client, authorization, challenges);
  }
  const key = (await acmeCrypto.createPrivateEcdsaKey('P-256')).toString();
  const [, csr] = await acmeCrypto.createCsr({ altNames: [bareHost(host)] }, key);
  const chain = await client.getCertificate(await client.finalizeOrder(order, csr));
  return { key, chain };
}

async function proveControl(client: Client, authorization: Authorization, folder: string): Promise<void> {
  const challenge = authorization.challenges.find(({ type }) => type === 'http-01');
  if (!challenge) throw new Error('the authority does not offer the challenge http-01');
  // The token becomes a file name, so it is believed only if it is the base64url that RFC 8555 section 8.3 promises.
  if (!/^[\w-]+$/.test(challenge.token)) throw new Error('the authority sent a token that is not base64url');
  const file = join(folder, challenge.token);
  replaceFile(file, await client.getChallengeKeyAuthorization(challenge));
  try {
    await client.completeChallenge(challenge);
    await client.waitForValidStatus(authorization);
  } finally {
    rmSync(file, { force: true });
  }
}
