import { expect, it } from 'vitest';
import { describeConformance } from './target.ts';

describeConformance('PUT (sync15.md §9, §11)', (target) => {
  it('answers the stamp as a bare number', async () => {
    const c = target.client();
    const answer = await c.put('/storage/col/1', { payload: 'x' });
    expect([answer.status, answer.text]).toEqual([200, answer.modified]);
    expect((await c.get('/info/collections')).json.col).toBe(answer.json);
  });

  it.each([
    ['', 'application/json'],
    ['{', 'application/json'],
    ['[]', 'application/json'],
    ['5', 'application/json'],
    ['null', 'text/plain'],
    [{ payload: 5 }, 'application/json'],
    [{ sortindex: 'x' }, 'application/json'],
    [{ sortindex: 1.5 }, 'application/json'],
    [{ sortindex: 1_000_000_000 }, 'application/json'],
    [{ ttl: -1 }, 'application/json'],
    [{ ttl: 'x' }, 'application/json'],
    [{ ttl: true }, 'application/json'],
    [{ nonsense: 1 }, 'application/json'],
  ])('refuses %j and changes nothing', async (body, type) => {
    const c = target.client();
    const answer = await c.put('/storage/col/1', body, { 'Content-Type': type });
    expect(answer.status).toBe(400);
    expect([6, 8]).toContain(answer.json);
    expect((await c.get('/info/collections')).json).toEqual({});
  });

  it('takes edges, null, and members that it ignores', async () => {
    const c = target.client();
    const good = [
      { sortindex: 999_999_999 },
      { sortindex: -999_999_999 },
      { sortindex: null, ttl: null, payload: null },
      { ttl: 999_999_999 },
      { id: 'other', modified: 5, collection: 'x', payload: 'y' },
      {},
    ];
    for (const body of good) expect((await c.put('/storage/col/1', body)).status, JSON.stringify(body)).toBe(200);
    expect((await c.get('/storage/col/1')).json).toMatchObject({ id: '1', payload: 'y', sortindex: -999_999_999 });
    expect((await c.get('/storage/col')).json).toEqual(['1']);
  });

  it.each(['application/newlines', 'application/xml', 'text/html'])('does not take %s: 415', async (type) => {
    expect((await target.client().put('/storage/col/1', '{}', { 'Content-Type': type })).status).toBe(415);
  });

  it('takes JSON as text/plain, with parameters', async () => {
    const c = target.client();
    expect((await c.put('/storage/col/1', '{}', { 'Content-Type': 'text/plain;charset=UTF-8' })).status).toBe(200);
    expect((await c.put('/storage/col/1', '{}', { 'Content-Type': 'application/json; charset=utf-8' })).status).toBe(
      200,
    );
  });

  it('creates with an empty payload, and keeps what is not supplied', async () => {
    const c = target.client();
    await c.put('/storage/col/1', { sortindex: 5 });
    expect((await c.get('/storage/col/1')).json).toMatchObject({ payload: '', sortindex: 5 });
    await c.put('/storage/col/1', { payload: 'x' });
    expect((await c.get('/storage/col/1')).json).toMatchObject({ payload: 'x', sortindex: 5 });
    const moved = await c.put('/storage/col/1', { sortindex: 6 });
    expect((await c.get('/storage/col/1')).json).toEqual({ id: '1', payload: 'x', sortindex: 6, modified: moved.json });
  });

  it('with a new ttl alone leaves the record’s stamp, but not the collection’s', async () => {
    const c = target.client();
    const first = await c.put('/storage/col/1', { payload: 'x' });
    const second = await c.put('/storage/col/1', { ttl: 1000 });
    expect((await c.get('/storage/col/1')).json.modified).toBe(first.json);
    expect((await c.get('/info/collections')).json.col).toBe(second.json);
    const third = await c.put('/storage/col/1', {});
    expect((await c.get('/storage/col/1')).json.modified).toBe(first.json);
    expect((await c.get('/info/collections')).json.col).toBe(third.json);
  });

  it('refuses keys under a zero IV (sync15.md §9)', async () => {
    const c = target.client();
    const payload = JSON.stringify({ ciphertext: 'x', IV: 'AAAAAAAAAAAAAAAAAAAAAA==', hmac: 'y' });
    const answer = await c.put('/storage/crypto/keys', { payload });
    expect([answer.status, answer.json]).toEqual([400, 8]);
    expect((await c.put('/storage/other/keys', { payload })).status).toBe(200);
  });
});

