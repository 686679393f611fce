import { expect, it } from 'vitest';
// @ts-expect-error: scripts that run before anything is installed are JavaScript
import * as apiFloor from './lib/api-floor.mjs';

const tooNewApis: (code: string) => string[] = apiFloor.tooNewApis;
const names = (code: string) => tooNewApis(code).map((line) => line.split(' ')[0]);

it.each([
  ['const end = Promise.withResolvers();', 'Promise.withResolvers'],
  ['if (URL.canParse(text)) go();', 'URL.canParse'],
  ['const { a } = x; new URLPattern(a);', 'URLPattern'],
  ['window.navigation.back();', 'navigation'],
  ['navigator.getInstalledRelatedApps();', 'navigator.getInstalledRelatedApps'],
  ['const all = await Array.fromAsync(stream);', 'Array.fromAsync'],
  ['const u = a.isSubsetOf(b);', '.isSubsetOf'],
  ['text.isWellFormed();', '.isWellFormed'],
])('finds what is too new in: %s', (code, name) => {
  expect(names(code)).toEqual([name]);
});

it.each([
  ['an old method', 'list.toSorted().at(-1); structuredClone(x); crypto.subtle.digest("SHA-256", x);'],
  ['a name of its own', 'function URLPattern() {} new URLPattern();'],
  ['a parameter', 'export const f = ({ Temporal }, [Iterator]) => Temporal + Iterator;'],
  ['what is tested for', 'if (typeof URLPattern === "function") new URLPattern(); Error.captureStackTrace?.(e);'],
  ['a method of its own', 'const bytes = { toHex() {} }; bytes.toHex();'],
])('lets pass %s', (_what, code) => {
  expect(names(code)).toEqual([]);
});

it('tells which browsers lack it', () => {
  expect(tooNewApis('Promise.withResolvers()')).toEqual([
    'Promise.withResolvers (firefox 121, firefox_android 121, chrome 119, safari 17.4, safari_ios 17.4)',
  ]);
});
