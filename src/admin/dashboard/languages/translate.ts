import type { IncomingHttpHeaders } from 'node:http';
import type { Saying } from '../../../failures/saying.ts';
import type { Catalogue, Told } from './catalogue.ts';

const loaders: Record<string, () => Promise<Catalogue>> = {
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
};

/** Gives an answer to whoever has asked for it. */
export type Translate = (answer: object) => object;

/**
 * Gives what tells in the language of a reader what an answer says in English: beside each `saying` in it, `told` is the same in
 * that language.
 *
 * @param headers - Of the request; a page asks by Accept-Language for exactly the one that it is in.
 */
export async function translatorFor(headers: IncomingHttpHeaders): Promise<Translate> {
  const language = headers['accept-language'] ?? '';
  const load = Object.hasOwn(loaders, language) ? loaders[language] : undefined;
  if (!load) return (answer) => answer;
  const catalogue = await load();
  return (answer) => translate(answer, catalogue) as object;
}

function translate(value: unknown, catalogue: Catalogue): unknown {
  if (Array.isArray(value)) return value.map((each) => translate(each, catalogue));
  if (typeof value !== 'object' || value === null) return value;
  const { saying, ...rest } = value as { saying?: Saying };
  const copy = Object.entries(rest).map(([name, each]) => [name, translate(each, catalogue)]);
  return { ...Object.fromEntries(copy), ...(saying && { told: tell(saying, catalogue) }) };
}

/** Undefined for what a newer or older version has said. */
function tell({ id, facts, because }: Saying, catalogue: Catalogue): Told | undefined {
  if (!Object.hasOwn(catalogue, id)) return undefined;
  const why = because && tell(because, catalogue)?.says;
  return (catalogue[id] as (facts: object) => Told)(why === undefined ? facts : { ...facts, why });
}
