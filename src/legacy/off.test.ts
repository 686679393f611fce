import { expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { ask } from '../../testing/legacy/old-browser.ts';
import { createPerson } from '../../testing/person.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { purge } from '../worker/jobs/purge.ts';

const paths: [string, string][] = [
  ['GET', '/user/1.0/joe'],
  ['PUT', '/user/1.0/joe'],
  ['GET', '/user/1.0/joe/node/weave'],
  ['GET', '/misc/1.0/captcha_html'],
  ['GET', '/weave-password-reset'],
  ['POST', '/weave-password-reset'],
  ['POST', '/weave-delete-account'],
  ['GET', '/weave-account'],
  ['GET', '/weave-connect'],
  ['GET', '/media/legacy.css'],
  ['GET', '/1.1/joe/info/collections'],
  ['GET', '/1.0/joe/info/collections'],
  ['GET', '/1/joe/info/collections'],
  ['PUT', '/1.1/joe/storage/bookmarks/a'],
  ['DELETE', '/1.1/joe/storage'],
];

describeOnEngines('FOXDEN_LEGACY=off', (engine) => {
  it('answers no address of Sync 1.1, and touches none of its tables, whatever else is done', async () => {
    const server = await startTestServer(engine, {
      env: { FOXDEN_LEGACY: 'off', FOXDEN_MAX_USERS: '5', FOXDEN_SIGNUPS: 'open', FOXDEN_CAPTCHA: 'off' },
    });
    server.statements.length = 0;
    const headers = {
      accept: 'application/json',
      authorization: `Basic ${Buffer.from('joe:password').toString('base64')}`,
    };
    for (const [method, path] of paths) {
      const body = method === 'GET' ? undefined : '{"password":"long enough","email":"joe@example.com"}';
      const { status } = await ask(server.url, method, path, { headers, body });
      expect([method, path, status]).toEqual([method, path, 404]);
    }
    await createPerson(server);
    await purge(server.ctx);
    expect(server.statements.length).toBeGreaterThan(20);
    expect(server.statements.filter((sql) => /legacy_/.test(sql))).toEqual([]);
    await server.stop();
  });
});
