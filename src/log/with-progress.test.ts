import { expect, it } from 'vitest';
import type { TellProgress } from './progress.ts';
import { withProgress } from './with-progress.ts';

/** Something that is written to, with a clock that moves by a second with every word of progress. */
function output(isTTY: boolean) {
  let text = '';
  let now = 0;
  const write = (more: string | Uint8Array) => {
    text += more;
    return true;
  };
  return { stream: { isTTY, write }, text: () => text, now: () => now, wait: (ms: number) => (now += ms) };
}

async function save(tell: TellProgress, wait: (ms: number) => void) {
  for (let done = 0; done <= 10; done++) {
    wait(1000);
    tell({ step: 'saving rows', done, total: 10 });
  }
  tell({ step: 'reading it back', done: 1, total: 2 });
  return 'saved';
}

it('draws a bar on a terminal, and leaves each step as it ended', async () => {
  const { stream, text, now, wait } = output(true);
  expect(await withProgress((tell) => save(tell, wait), stream, now)).toBe('saved');
  const lines = text().split('\n');
  expect(lines[0]!.split('\r').slice(1, 3)).toEqual([
    `[${' '.repeat(30)}] saving rows: 0 %\x1b[K`,
    `[###${' '.repeat(27)}] saving rows: 10 %\x1b[K`,
  ]);
  expect(lines[0]!.split('\r').at(-1)).toBe(`[${'#'.repeat(30)}] saving rows: 100 %\x1b[K`);
  expect(lines.slice(1)).toEqual([`\r[${'#'.repeat(15)}${' '.repeat(15)}] reading it back: 50 %\x1b[K`, '']);
});

it('writes lines where there is no terminal, and none for what is over at once', async () => {
  const slow = output(false);
  await withProgress((tell) => save(tell, slow.wait), slow.stream, slow.now);
  expect(slow.text()).toBe('saving rows: 40 %\nsaving rows: 90 %\n');
  const quick = output(false);
  await withProgress((tell) => save(tell, () => {}), quick.stream, quick.now);
  expect(quick.text()).toBe('');
});

it('leaves the line of a bar before an error is told', async () => {
  const { stream, text, now } = output(true);
  const failing = withProgress(
    async (tell) => {
      tell({ step: 'saving rows', done: 1, total: 2, detail: '1 of 2 users' });
      throw new Error('no room');
    },
    stream,
    now,
  );
  await expect(failing).rejects.toThrow('no room');
  expect(text()).toMatch(/1 of 2 users\S*\n$/);
});

it('says 100 % only at the end, also when the total was a guess', async () => {
  const { stream, text, now, wait } = output(false);
  await withProgress(
    async (tell) => {
      for (const done of [999, 1000]) {
        wait(6000);
        tell({ step: 'saving rows', done, total: 1000 });
      }
    },
    stream,
    now,
  );
  expect(text()).toBe('saving rows: 99 %\nsaving rows: 100 %\n');
});
