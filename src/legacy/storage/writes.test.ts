import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import type { Answer, OldBrowser } from '../../../testing/legacy/old-browser.ts';
import { serveLegacy } from '../../../testing/legacy/serve.ts';

interface Posted {
  modified: number;
  success: string[];
  failed: Record<string, string[]>;
}

describeOnEngines('writes of Sync 1.1 (sync11.md §2.3, §2.5)', (engine) => {
  let clock = 0;
  const legacy = serveLegacy(engine, { overrides: { now: () => Date.now() + clock } });
  const put = (joe: OldBrowser, id: string, body: unknown, headers = {}) =>
    joe.sync('PUT', `/storage/col/${id}`, body, { headers });
  const post = async (joe: OldBrowser, body: unknown): Promise<Posted> =>
    (await joe.sync('POST', '/storage/col', body)).json as Posted;
  const record = async (joe: OldBrowser, id: string) => (await joe.sync('GET', `/storage/col/${id}`)).json;

  it('answer with one stamp everywhere, which only rises', async () => {
    const joe = await legacy.person();
    let last = 0;
    for (let i = 0; i < 200; i++) {
      const answer = await put(joe, `i${i % 3}`, { payload: String(i) });
      expect(answer.text).toMatch(/^\d+\.\d\d$/);
      expect(answer.headers['x-weave-timestamp']).toBe(answer.text);
      expect(answer.headers['content-type']).toBe('application/json');
      expect(Number(answer.text)).toBeGreaterThan(last);
      last = Number(answer.text);
      const stored = (await joe.sync('GET', `/storage/col/i${i % 3}`)).text;
      expect(stored).toContain(`"modified":${answer.text}`);
    }
    expect((await joe.sync('GET', '/info/collections')).text).toBe(`{"col":${last.toFixed(2)}}`);
    const posted = await joe.sync('POST', '/storage/col', [{ id: 'a', payload: '1' }]);
    expect(posted.text).toContain(`"modified":${posted.headers['x-weave-timestamp']}`);
  });

  it('change only what is given', async () => {
    const joe = await legacy.person();
    await put(joe, 'x', { payload: 'p', sortindex: 1, parentid: 'a', predecessorid: 'b', modified: 5 });
    expect(await record(joe, 'x')).toMatchObject({
      id: 'x',
      payload: 'p',
      sortindex: 1,
      parentid: 'a',
      predecessorid: 'b',
    });
    await put(joe, 'x', { sortindex: 2 });
    expect(await record(joe, 'x')).toMatchObject({ payload: 'p', sortindex: 2, parentid: 'a', predecessorid: 'b' });
    await put(joe, 'x', { parentid: 'c' });
    const stamp = Number((await put(joe, 'x', { predecessorid: null, payload: null, unknown: 5 })).text);
    expect(await record(joe, 'x')).toMatchObject({
      payload: 'p',
      sortindex: 2,
      parentid: 'c',
      predecessorid: 'b',
      modified: stamp,
    });
    await post(joe, [{ id: 'x', sortindex: 3 }]);
    expect(await record(joe, 'x')).toMatchObject({ payload: 'p', sortindex: 3, parentid: 'c' });
    await put(joe, 'empty', {});
    expect(await record(joe, 'empty')).toMatchObject({ id: 'empty', payload: '' });
    await put(joe, 'url-wins', { id: 'another', payload: '' });
    expect(await record(joe, 'url-wins')).toMatchObject({ id: 'url-wins' });
  });

  it('take ids as they come', async () => {
    const joe = await legacy.person();
    const inPath = (id: string) => put(joe, encodeURIComponent(id), { payload: id });
    for (const id of ['#', '?', '~', '\\', 'a.b_c-d', '{4fd3e1a5-uuid}', 'with blank', 'x'.repeat(64), 'a,b']) {
      expect([id, (await inPath(id)).status]).toEqual([id, 200]);
      expect(await record(joe, encodeURIComponent(id))).toMatchObject({ id, payload: id });
    }
    for (const id of ['a/b', 'x'.repeat(65), 'nul\0', 'ü', '']) expect((await inPath(id)).status).not.toBe(200);
    expect((await joe.sync('POST', '/storage/col', { id: 'a/b', payload: '' })).text).toBe('8');
    const list = [
      { id: 'a/b' },
      { id: 17, payload: 'n' },
      { id: '{guid}' },
      { id: '' },
      { id: null },
      { id: true },
      { id: 'x'.repeat(65) },
      { id: 'ü' },
      { id: '__proto__' },
    ];
    const { success, failed } = await post(joe, list);
    expect(success).toEqual(['a/b', '17', '{guid}', '__proto__']);
    expect(failed).toEqual({ '': Array(5).fill('invalid id') });
    expect(await record(joe, '17')).toMatchObject({ id: '17', payload: 'n' });
    expect(await joe.sync('GET', '/storage/col?ids=a/b,17').then(({ json }) => (json as string[]).sort())).toEqual([
      '17',
      'a/b',
    ]);
  });

  it('check every field by its rule', async () => {
    const joe = await legacy.person();
    const good: Record<string, unknown>[] = [
      { parentid: 'x'.repeat(64) },
      { parentid: 5 },
      { predecessorid: 'x'.repeat(64) },
      { sortindex: 999_999_999 },
      { sortindex: -999_999_999 },
      { sortindex: '12' },
      { sortindex: 1.5 },
      { ttl: 0 },
      { ttl: 31_536_000 },
      { ttl: '5' },
      { ttl: 1.9 },
      { payload: '' },
      { payload: 'x'.repeat(262_144) },
      { collection: 'other', username: 'somebody' },
    ];
    for (const fields of good) expect([fields, (await put(joe, 'x', fields)).status]).toEqual([fields, 200]);
    const bad: [Record<string, unknown>, string][] = [
      [{ parentid: 'x'.repeat(65) }, 'invalid parentid'],
      [{ predecessorid: 'x'.repeat(65) }, 'invalid predecessorid'],
      [{ sortindex: 1_000_000_000 }, 'invalid sortindex'],
      [{ sortindex: -1_000_000_000 }, 'invalid sortindex'],
      [{ sortindex: 'FAIL' }, 'invalid sortindex'],
      [{ ttl: -1 }, 'invalid ttl'],
      [{ ttl: 31_536_001 }, 'invalid ttl'],
      [{ ttl: 'soon' }, 'invalid ttl'],
      [{ payload: 5 }, 'payload not a string'],
      [{ payload: '\ud800' }, 'payload not a string'],
      [{ payload: 'x'.repeat(262_145) }, 'payload too large'],
      [{ payload: 'é'.repeat(131_073) }, 'payload too large'],
      [{ payload: {} }, 'invalid wbo'],
      [{ sortindex: [] }, 'invalid wbo'],
    ];
    for (const [fields, reason] of bad) {
      expect([fields, (await put(joe, 'y', fields)).text]).toEqual([fields, '8']);
      const { success, failed } = await post(joe, [
        { id: 'y', ...fields },
        { id: 'good', payload: '1' },
      ]);
      expect(success).toEqual(['good']);
      expect(failed).toEqual({ [reason === 'invalid wbo' ? '' : 'y']: [reason] });
    }
    expect((await joe.sync('GET', '/storage/col/y')).status).toBe(404);
  });

  it('tell broken JSON from wrong JSON, and change nothing', async () => {
    const joe = await legacy.person();
    const answers = async (body: string | Buffer, collection = false) => {
      const [method, path] = collection ? ['POST', '/storage/col'] : ['PUT', '/storage/col/x'];
      const { status, text, headers } = await joe.sync(method, path, body);
      return [status, text, headers['content-type']!.split(';')[0]];
    };
    for (const body of ['', '{', 'nonsense', '[1', Buffer.from('{"payload":"\xff"}', 'latin1')]) {
      for (const inCollection of [false, true])
        expect(await answers(body, inCollection)).toEqual([400, '6', 'application/json']);
    }
    for (const body of ['7', '"text"', 'null', 'true', '[]']) expect((await answers(body))[1]).toBe('8');
    for (const body of ['7', '"text"', 'null', 'true', '{}', '{"payload":"no id"}'])
      expect((await answers(body, true))[1]).toBe('8');
    expect(await post(joe, [1, null, 'x', []])).toMatchObject({
      success: [],
      failed: { '': Array(4).fill('invalid wbo') },
    });
    expect((await joe.sync('GET', '/info/collections')).text).toBe('{}');
  });

  it('take a single record in a POST, and a list in a PUT', async () => {
    const joe = await legacy.person();
    const single = await joe.sync('POST', '/storage/col', { id: 'single', payload: 'p' });
    expect(single.text).toBe(single.headers['x-weave-timestamp']);
    expect((await joe.sync('PUT', '/storage/col', [{ id: 'a' }, { id: 'b' }])).json).toMatchObject({
      success: ['a', 'b'],
      failed: {},
    });
    expect((await joe.sync('PUT', '/storage/col', { id: 'c' })).status).toBe(200);
    expect(((await joe.sync('GET', '/storage/col')).json as string[]).sort()).toEqual(['a', 'b', 'c', 'single']);
  });

  it('store no more of a POST than its limits', async () => {
    const joe = await legacy.person();
    const records = Array.from({ length: 105 }, (_, i) => ({ id: `r${i}`, payload: 'p' }));
    for (const many of [70, 100, 105]) {
      const { success, failed } = await post(joe, records.slice(0, many));
      expect(success.length).toBe(Math.min(many, 100));
      expect(Object.values(failed)).toEqual(Array(many - success.length).fill(['retry wbo']));
    }
    const large = Array.from({ length: 5 }, (_, i) => ({ id: `l${i}`, payload: 'x'.repeat(210 * 1024) }));
    const { success, failed } = await post(joe, large);
    expect(success).toEqual(['l0', 'l1', 'l2', 'l3']);
    expect(failed).toEqual({ l4: ['retry bytes'] });
    const twice = await post(joe, [
      { id: 'd', payload: '1', sortindex: 4 },
      { id: 'd', payload: '2' },
      { id: 'd', parentid: 'p' },
    ]);
    expect(twice.success).toEqual(['d', 'd', 'd']);
    expect(await record(joe, 'd')).toMatchObject({ payload: '2', sortindex: 4, parentid: 'p' });
    const before = (await joe.sync('GET', '/info/collections')).text;
    expect(await post(joe, [])).toMatchObject({ success: [], failed: {} });
    expect((await joe.sync('GET', '/info/collections')).text).toBe(before);
    await joe.sync('POST', '/storage/empty', []);
    expect((await joe.sync('GET', '/info/collections')).text).toBe(before);
    expect((await joe.sync('POST', '/storage/col', ' '.repeat(9_000_000))).status).toBe(413);
  });

  it('end records when their time is up, and let them live again', async () => {
    const joe = await legacy.person();
    await put(joe, 'gone', { payload: 'x', ttl: 0 });
    await put(joe, 'short', { payload: 'x', ttl: 100, sortindex: 5 });
    await put(joe, 'renewed', { payload: 'x', ttl: 100 });
    await put(joe, 'kept', { payload: 'x', ttl: 100 });
    await put(joe, 'kept', { payload: 'y' });
    const text = async (path: string) => (await joe.sync('GET', path)).text;
    expect((await joe.sync('GET', '/storage/col/gone')).status).toBe(404);
    expect(JSON.parse(await text('/storage/col')).sort()).toEqual(['kept', 'renewed', 'short']);
    await put(joe, 'renewed', { ttl: 1000 });
    expect(await text('/storage/col/renewed')).not.toContain('ttl');
    clock += 100_500;
    expect(JSON.parse(await text('/storage/col')).sort()).toEqual(['kept', 'renewed']);
    expect(await text('/storage/col?full=1')).not.toContain('short');
    expect(await text('/info/collection_counts')).toBe('{"col":2}');
    expect(await text('/info/collection_usage')).toBe(`{"col":${2 / 1024}}`);
    expect(await text('/info/quota')).toBe(`[${2 / 1024},null]`);
    // What has ended counts as absent, so nothing of it comes back.
    await post(joe, [{ id: 'short', parentid: 'p' }]);
    expect(await record(joe, 'short')).toEqual({
      id: 'short',
      modified: expect.any(Number),
      parentid: 'p',
      payload: '',
    });
    clock = 0;
  });

  it('keep to a condition on the collection', async () => {
    const joe = await legacy.person();
    const since = (stamp: string) => ({ 'x-if-unmodified-since': stamp });
    const old = (await put(joe, 'old', { payload: '1' })).text;
    const latest = (await put(joe, 'new', { payload: '1' })).text;
    const write = (headers: Record<string, string>, id = 'old') => put(joe, id, { payload: '2' }, headers);
    expect((await write(since(old))).status).toBe(412);
    expect((await write(since(old), 'quite-new')).status).toBe(412);
    const list = await joe.sync('POST', '/storage/col', [{ id: 'old' }], { headers: since(old) });
    expect([list.status, list.headers['x-weave-timestamp']]).toEqual([412, expect.stringMatching(/^\d+\.\d\d$/)]);
    expect(await record(joe, 'old')).toMatchObject({ payload: '1' });
    for (const bad of ['garbage', '1,5', '1e']) expect((await write(since(bad))).status).toBe(400);
    expect((await joe.sync('GET', '/storage/col/old', undefined, { headers: since(old) })).status).toBe(200);
    expect((await joe.sync('DELETE', '/storage/col/old', undefined, { headers: since(old) })).status).toBe(412);
    expect((await joe.sync('DELETE', '/storage/col', undefined, { headers: since(old) })).status).toBe(412);
    expect((await joe.sync('DELETE', '/storage/col?ids=old', undefined, { headers: since(old) })).status).toBe(412);
    // Old Android sends three decimals.
    expect((await write(since(`${latest}0`))).status).toBe(200);
    expect((await write(since('9999999999'))).status).toBe(200);
    expect((await joe.sync('PUT', '/storage/absent/x', {}, { headers: since('0') })).status).toBe(200);
  });

  it('lose no record when many come at once', async () => {
    const joe = await legacy.person();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        post(joe, [
          { id: `a${i}`, payload: '1' },
          { id: 'same', payload: String(i) },
        ]),
      ),
    );
    const stamps = answers.map(({ modified }) => modified);
    expect(new Set(stamps).size).toBe(20);
    expect(((await joe.sync('GET', '/storage/col')).json as string[]).length).toBe(21);
    expect((await joe.sync('GET', '/info/collections')).json).toEqual({ col: Math.max(...stamps) });
  });
});

