import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import type { Answer, OldBrowser } from '../../../testing/legacy/old-browser.ts';
import { serveLegacy } from '../../../testing/legacy/serve.ts';

const ids = (answer: Answer) => answer.json as string[];

describeOnEngines('reads of Sync 1.1 (sync11.md §2.1, §2.4)', (engine) => {
  const legacy = serveLegacy(engine);
  const stampOf = (answer: Answer) => answer.headers['x-weave-timestamp']!;

  /** Records r0 to r4, each with a stamp of its own; r3 without a sortindex. */
  async function fiveRecords(joe: OldBrowser): Promise<string[]> {
    const stamps: string[] = [];
    for (const [i, sortindex] of [3, 1, 2, undefined, -5].entries()) {
      const record = {
        payload: `p${i}`,
        sortindex,
        parentid: i < 2 ? 'mother' : undefined,
        predecessorid: i === 2 ? 'r1' : undefined,
      };
      stamps.push((await joe.sync('PUT', `/storage/col/r${i}`, record)).text);
    }
    return stamps;
  }

  it('find nothing at a new user, and no address for anything newer', async () => {
    const joe = await legacy.person();
    for (const what of ['collections', 'collection_counts', 'collection_usage']) {
      const answer = await joe.sync('GET', `/info/${what}`);
      expect([answer.status, answer.text]).toEqual([200, '{}']);
    }
    expect((await joe.sync('GET', '/info/quota')).text).toBe('[0,null]');
    expect((await joe.sync('GET', '/info/configuration')).status).toBe(404);
    const list = await joe.sync('GET', '/storage/nothing');
    expect([list.status, list.text, list.headers['x-weave-records']]).toEqual([200, '[]', '0']);
    expect((await joe.sync('GET', '/storage/nothing/x')).status).toBe(404);
  });

  it('mean the same below every version, with slashes at the end and with markers', async () => {
    const joe = await legacy.person();
    const stamp = (await joe.sync('PUT', '/storage/col/x', { payload: 'p' })).text;
    const asking = { headers: {}, auth: { name: joe.name, password: joe.password } };
    const { ask } = await import('../../../testing/legacy/old-browser.ts');
    for (const path of [`/1.0/${joe.name}`, `/1/${joe.name}`, `/1.1/${joe.name.toUpperCase()}`]) {
      for (const end of ['', '/', '//', '?v=1.54.1', '/?v=1']) {
        const answer = await ask(legacy.server.url, 'GET', `${path}/info/collections${end}`, asking);
        expect([path + end, answer.text]).toEqual([path + end, `{"col":${stamp}}`]);
      }
    }
    const list = await ask(legacy.server.url, 'GET', `/1.0/${joe.name}/storage/col`, asking);
    expect(list.text).toBe('["x"]');
  });

  it('select by ids, links, stamps and sortindex, each alone and together', async () => {
    const joe = await legacy.person();
    const stamps = await fiveRecords(joe);
    const found = async (query: string) => ids(await joe.sync('GET', `/storage/col?sort=oldest&${query}`)).join();
    expect(await found('')).toBe('r0,r1,r2,r3,r4');
    expect(await found('ids=r4,unknown,r0,r4')).toBe('r0,r4');
    expect(await found('ids=')).toBe('');
    expect(await found(`ids=${Array.from({ length: 10 }, (_, i) => `${i}`.repeat(100)).join()},r1`)).toBe('r1');
    expect(await found(`ids=${Array.from({ length: 700 }, (_, i) => `n${i}`).join()},r1,r2`)).toBe('r1,r2');
    expect(await found('parentid=mother')).toBe('r0,r1');
    expect(await found('predecessorid=r1')).toBe('r2');
    expect(await found(`newer=${stamps[2]}`)).toBe('r3,r4');
    expect(await found(`older=${stamps[2]}`)).toBe('r0,r1');
    // Three decimals lie between two stamps.
    expect(await found(`newer=${stamps[2]}5`)).toBe('r3,r4');
    expect(await found(`older=${stamps[2]}5`)).toBe('r0,r1,r2');
    expect(await found('newer=0&older=1e12')).toBe('r0,r1,r2,r3,r4');
    expect(await found('newer=-1.5')).toBe('r0,r1,r2,r3,r4');
    expect(await found('older=-1')).toBe('');
    expect(await found('index_above=1')).toBe('r0,r2');
    expect(await found('index_below=2')).toBe('r1,r4');
    expect(await found('index_above=-6&index_below=3&parentid=mother')).toBe('r1');
    expect(await found(`ids=r0,r1,r2&newer=${stamps[0]}&index_above=1`)).toBe('r2');
    expect(await found('unknown=1&offset=2')).toBe('r0,r1,r2,r3,r4');
  });

  it('sort three ways, and cut by limit and offset', async () => {
    const joe = await legacy.person();
    await fiveRecords(joe);
    const found = async (query: string) => ids(await joe.sync('GET', `/storage/col?${query}`)).join();
    expect(await found('sort=newest')).toBe('r4,r3,r2,r1,r0');
    expect(await found('sort=index')).toBe('r0,r2,r1,r4,r3');
    expect((await found('sort=nonsense')).split(',').sort().join()).toBe('r0,r1,r2,r3,r4');
    expect(await found('sort=oldest&limit=2')).toBe('r0,r1');
    expect(await found('sort=oldest&limit=2&offset=2')).toBe('r2,r3');
    expect(await found('sort=oldest&limit=2&offset=4')).toBe('r4');
    expect(await found('sort=oldest&limit=2&offset=99')).toBe('');
    expect(await found('sort=oldest&limit=5000&offset=3')).toBe('r3,r4');
    expect(await found('sort=index&limit=2&offset=1')).toBe('r2,r1');
    for (const all of ['limit=0', 'limit=-1', 'offset=-3&limit=99', 'limit=99999999999']) {
      expect(await found(`sort=oldest&${all}`)).toBe('r0,r1,r2,r3,r4');
    }
    const page = await joe.sync('GET', '/storage/col?limit=3');
    expect(page.headers['x-weave-records']).toBe('3');
    for (const bad of [
      'newer=x',
      'older=',
      'older=1,5',
      'index_above=1.5',
      'index_below=x',
      'limit=two',
      'offset=1e3',
    ]) {
      expect([bad, (await joe.sync('GET', `/storage/col?${bad}`)).status]).toEqual([bad, 400]);
    }
  });

  it('keep the order of equal keys from page to page', async () => {
    const joe = await legacy.person();
    const records = Array.from({ length: 60 }, (_, i) => ({ id: `e${i}`, payload: '', sortindex: 7 }));
    await joe.sync('POST', '/storage/equal', records);
    for (const sort of ['newest', 'oldest', 'index']) {
      const pages: string[] = [];
      for (let offset = 0; offset < 60; offset += 25) {
        pages.push(...ids(await joe.sync('GET', `/storage/equal?sort=${sort}&limit=25&offset=${offset}`)));
      }
      expect(new Set(pages).size).toBe(60);
    }
  });

  it('write records whole with full, whatever its value', async () => {
    const joe = await legacy.person();
    const stamp = (
      await joe.sync('PUT', '/storage/col/x', { payload: '☃"\n', sortindex: 4, parentid: 'p', predecessorid: 'q' })
    ).text;
    const whole = `{"id":"x","modified":${stamp},"sortindex":4,"parentid":"p","predecessorid":"q","payload":"☃\\"\\n"}`;
    for (const full of ['full=1', 'full=0', 'full=false']) {
      expect((await joe.sync('GET', `/storage/col?${full}`)).text).toBe(`[${whole}]`);
    }
    expect((await joe.sync('GET', '/storage/col?full=')).text).toBe('["x"]');
    const item = await joe.sync('GET', '/storage/col/x', undefined, { headers: { accept: 'application/newlines' } });
    expect(item.text).toBe(whole);
    expect(item.headers['content-type']).toBe('application/json');
    await joe.sync('PUT', '/storage/col/y', { payload: '' });
    expect((await joe.sync('GET', '/storage/col/y')).text).toMatch(/^\{"id":"y","modified":[\d.]+,"payload":""\}$/);
  });

  it('come in the form that the client likes best', async () => {
    const joe = await legacy.person();
    await joe.sync('POST', '/storage/col', [
      { id: 'a', payload: 'ü\n' },
      { id: 'b', payload: '' },
    ]);
    const as = (accept: string, query = '?full=1&sort=oldest') =>
      joe.sync('GET', `/storage/col${query}`, undefined, { headers: { accept } });
    const lines = await as('application/newlines');
    expect(lines.headers['content-type']).toBe('application/newlines');
    expect(lines.text).toMatch(/^\{"id":"a".*\}\n\{"id":"b".*\}\n$/);
    expect((await as('application/newlines', '?ids=none')).text).toBe('');
    expect((await as('application/newlines', '')).text.split('\n').sort()).toEqual(['', '"a"', '"b"']);
    for (const accept of [
      'application/json;q=0.4, application/newlines;q=0.5',
      'application/json, application/newlines',
    ]) {
      expect((await as(accept)).headers['content-type']).toBe('application/newlines');
    }
    for (const accept of [
      '',
      '*/*',
      'text/html',
      'constructor',
      'application/newlines;q=0.1,*/*;q=0.2',
      'application/newlines;q=0',
    ]) {
      expect((await as(accept)).headers['content-type']).toBe('application/json');
    }
    const { bytes, headers } = await as('application/whoisi');
    expect(headers['content-type']).toBe('application/whoisi');
    const entries: unknown[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.readUInt32BE(at);
      entries.push(JSON.parse(bytes.subarray(at + 4, at + 4 + length).toString('utf8')));
      at += 4 + length;
    }
    expect(entries).toMatchObject([{ id: 'a', payload: 'ü\n' }, { id: 'b' }]);
  });

  it('come whole when there are many, in each form, and compressed for who takes it', async () => {
    const joe = await legacy.person();
    for (let post = 0; post < 30; post++) {
      const records = Array.from({ length: 100 }, (_, i) => ({ id: `r${post}-${i}`, payload: 'x'.repeat(900) }));
      await joe.sync('POST', '/storage/large', records);
    }
    const all = await joe.sync('GET', '/storage/large?full=1');
    expect((all.json as unknown[]).length).toBe(3000);
    expect(all.headers['x-weave-records']).toBe('3000');
    const most = await joe.sync('GET', '/storage/large?full=1&limit=2500&offset=1000&sort=oldest');
    expect((most.json as unknown[]).length).toBe(2000);
    expect(most.headers['x-weave-records']).toBe('2000');
    const lines = await joe.sync('GET', '/storage/large?full=1', undefined, {
      headers: { accept: 'application/newlines' },
    });
    expect(lines.text.trimEnd().split('\n').length).toBe(3000);
    expect(lines.text.endsWith('\n')).toBe(true);
    const packed = await joe.sync('GET', '/storage/large', undefined, {
      headers: { 'accept-encoding': 'gzip, deflate' },
    });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(stampOf(all)).toMatch(/^\d+\.\d\d$/);
  });

  it('count, weigh and date collections', async () => {
    const joe = await legacy.person();
    const one = (
      await joe.sync('POST', '/storage/one', [
        { id: 'a', payload: 'é'.repeat(512) },
        { id: 'b', payload: 'x'.repeat(512) },
      ])
    ).json;
    const two = (await joe.sync('PUT', '/storage/two/x', { payload: 'x' })).text;
    const counts = await joe.sync('GET', '/info/collection_counts');
    expect(counts.json).toEqual({ one: 2, two: 1 });
    expect(counts.headers['x-weave-records']).toBe('2');
    expect((await joe.sync('GET', '/info/collection_usage')).json).toEqual({ one: 1.5, two: 1 / 1024 });
    const stamps = await joe.sync('GET', '/info/collections');
    expect(stamps.json).toEqual({ one: (one as { modified: number }).modified, two: Number(two) });
    expect(stamps.text).toContain(`"two":${two}`);
    expect((await joe.sync('GET', '/info/quota')).json).toEqual([1.5 + 1 / 1024, null]);
  });

  it('keep users and collections apart, whose names may be odd', async () => {
    const joe = await legacy.person();
    const jane = await legacy.person();
    for (const name of ['a'.repeat(32), 'UPPER', 'upper', 'with-dash', 'with.dot', '_', 'storage', 'info']) {
      expect((await joe.sync('PUT', `/storage/${name}/x`, { payload: name })).status).toBe(200);
      expect(((await joe.sync('GET', `/storage/${name}/x`)).json as { payload: string }).payload).toBe(name);
      expect((await jane.sync('GET', `/storage/${name}/x`)).status).toBe(404);
    }
    for (const name of ['a'.repeat(33), 'with%20blank', 'ü', 'a%2Fb', '%ff']) {
      expect((await joe.sync('GET', `/storage/${encodeURI(name).replaceAll('%25', '%')}`)).status).toBe(404);
    }
    const asJane = { auth: { name: jane.name, password: jane.password } };
    expect((await joe.sync('GET', '/info/collections', undefined, asJane)).status).toBe(401);
  });

  it('have no other methods', async () => {
    const joe = await legacy.person();
    const status = async (method: string, path: string) => (await joe.sync(method, path)).status;
    for (const method of ['GET', 'PUT', 'POST']) expect(await status(method, '/storage')).toBe(405);
    expect(await status('POST', '/storage/col/x')).toBe(405);
    for (const method of ['PATCH', 'TRACE', 'OPTIONS']) expect(await status(method, '/storage/col')).toBe(405);
    expect(await status('POST', '/info/collections')).toBe(405);
    expect(await status('GET', '/nothing')).toBe(404);
  });
});
