import { describe, expect, it } from 'vitest';
import { isGuessablePassword } from './guessable-password.ts';

const known = ['anna.schmidt@example.org'];

describe('passwords', () => {
  it.each([
    'password',
    'Password1',
    'p@ssw0rd',
    '12345678',
    'qwertyuiop',
    'iloveyou',
    'aaaaaaaa',
    'anna.schmidt@example.org',
    'annaschmidt',
    'football1',
    '19841984',
  ])('%s is guessed at once', async (password) => expect(await isGuessablePassword(password, known)).toBe(true));

  it.each(['correct horse battery', 'kV8#tr!pWq2', 'zwei Füchse im Bau', 'the first password', 'a long password'])(
    '%s is not',
    async (password) => expect(await isGuessablePassword(password, known)).toBe(false),
  );

  it('of any length are looked at in no time', async () => {
    expect(await isGuessablePassword('ab'.repeat(50_000), known)).toBe(true);
  });
});
