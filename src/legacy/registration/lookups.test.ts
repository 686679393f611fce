import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { ask } from '../../../testing/legacy/old-browser.ts';
import { serveLegacy } from '../../../testing/legacy/serve.ts';
import { AccountError } from '../../http/errors/account-error.ts';

describeOnEngines('who has an account of Sync 1.1', (engine) => {
  const legacy = serveLegacy(engine);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const newUser = JSON.stringify({ email: 'a@example.org', password: 'long enough a word' });
  const asks: [string, string, string, boolean, object?][] = [
    ['GET', '/user/1.0/NAME', 'whether a name is taken', false],
    ['GET', '/user/1.0/NAME', 'whether a name is taken', true],
    ['GET', '/user/1.0/NAME/node/weave', 'the node', false],
    ['GET', '/user/1.0/NAME/password_reset', 'a new password', false],
    [
      'POST',
      '/user/1.0/NAME/password',
      'by a code',
      false,
      { body: 'long enough a word', headers: { 'x-weave-password-reset': 'x' } },
    ],
    ['PUT', '/user/1.0/NAME', 'an account', true, { body: newUser }],
    [
      'POST',
      '/weave-password-reset',
      'the page',
      false,
      { body: 'username=NAME&key=x&password=a&confirm=a', headers: form },
    ],
  ];

  it.each(asks)('is not told without end by %s %s (%s, known: %s)', async (method, path, _what, isKnown, more) => {
    const name = isKnown ? (await legacy.person()).name : 'nobody';
    const counted: string[] = [];
    const { limits } = legacy.server.ctx;
    const { spend } = limits;
    limits.spend = async (limit) => {
      counted.push(limit);
      if (limit === 'legacyLookups') throw AccountError.tooManyRequests(60);
      return 1;
    };
    const put = (text: string) => text.replace('NAME', name);
    const options = JSON.parse(put(JSON.stringify(more ?? {})));
    const answer = await ask(legacy.server.url, method, put(path), options);
    limits.spend = spend;
    expect(counted).toContain('legacyLookups');
    expect([429, 503]).toContain(answer.status);
    expect(answer.headers['retry-after']).toBe('60');
  });
});
