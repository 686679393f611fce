import { describe, expect, it } from 'vitest';
import fc from '../../testing/properties.ts';
import { TokenError } from '../http/errors/token-error.ts';
import { planUser } from './plan-user.ts';
import type { KeyState } from './state-rules.ts';
import type { StoredUser } from './store/users.ts';

const states = ['', 'aa', 'bb', 'cc'];
const request = fc.record<KeyState>({
  generation: fc.option(fc.bigInt({ min: 1n, max: 6n })),
  keysChangedAt: fc.option(fc.bigInt({ min: 1n, max: 6n })),
  clientState: fc.constantFrom(...states),
});

describe('planUser (sync15.md §17.4–17.6)', () => {
  it('keeps its promises whatever devices say, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 25 }), (requests) => {
        let users: StoredUser[] = [];
        const left = new Set<string>();
        for (const [i, each] of requests.entries()) {
          const before = current(users);
          const after = carryOut(users, each, i);
          if (after === undefined) continue;
          users = after;
          const now = current(users)!;
          expect(users.filter((user) => user.replacedAt === null)).toEqual([now]);
          expect(now.clientState).toBe(each.clientState);
          if (!before) continue;
          expect(now.generation).toBeGreaterThanOrEqual(before.generation);
          expect(now.keysChangedAt ?? 0n).toBeGreaterThanOrEqual(before.keysChangedAt ?? 0n);
          expect(now.uid === before.uid).toBe(now.clientState === before.clientState);
          if (now.clientState !== before.clientState) left.add(before.clientState);
          expect(left).not.toContain(now.clientState);
        }
      }),
    );
  });

  it('asks for nothing when the same device comes again', () => {
    fc.assert(
      fc.property(request, fc.bigInt({ min: 1n, max: 6n }), (each, generation) => {
        const asked = { ...each, generation };
        const users = carryOut([], asked, 0)!;
        expect(planUser(users, asked)).toMatchObject({ action: 'keep', heal: [] });
      }),
    );
  });

  it.each([
    ['was replaced', { replacedAt: 5 }],
    ['has lost its node', { node: null }],
  ])('moves a row that %s, and a new key with it', (_what, change) => {
    const user = { ...row(1, { generation: 1n, keysChangedAt: 1n, clientState: 'aa' }, 0), ...change };
    expect(planUser([user], { generation: 1n, keysChangedAt: 1n, clientState: 'aa' }).action).toBe('move');
    expect(planUser([user], { generation: 2n, keysChangedAt: 2n, clientState: 'bb' })).toMatchObject({
      action: 'move',
      key: { generation: 2n, keysChangedAt: 2n, clientState: 'bb' },
    });
    const twin = { ...row(2, { generation: 1n, keysChangedAt: 1n, clientState: 'aa' }, 1), ...change };
    expect(planUser([user, twin], { generation: 1n, keysChangedAt: 1n, clientState: 'aa' }).action).toBe('move');
  });
});

const current = (users: StoredUser[]) => users.findLast((user) => user.replacedAt === null);

function row(uid: number, key: KeyState, createdAt: number): StoredUser {
  return { ...key, generation: key.generation ?? 0n, uid, createdAt, replacedAt: null, nodeId: 1, node: 'https://n' };
}

/** What the store does with a plan; undefined when the request is refused. */
function carryOut(users: StoredUser[], request: KeyState, now: number): StoredUser[] | undefined {
  try {
    const { action, key, current } = planUser(users, request);
    if (action === 'keep') return users;
    if (action === 'update') {
      return users.map((user) => (user === current ? { ...user, ...key, generation: key.generation! } : user));
    }
    const replaced = users.map((user) => (user === current ? { ...user, replacedAt: now } : user));
    return [...replaced, row(users.length + 1, key, now)];
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}
