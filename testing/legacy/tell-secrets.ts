import { expect } from 'vitest';
import { AccountWizard } from './account-wizard.ts';
import { paleMoon } from './client-profiles.ts';
import { LegacyClient } from './legacy-client.ts';
import { usernameOf } from './names.ts';
import { PairingClient, PairingError } from './pairing-client.ts';
import { Requests, type Weather } from './requests.ts';
import { SyncFailure } from './sync-failure.ts';

/**
 * Signs up, syncs, mistypes, changes the password and pairs with Sync 1.1, and tells everything in it that no log may have.
 *
 * @param invite - Code of an invitation.
 * @param keep - Called with each secret.
 */
export async function tellSecrets(serverUrl: string, invite: string, keep: (name: string, value: string) => unknown) {
  const account = 'Olga.Discreet@example.org';
  const [password, changed, wrong] = ['Öl-gas-erstes-Wort', 'Öl-gas-zweites-Wort', 'Öl-gas-falsches-Wort'];
  for (const each of [password, changed, wrong]) keep('password', each!);
  keep('mail address', 'Olga.Discreet');
  keep('name of Sync 1.1', usernameOf(account));
  const requests = new Requests(paleMoon.userAgent);
  requests.weather = listen(keep);
  const wizard = new AccountWizard(requests);
  expect(await wizard.chooseServer(serverUrl)).toBe(true);
  await wizard.create(account, password!).catch(() => {});
  await wizard.create(account, password!, { challenge: '', response: invite });
  const client = new LegacyClient(paleMoon, { serverUrl, account, password: password!, requests });
  for (const each of Object.values(client.credentials()).slice(2, 3)) keep('recovery key', each);
  client.engine('bookmarks').add({ title: 'secret' });
  await client.sync();
  client.restart();
  await client.sync();
  client.session.password = wrong!;
  await expect(client.session.get('info/collections')).rejects.toThrow(SyncFailure);
  client.session.password = password!;
  expect(await client.changePassword(changed!)).toBeUndefined();
  await client.session.ask('PUT', `storage/bookmarks/${client.guid}`, {}, `{"payload":"${changed}"`);
  await requests.send('DELETE', `${serverUrl}weave-delete-account?password=${encodeURIComponent(changed!)}`);

  const times = { poll: 5, tries: 400, firstTries: 400, lastTries: 400 };
  const pair = () => new PairingClient(requests, `${serverUrl}jpake/`, times);
  for (const spoil of [false, true]) {
    let sending: Promise<unknown> | undefined;
    const receiving = pair().receive((pin) => {
      const typed = spoil ? (pin[0] === 'a' ? 'b' : 'a') + pin.slice(1) : pin;
      keep('PIN', pin);
      sending = pair()
        .send(typed, client.credentials())
        .catch((error: unknown) => error);
    });
    if (spoil) await expect(receiving).rejects.toThrow(PairingError);
    else expect(await receiving).toEqual(client.credentials());
    await sending;
  }
  client.close();
}

/** Looks into everything that is sent. */
function listen(keep: (name: string, value: string) => unknown): Weather {
  return (_method, url, headers, body = '') => {
    const basic = headers.Authorization?.replace(/^Basic /, '');
    if (basic) keep('Basic header', basic);
    if (headers['X-KeyExchange-Id']) keep('key exchange id', headers['X-KeyExchange-Id']);
    const channel = /jpake\/[2-9a-kmnp-z]{4}$/.exec(url)?.[0];
    if (channel) keep('channel', channel);
    for (const [number] of body.matchAll(/[0-9A-F]{60,}/g)) keep('number of a pairing', number);
    for (const [, text] of body.matchAll(/"(?:ciphertext|IV|hmac)\\?":\\?"([^"\\]{16,})/g)) keep('ciphertext', text!);
    return undefined;
  };
}
