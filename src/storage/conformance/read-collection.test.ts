import { expect, it } from 'vitest';
import { describeConformance } from './target.ts';

interface Item {
  id: string;
  modified: number;
  payload: string;
  sortindex?: number;
}
const idsOf = (items: Item[]) => items.map((item) => item.id);

describeConformance('reads of a collection (sync15.md §10.2)', (target) => {
  /** Five records in three writes; their ids in order of modification, equal stamps by id. */
  async function filled() {
    const c = target.client();
    const one = (
      await c.post('/storage/col', [
        { id: 'a', payload: '1', sortindex: 5 },
        { id: 'b', payload: '2' },
      ])
    ).modified!;
    const two = (
      await c.post('/storage/col', [
        { id: 'c', payload: '3', sortindex: -3 },
        { id: 'd', payload: '4', sortindex: 5 },
      ])
    ).modified!;
    const three = (await c.put('/storage/col/e', { payload: '5', sortindex: 0 })).modified!;
    return { c, one, two, three };
  }

  it('of one that is missing are empty', async () => {
    const answer = await target.client().get('/storage/none?full=1');
    expect([answer.status, answer.json, answer.modified]).toEqual([200, [], '0.00']);
    expect(answer.headers.get('x-weave-records')).toBe('0');
    expect(answer.headers.get('x-weave-next-offset')).toBeNull();
  });

  it('give ids, or whole records with exactly their members', async () => {
    const { c, one, three } = await filled();
    const ids = await c.get('/storage/col');
    expect(ids.json.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(ids.headers.get('x-weave-records')).toBe('5');
    expect(ids.modified).toBe(three);
    for (const full of ['full', 'full=1', 'full=0', 'full=']) {
      const items = (await c.get(`/storage/col?${full}`)).json as Item[];
      expect(items.find((item) => item.id === 'a')).toEqual({
        id: 'a',
        modified: Number(one),
        payload: '1',
        sortindex: 5,
      });
      expect(items.find((item) => item.id === 'b')).toEqual({ id: 'b', modified: Number(one), payload: '2' });
    }
  });

  it('sort', async () => {
    const { c } = await filled();
    const sorted = async (sort: string) => [
      idsOf((await c.get(`/storage/col?full=1&sort=${sort}`)).json).join(''),
      (await c.get(`/storage/col?sort=${sort}`)).json.join(''),
    ];
    expect(await sorted('newest')).toEqual(['edcba', 'edcba']);
    expect(await sorted('oldest')).toEqual(['abcde', 'abcde']);
    expect(await sorted('index')).toEqual(['daecb', 'daecb']);
    expect((await c.get('/storage/col?sort=size')).status).toBe(400);
  });

  it('newer and older leave their own stamp out', async () => {
    const { c, one, two, three } = await filled();
    const read = async (query: string) => ((await c.get(`/storage/col?${query}`)).json as string[]).sort().join('');
    expect(await read(`newer=${one}`)).toBe('cde');
    expect(await read(`newer=${two}`)).toBe('e');
    expect(await read(`newer=${three}`)).toBe('');
    expect(await read('newer=0')).toBe('abcde');
    expect(await read(`older=${two}`)).toBe('ab');
    expect(await read(`older=${one}`)).toBe('');
    expect(await read(`newer=${one}&older=${three}`)).toBe('cd');
    expect(await read(`newer=${Number(one)}`)).toBe('cde');
    expect(await read(`newer=${one}999`)).toBe('cde');
  });

  it('ids pick records', async () => {
    const { c, one } = await filled();
    const read = async (query: string) => ((await c.get(`/storage/col?${query}`)).json as string[]).sort().join('');
    expect(await read('ids=a,c,nope')).toBe('ac');
    expect(await read('ids=a%2Cc')).toBe('ac');
    expect(await read('ids=%20a%20,c')).toBe('ac');
    expect(await read(`ids=a,c&newer=${one}`)).toBe('c');
    expect((await c.get('/storage/col?ids=a,c&limit=1&sort=oldest')).json).toEqual(['a']);
    const hundred = Array.from({ length: 100 }, (_, i) => `x${i}`).join();
    expect((await c.get(`/storage/col?ids=${hundred}`)).status).toBe(200);
    expect((await c.get(`/storage/col?ids=${hundred},y`)).status).toBe(400);
    expect((await c.get(`/storage/col?ids=${'x'.repeat(65)}`)).status).toBe(400);
  });

  it('limit', async () => {
    const { c } = await filled();
    const all = await c.get('/storage/col?limit=5');
    expect([all.json.length, all.headers.get('x-weave-next-offset')]).toEqual([5, null]);
    const four = await c.get('/storage/col?limit=4');
    expect([four.json.length, four.headers.get('x-weave-records')]).toEqual([4, '4']);
    expect(four.headers.get('x-weave-next-offset')).toBeTruthy();
    const none = await c.get('/storage/col?limit=0');
    expect([none.status, none.json]).toEqual([200, []]);
    for (const bad of ['-1', 'x', '1.5', '4294967296']) {
      expect((await c.get(`/storage/col?limit=${bad}`)).status, bad).toBe(400);
    }
    expect((await c.get('/storage/col?limit=4294967295')).json).toHaveLength(5);
  });

  it('offset goes through all pages in every order, with filters and changing limits', async () => {
    const { c, one } = await filled();
    for (const query of [
      'sort=newest',
      'sort=oldest',
      'sort=index',
      `sort=newest&newer=${one}`,
      `sort=oldest&older=99999999999`,
    ]) {
      const whole = (await c.get(`/storage/col?${query}`)).json;
      for (const full of ['', '&full=1']) {
        const seen: (string | Item)[] = [];
        let offset = '';
        for (let limit = 1; offset !== null; limit++) {
          const page = await c.get(
            `/storage/col?${query}${full}&limit=${limit}${offset && `&offset=${encodeURIComponent(offset)}`}`,
          );
          expect(page.status).toBe(200);
          seen.push(...page.json);
          offset = page.headers.get('x-weave-next-offset')!;
        }
        expect(full ? idsOf(seen as Item[]) : seen, query).toEqual(whole);
      }
    }
  });

  it('offset is not confused by records that come and go (keyset)', async () => {
    const { c } = await filled();
    const first = await c.get('/storage/col?sort=oldest&limit=2');
    expect(first.json).toEqual(['a', 'b']);
    await c.delete('/storage/col?ids=a,c');
    await c.put('/storage/col/z', { payload: 'new' });
    const rest = await c.get(`/storage/col?sort=oldest&offset=${first.headers.get('x-weave-next-offset')}`);
    expect(rest.json).toEqual(['d', 'e', 'z']);
  });

  it('offset may be a number of records to leave out, as for Mozilla’s server', async () => {
    const { c, one, three } = await filled();
    for (const query of [
      'sort=newest',
      'sort=oldest',
      'sort=index',
      `sort=oldest&newer=${one}`,
      'sort=newest&ids=a,c,e',
    ]) {
      const whole = (await c.get(`/storage/col?${query}`)).json as string[];
      for (const count of [0, 1, 3, 5, 6, 999_999_999_999]) {
        const rest = await c.get(`/storage/col?${query}&offset=${count}`);
        expect([rest.json, rest.modified], `${query} ${count}`).toEqual([whole.slice(count), three]);
        expect(rest.headers.get('x-weave-records')).toBe(String(rest.json.length));
        const part = await c.get(`/storage/col?${query}&full=1&limit=2&offset=${count}`);
        expect(idsOf(part.json), `${query} ${count} limit`).toEqual(whole.slice(count, count + 2));
        const next = part.headers.get('x-weave-next-offset');
        expect(next !== null, `${query} ${count} next`).toBe(count + 2 < whole.length);
        if (next === null) continue;
        expect((await c.get(`/storage/col?${query}&offset=${next}`)).json).toEqual(whole.slice(count + 2));
      }
    }
  });

  it.each(['garbage', '-1', '1.5', '1'.repeat(16), '!', '%00', 'x'.repeat(200)])(
    'offset %s is refused',
    async (offset) => {
      const { c } = await filled();
      expect((await c.get(`/storage/col?offset=${offset}`)).status).toBe(400);
      expect((await c.get(`/storage/col?sort=index&offset=${offset}`)).status).toBe(400);
    },
  );

  it('come as lines when asked to', async () => {
    const { c } = await filled();
    await c.put('/storage/col/line', { payload: 'a\nb\u2028c' });
    const lines = await c.get('/storage/col?full=1&sort=newest', { Accept: 'application/newlines' });
    expect(lines.headers.get('content-type')).toMatch(/^application\/newlines/);
    expect(lines.headers.get('x-weave-records')).toBe('6');
    expect(lines.text.endsWith('\n')).toBe(true);
    const items = lines.text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Item);
    expect(idsOf(items)).toEqual(['line', 'e', 'd', 'c', 'b', 'a']);
    expect(items[0]!.payload).toBe('a\nb\u2028c');
    const ids = await c.get('/storage/col?sort=oldest&limit=2', { Accept: 'application/newlines' });
    expect(ids.text).toBe('"a"\n"b"\n');
    expect((await c.get('/storage/none', { Accept: 'application/newlines' })).text).toBe('');
    expect((await c.get('/storage/col', { Accept: 'text/html' })).status).toBe(406);
    const desktop = await c.get('/storage/col', { Accept: 'application/json;q=0.9,*/*;q=0.2' });
    expect(desktop.headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('return everything without a limit, more than 10,000 records too', async () => {
    const c = target.client();
    const { max_post_records: most } = await target.limits();
    const count = 10_050;
    const records = Array.from({ length: count }, (_, i) => ({ id: `record${i}`, payload: `payload ${i}` }));
    for (let at = 0; at < count; at += most) await c.post('/storage/big', records.slice(at, at + most));
    const ids = await c.get('/storage/big');
    expect(new Set(ids.json).size).toBe(count);
    expect(ids.headers.get('x-weave-records')).toBe(String(count));
    expect(ids.headers.get('x-weave-next-offset')).toBeNull();
    const full = await c.get('/storage/big?full=1&sort=oldest');
    expect(full.json).toHaveLength(count);
    expect(full.json.at(-1)).toMatchObject({ payload: expect.stringMatching(/^payload \d+$/) });
    const page = await c.get('/storage/big?full=1&limit=5000');
    expect([page.json.length, page.headers.get('x-weave-records')]).toEqual([5000, '5000']);
    const next = await c.get(`/storage/big?full=1&limit=5000&offset=${page.headers.get('x-weave-next-offset')}`);
    const last = await c.get(`/storage/big?full=1&limit=5000&offset=${next.headers.get('x-weave-next-offset')}`);
    expect(last.headers.get('x-weave-next-offset')).toBeNull();
    expect(new Set(idsOf([...page.json, ...next.json, ...last.json])).size).toBe(count);
    const lines = await c.get('/storage/big?full=1', { Accept: 'application/newlines' });
    expect(lines.text.trimEnd().split('\n')).toHaveLength(count);
  });
});
