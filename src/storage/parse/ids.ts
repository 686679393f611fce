/** Most ids in one request (sync15.md §10.2). */
export const maxIds = 100;

/** Returns true when a text may be a record's id: 1 to 64 printable ASCII characters (sync15.md §9). */
export const isBsoId = (text: string): boolean => /^[ -~]{1,64}$/.test(text);

/** Returns true when a text may be a collection's name (sync15.md §2). */
export const isCollectionName = (text: string): boolean => /^[\w.-]{1,32}$/.test(text);

/**
 * Reads a comma-separated list of record ids.
 *
 * @param text - Value of `ids`, decoded; blanks around commas are dropped.
 * @returns The ids, none for an empty text; undefined when one is invalid or there are more than {@link maxIds}.
 */
export function parseIds(text: string): string[] | undefined {
  if (text.trim() === '') return [];
  const ids = text.split(',').map((id) => id.trim());
  return ids.length <= maxIds && ids.every(isBsoId) ? ids : undefined;
}
