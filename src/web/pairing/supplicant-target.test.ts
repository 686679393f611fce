import { describe, expect, it } from 'vitest';
import { readSupplicantAddress } from './supplicant-target.ts';

const origin = 'https://foxden.example.org';
const client = 'a2270f727f45f648';
const complete = {
  client_id: client,
  scope: 'profile',
  state: 's',
  code_challenge: 'c',
  code_challenge_method: 'S256',
  keys_jwk: 'k',
};
const read = (more: Record<string, string>) =>
  readSupplicantAddress(new URLSearchParams({ ...complete, ...more }), origin);

describe('the address that a phone opens after scanning (accounts.md §7.7)', () => {
  it('asks for exactly what the phone wants', () => {
    expect(read({ entrypoint: 'x', context: 'oauth_webchannel_v1' })?.request).toEqual(complete);
  });

  it.each([
    ['by message', {}, { kind: 'webchannel' }],
    ['by message', { redirect_uri: 'urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel' }, { kind: 'webchannel' }],
    [
      "at the client's page",
      { redirect_uri: `${origin}/oauth/success/${client}` },
      { kind: 'redirect', address: `${origin}/oauth/success/${client}` },
    ],
  ])('delivers %s', (_name, more, target) => {
    expect(read(more as Record<string, string>)?.target).toEqual(target);
  });

  it.each([
    'https://evil.example/oauth/success/a2270f727f45f648',
    `${origin}.evil.example/oauth/success/${client}`,
    `${origin}/oauth/success/other`,
    'javascript:alert(1)',
    '',
  ])('sends a code never to %j', (redirect_uri) => {
    expect(read({ redirect_uri })).toBeNull();
  });

  it.each(['client_id', 'scope', 'state', 'code_challenge', 'keys_jwk'])('is refused without %s', (name) => {
    expect(read({ [name]: '' })).toBeNull();
  });
});
