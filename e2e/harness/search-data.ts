import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Looks for words in everything that a Foxden has written: its database, logs and files.
 *
 * @returns Which word stands in which file.
 */
export function findInDataDir(dataDir: string, words: readonly string[]): string[] {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const content = readFileSync(join(parentPath, name));
    return words.filter((word) => content.includes(word)).map((word) => `${word} in ${name}`);
  });
}