describeConformance('POST (sync15.md §9, §12)', (target) => {
  it('answers stamp, success and failed', async () => {
    const c = target.client();
    const answer = await c.post('/storage/col', [
      { id: 'a', payload: 'x' },
      { id: 'b', payload: 5 },
      { id: 'c\n' },
      { id: 'd', sortindex: 'x' },
      { id: 'e', nonsense: 1 },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      modified: Number(answer.modified),
      success: ['a'],
      failed: { b: expect.any(String), 'c\n': expect.any(String), d: expect.any(String), e: expect.any(String) },
    });
    expect((await c.get('/storage/col')).json).toEqual(['a']);
  });

  it.each([
    ['{}'],
    [''],
    ['{'],
    ['5'],
    ['"x"'],
    ['[1]'],
    ['[null]'],
    ['[[]]'],
    ['[{}]'],
    ['[{"id":1}]'],
    ['[{"id":"a"},{"id":"a"}]'],
  ])('refuses %s as a whole and changes nothing', async (body) => {
    const c = target.client();
    for (const query of ['', '?batch=true']) {
      const answer = await c.post(`/storage/col${query}`, body);
      expect(answer.status).toBe(400);
      expect([6, 8]).toContain(answer.json);
    }
    expect((await c.get('/info/collections')).json).toEqual({});
  });

  it('reads lines', async () => {
    const c = target.client();
    const lines = (body: string) => c.post('/storage/col', body, { 'Content-Type': 'application/newlines' });
    expect((await lines('{"id":"a","payload":"x"}\n{"id":"b","payload":"y\\nz"}\n')).json.success).toEqual(['a', 'b']);
    expect((await lines('{"id":"c"}')).json.success).toEqual(['c']);
    expect((await lines('')).json.success).toEqual([]);
    for (const bad of ['\n', '{}', '[]', '{"id":"a"}\n\n{"id":"b"}', '[{"id":"a"}]']) {
      expect((await lines(bad)).status, bad).toBe(400);
    }
    expect((await c.get('/storage/col/b')).json.payload).toBe('y\nz');
    expect((await c.post('/storage/col', '[]', { 'Content-Type': 'application/xml' })).status).toBe(415);
  });

  it('keeps every Unicode text as it is', async () => {
    const c = target.client();
    const texts = [
      '',
      ' ',
      'é',
      '日本語',
      '😀🏳️‍🌈',
      '\u0000\u0001\u001f',
      '\\"\'',
      'a\r\n\t',
      '\u2028\u2029\ufeff',
      "');--",
      '%s ? :now $1',
    ];
    await c.post(
      '/storage/col',
      texts.map((payload, i) => ({ id: `t${i}`, payload })),
    );
    for (const [i, payload] of texts.entries()) expect((await c.get(`/storage/col/t${i}`)).json.payload).toBe(payload);
  });

  it('merges as PUT does', async () => {
    const c = target.client();
    await c.post('/storage/col', [
      { id: 'a', payload: 'x', sortindex: 1 },
      { id: 'b', payload: 'y', sortindex: 2 },
      { id: 'c', payload: 'z' },
    ]);
    const first = (await c.get('/storage/col/c')).json.modified;
    const second = await c.post('/storage/col', [
      { id: 'a', payload: 'X' },
      { id: 'b', sortindex: 3 },
      { id: 'c', ttl: 500 },
    ]);
    const read = Object.fromEntries(
      (await c.get('/storage/col?full=1')).json.map((one: { id: string }) => [one.id, one]),
    );
    expect(read.a).toEqual({ id: 'a', payload: 'X', sortindex: 1, modified: second.json.modified });
    expect(read.b).toEqual({ id: 'b', payload: 'y', sortindex: 3, modified: second.json.modified });
    expect(read.c).toEqual({ id: 'c', payload: 'z', modified: first });
  });
});
