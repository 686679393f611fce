/**
 * Looks a word up that came from elsewhere: from the server, another device, the address. Words such as `constructor`, which
 * every object knows, are found only where the table itself has them.
 */
export const own = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