describeOnEngines('deletes of Sync 1.1 (sync11.md §2.5)', (engine) => {
  const legacy = serveLegacy(engine);
  const left = async (joe: OldBrowser) => ((await joe.sync('GET', '/storage/col')).json as string[]).sort().join();
  const stamped = (answer: Answer) => {
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/^\d+\.\d\d$/);
    expect(answer.headers['x-weave-timestamp']).toBe(answer.text);
  };
  async function withRecords(): Promise<OldBrowser> {
    const joe = await legacy.person();
    for (const [i, sortindex] of [3, 1, 2].entries()) {
      await joe.sync('PUT', `/storage/col/r${i}`, { payload: 'x', sortindex, parentid: i === 0 ? 'm' : 'n' });
    }
    await joe.sync('PUT', '/storage/col/%7Bguid%7D', { payload: 'x' });
    return joe;
  }

  it('remove one record, or answer the same when it isn’t there', async () => {
    const joe = await withRecords();
    stamped(await joe.sync('DELETE', '/storage/col/r0'));
    stamped(await joe.sync('DELETE', '/storage/col/r0'));
    stamped(await joe.sync('DELETE', '/storage/nothing/r0'));
    expect(await left(joe)).toBe('r1,r2,{guid}');
    expect((await joe.sync('GET', '/info/quota')).json).toEqual([3 / 1024, null]);
    expect(Object.keys((await joe.sync('GET', '/info/collections')).json as object)).toEqual(['col']);
  });

  it('remove what filters select, in order and up to a limit', async () => {
    const cases: [string, string][] = [
      ['ids=r0,%7Bguid%7D', 'r1,r2'],
      ['ids=', 'r0,r1,r2,{guid}'],
      ['ids=none', 'r0,r1,r2,{guid}'],
      ['parentid=n', 'r0,{guid}'],
      ['index_above=1', 'r1,{guid}'],
      ['index_below=2', 'r0,r2,{guid}'],
      ['sort=oldest&limit=1', 'r1,r2,{guid}'],
      ['sort=newest&limit=2', 'r0,r1'],
      ['sort=index&limit=2', 'r1,{guid}'],
      ['sort=oldest&limit=1&offset=1', 'r0,r2,{guid}'],
      ['newer=0', ''],
      ['older=0', 'r0,r1,r2,{guid}'],
      ['sort=oldest', ''],
      ['limit=0', ''],
      ['', ''],
    ];
    for (const [query, expected] of cases) {
      const joe = await withRecords();
      stamped(await joe.sync('DELETE', `/storage/col?${query}`));
      expect([query, await left(joe)]).toEqual([query, expected]);
    }
    const joe = await withRecords();
    expect((await joe.sync('DELETE', '/storage/col?newer=x')).status).toBe(400);
    stamped(await joe.sync('DELETE', '/storage/absent'));
  });

  it('wipe everything only when it is confirmed', async () => {
    const joe = await withRecords();
    await joe.sync('PUT', '/storage/meta/global', { payload: '{}' });
    const last = (await joe.sync('PUT', '/storage/tabs/x', { payload: '{}' })).text;
    const refused = await joe.sync('DELETE', '/storage');
    expect([refused.status, refused.text]).toEqual([400, '4']);
    const headers = { 'x-confirm-delete': '1', 'x-if-unmodified-since': '0' };
    const wiped = await joe.sync('DELETE', '/storage', undefined, { headers });
    stamped(wiped);
    expect(Number(wiped.text)).toBeGreaterThan(Number(last));
    for (const path of ['/storage/meta/global', '/storage/tabs/x'])
      expect((await joe.sync('GET', path)).status).toBe(404);
    expect((await joe.sync('GET', '/info/collections')).text).toBe('{}');
    expect((await joe.sync('GET', '/info/quota')).json).toEqual([0, null]);
    stamped(await joe.sync('PUT', '/storage/meta/global', { payload: '{}' }));
  });
});
