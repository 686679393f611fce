/** Forms of a list (sync11.md §2.4). */
export type ListType = 'json' | 'newlines' | 'whoisi';

const types = new Map<string, ListType>([
  ['application/newlines', 'newlines'],
  ['application/whoisi', 'whoisi'],
  ['application/json', 'json'],
  ['application/*', 'json'],
  ['*/*', 'json'],
]);

// Which one wins where the client likes several equally.
const rank: ListType[] = ['newlines', 'json', 'whoisi'];

/**
 * Chooses the form of a list: the one that the client likes best, JSON when it names none that there is.
 *
 * @param accept - Accept header, if there is one.
 */
export function listType(accept: string | undefined): ListType {
  let best: { type: ListType; quality: number } = { type: 'json', quality: 0 };
  for (const part of (accept ?? '').split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const type = types.get(range);
    const given = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = given === undefined ? 1 : Number(given.slice(2));
    if (!type || !(quality > 0)) continue;
    const isFirst = rank.indexOf(type) < rank.indexOf(best.type);
    if (quality > best.quality || (quality === best.quality && isFirst)) best = { type, quality };
  }
  return best.type;
}
