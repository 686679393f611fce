import { describe, expect, it } from 'vitest';
import { checkState, type KeyState } from './state-rules.ts';

const a = 'aa'.repeat(16);
const b = 'bb'.repeat(16);
const old = 'cc'.repeat(16);
const stored: KeyState = { generation: 100n, keysChangedAt: 50n, clientState: a };

const outcome = (request: Partial<KeyState>, from: Partial<KeyState> = {}) => {
  try {
    checkState({ ...stored, ...from }, new Set([old]), { ...stored, ...request });
    return 'passes';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('state rules (sync15.md §17.4)', () => {
  it.each([
    [1, { keysChangedAt: 150n, generation: 120n }, 'invalid-keysChangedAt'],
    [2, { clientState: '' }, 'invalid-client-state: empty string'],
    [3, { clientState: old, generation: 200n, keysChangedAt: 200n }, 'invalid-client-state: stale value'],
    [4, { clientState: b, keysChangedAt: 60n }, 'invalid-client-state: new value with no generation change'],
    [5, { clientState: b, generation: 200n }, 'invalid-client-state: new value with no keys_changed_at change'],
    [6, { generation: 99n }, 'invalid-generation'],
    [7, { keysChangedAt: 49n }, 'invalid-keysChangedAt'],
    [8, { keysChangedAt: null }, 'invalid-keysChangedAt'],
  ])('rule %i refuses', (_rule, request, message) => {
    expect(outcome(request)).toContain(message);
  });

  it.each<[string, Partial<KeyState>, Partial<KeyState>]>([
    ['an unchanged client', {}, {}],
    ['a new password', { generation: 101n }, {}],
    ['a new password with the same key as always', { generation: 101n, keysChangedAt: 50n }, {}],
    ['a new key', { generation: 200n, keysChangedAt: 200n, clientState: b }, {}],
    ['a new key from a client that knows no generation', { generation: null, keysChangedAt: 60n, clientState: b }, {}],
    ['a client that knows no generation', { generation: null }, {}],
    ['a first keys_changed_at beyond the generation', { keysChangedAt: 999n }, { keysChangedAt: null }],
    ['a client without keys_changed_at where none is known', { keysChangedAt: null }, { keysChangedAt: null }],
    ['a client without keys_changed_at where it is 0', { keysChangedAt: null }, { keysChangedAt: 0n }],
    ['a first client state', { clientState: a, generation: 101n, keysChangedAt: 51n }, { clientState: '' }],
    ['no client state where there is none', { clientState: '' }, { clientState: '' }],
  ])('let pass %s', (_what, request, from) => {
    expect(outcome(request, from)).toBe('passes');
  });
});
