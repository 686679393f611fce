import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomsOf } from './routes.ts';

const web = import.meta.dirname;

/** The rooms whose words a module needs before it can be loaded, by way of what it imports. */
function roomsBehind(start: string): string[] {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path) || !existsSync(path)) return;
    seen.add(path);
    const source = readFileSync(path, 'utf8');
    for (const [, next] of source.matchAll(/^(?:import|export) (?!type )[^'"`;]*?'(\.[^']+\.tsx?)'/gm)) {
      visit(join(dirname(path), next!));
    }
  };
  visit(join(web, start));
  const words = [...seen].filter((path) => path.endsWith('/text.ts'));
  return words.map((path) => relative(web, dirname(path))).sort();
}

/** The module of each page, and a path that shows it. */
const pages: [module: string, path: string][] = [
  ['signin/sign-in-page.tsx', '/'],
  ['guide/guide-page.tsx', '/connect'],
  ['settings/settings-page.tsx', '/settings'],
  ['settings/profile-page.tsx', '/settings/profile'],
  ['settings/password-page.tsx', '/settings/password'],
  ['settings/email-page.tsx', '/settings/email'],
  ['settings/recovery-key-page.tsx', '/settings/recovery-key'],
  ['settings/two-step-page.tsx', '/settings/two-step'],
  ['settings/delete-page.tsx', '/settings/delete'],
  ['settings/administrator-page.tsx', '/settings/administrator'],
  ['reset/reset-page.tsx', '/reset_password'],
  ['reset/verify-email-page.tsx', '/verify_email'],
  ['pairing/pair-page.tsx', '/pair'],
  ['pairing/code-page.tsx', '/pair/code'],
  ['pairing/supplicant-page.tsx', '/pair/supp'],
  ['pairing/authority-page.tsx', '/oauth'],
  ['data/data-page.tsx', '/data'],
  ['my-sync/my-sync-page.tsx', '/sync'],
  ['time-machine/time-machine-page.tsx', '/history'],
  ['admin/admin-page.tsx', '/admin/users'],
  ['send/send-page.tsx', '/send'],
  ['landing/plain-pages.tsx', '/nowhere'],
];

describe('what a page shows', () => {
  it.each(pages)('%s has its words loaded before it', (module, path) => {
    expect(roomsBehind(module)).toEqual([...roomsOf(path)].sort());
  });
  it('is looked at for every page', () => {
    const source = readFileSync(join(web, 'routes.ts'), 'utf8');
    const loaded = [...source.matchAll(/import\('\.\/([^']+)'\)/g)].map(([, module]) => module!);
    expect(new Set(pages.map(([module]) => module))).toEqual(new Set(loaded));
  });
  it('has its words loaded where it is loaded later', () => {
    expect(roomsBehind('start.tsx')).toEqual(['ui']);
    expect(roomsBehind('landing/connect-storage-only.tsx')).toEqual(['landing', 'ui']);
    expect(roomsBehind('landing/insecure-page.tsx')).toEqual(['guide', 'landing', 'ui']);
  });
});
