import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Looks for words in everything that a Foxden has written: its database, logs and files.
 *
 * @returns Which word stands in which file.
 * @throws Error - When a word is so short that the base64 of encrypted records has it by chance.
 */
export function findInDataDir(dataDir: string, words: readonly string[]): string[] {
  const byChance = words.filter((word) => /^[\w+/-]{0,7}$/.test(word));
  if (byChance.length > 0) throw new Error(`Too short to be looked for in random text: ${byChance.join(', ')}`);
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const content = readFileSync(join(parentPath, name));
    return words.filter((word) => content.includes(word)).map((word) => `${word} in ${name}`);
  });
}
