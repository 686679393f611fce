import { expect, it } from 'vitest';
import { bearsKeys, includesScope, missingScopes, parseScope, scopeOfService } from './scopes.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';

it('keeps order and spelling and drops repetitions (accounts.md §5.2)', () => {
  expect(parseScope(` ${oldsync}  profile\tprofile `)).toEqual([oldsync, 'profile']);
  expect(parseScope('')).toEqual([]);
});

it('covers what lies below a scope, and reading by writing, but not the reverse', () => {
  const covered: [string, string][] = [
    [oldsync, oldsync],
    [oldsync, `${oldsync}/bookmarks`],
    ['profile', 'profile:email'],
    ['profile:write', 'profile:display_name:write'],
    ['profile:write', 'profile'],
    ['profile:write', 'profile:email'],
  ];
  for (const [granted, wanted] of covered) expect(includesScope([granted], wanted), `${granted} ${wanted}`).toBe(true);
  const beside: [string, string][] = [
    [oldsync, `${oldsync}2`],
    [`${oldsync}/bookmarks`, oldsync],
    ['profile', 'profile:write'],
    ['profile', 'profile:email:write'],
    ['profile:email', 'profile'],
    ['profile', 'profiles'],
    ['', 'profile'],
  ];
  for (const [granted, wanted] of beside) expect(includesScope([granted], wanted), `${granted} ${wanted}`).toBe(false);
  expect(missingScopes(['profile'], ['profile:uid', oldsync])).toEqual([oldsync]);
});

it('knows which scopes come with a key', () => {
  expect(bearsKeys(['profile', `${oldsync}/bookmarks`])).toBe(true);
  expect(bearsKeys(['https://identity.thunderbird.net/apps/sync'])).toBe(true);
  expect(bearsKeys(['profile', 'https://identity.mozilla.com/tokens/session'])).toBe(false);
});

it('resolves the service sync and no other', () => {
  expect(scopeOfService('sync')).toBe(`${oldsync} profile`);
  for (const service of ['relay', 'toString', '__proto__', undefined]) expect(scopeOfService(service)).toBeUndefined();
});
