import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { hasChromium } from './harness/chromium.ts';
import { test } from './harness/test.ts';

const root = new URL('..', import.meta.url).pathname;

test('the pictures of the README are taken of seeded pages, and are small', async () => {
  test.skip(!hasChromium(), 'needs chromium');
  const folder = test.info().outputPath('pictures');
  const script = spawn(join(root, 'node_modules/.bin/node'), [join(root, 'scripts/pictures.mjs'), folder], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  expect(await new Promise((resolve) => script.once('close', resolve))).toBe(0);
  const kept = join(root, 'docs/pictures');
  const names = readdirSync(kept).sort();
  expect(readdirSync(folder).sort()).toEqual(names);
  for (const name of names) {
    const [taken, shown] = [folder, kept].map((place) => readFileSync(join(place, name))) as [Buffer, Buffer];
    // Letters differ from machine to machine, so the pixels are not compared; width and height stand at the same place in each.
    expect(taken.subarray(0, 24), name).toEqual(shown.subarray(0, 24));
    expect(shown.length, name).toBeLessThan(150_000);
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`docs/pictures/${name}`);
  }
});
