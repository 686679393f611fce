import { expect, it } from 'vitest';
import { describeConformance } from './target.ts';

const env = { FOXDEN_MAX_POST_RECORDS: '50' };

describeConformance(
  'limits at their edges (sync15.md §5, §9, §14)',
  (target) => {
    const records = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `r${i}`, payload: 'x' }));

    it('records of a POST', async () => {
      const c = target.client();
      const { max_post_records: most } = await target.limits();
      expect((await c.post('/storage/col', records(most))).json.success).toHaveLength(most);
      const over = await c.post('/storage/col', records(most + 1));
      expect([over.status, over.json.success.length]).toEqual([200, most]);
      expect(over.json.failed).toEqual({ [`r${most}`]: 'retry bso' });
    });

    it('payload of a record', async () => {
      const c = target.client();
      const { max_record_payload_bytes: most } = await target.limits();
      expect((await c.put('/storage/col/1', { payload: 'x'.repeat(most) })).status).toBe(200);
      expect((await c.get('/storage/col/1')).json.payload).toHaveLength(most);
      const over = await c.put('/storage/col/2', { payload: 'x'.repeat(most + 1) });
      expect([400, 413]).toContain(over.status);
      expect([8, 17]).toContain(over.json);
      const post = await c.post('/storage/col', [
        { id: 'big', payload: 'x'.repeat(most + 1) },
        { id: 'small', payload: 'x' },
      ]);
      expect(post.json).toMatchObject({ success: ['small'], failed: { big: 'retry bytes' } });
      expect((await c.get('/storage/col')).json.sort()).toEqual(['1', 'small']);
    });

    it('payload bytes of a POST, without pushing neighbours out', async () => {
      const c = target.client();
      const { max_post_bytes: most } = await target.limits();
      const half = 'x'.repeat(Math.floor(most / 2));
      const post = await c.post('/storage/col', [
        { id: '1', payload: half },
        { id: '2', payload: half },
        { id: '3', payload: 'xx' },
        { id: '4', payload: '' },
      ]);
      expect(post.json.failed).toEqual({ 3: 'retry bytes' });
      expect(post.json.success).toEqual(['1', '2', '4']);
    });

    it('bytes of a request, announced or not', async () => {
      const c = target.client();
      const { max_request_bytes: most } = await target.limits();
      const padded = (size: number) => `[]${' '.repeat(size - 2)}`;
      expect((await c.post('/storage/col', padded(most))).status).toBe(200);
      const over = await c.post('/storage/col', padded(most + 1));
      expect([over.status, over.json]).toEqual([413, 17]);
      expect((await c.put('/storage/col/1', ' '.repeat(most + 1))).status).toBe(413);
      const path = `${c.base}/storage/col`;
      const chunked = await fetch(target.url() + path, {
        method: 'POST',
        body: new Blob([padded(most + 1)]).stream(),
        duplex: 'half',
        headers: { Authorization: c.authorization('POST', path), 'Content-Type': 'application/json' },
      } as RequestInit);
      expect(chunked.status).toBe(413);
    });

    it.each([
      ['X-Weave-Records', 'max_post_records'],
      ['X-Weave-Bytes', 'max_post_bytes'],
      ['X-Weave-Total-Records', 'max_total_records'],
      ['X-Weave-Total-Bytes', 'max_total_bytes'],
    ] as const)('%s is held against %s', async (header, limit) => {
      const c = target.client();
      const most = (await target.limits())[limit];
      for (const query of ['', '?batch=true']) {
        const post = (value: string) =>
          c.post(`/storage/col${query}`, [{ id: '1', payload: 'x' }], { [header]: value });
        expect((await post(String(most))).status).toBeLessThan(300);
        const over = await post(String(most + 1));
        expect([over.status, over.json]).toEqual([400, 17]);
        for (const bad of ['-1', 'x', '1.5']) expect((await post(bad)).status, bad).toBe(400);
      }
    });

    it('ids of a request (sync15.md §10.2, §13)', async () => {
      const c = target.client();
      const ids = (count: number) => Array.from({ length: count }, (_, i) => `x${i}`).join();
      expect((await c.delete(`/storage/col?ids=${ids(100)}`)).status).toBe(200);
      expect((await c.delete(`/storage/col?ids=${ids(101)}`)).status).toBe(400);
    });
  },
  env,
);
