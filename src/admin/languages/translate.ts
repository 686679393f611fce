import type { IncomingHttpHeaders } from 'node:http';
import type { Saying } from '../../failures/saying.ts';
import { unnamed } from '../../failures/where.ts';
import type { Catalogue, Told } from './catalogue.ts';

const loaders: Record<string, () => Promise<Catalogue>> = {
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
};

/** Languages besides English that there are words in. */
export const languages = Object.keys(loaders);

/** Gives an answer to whoever has asked for it. */
export type Translate = (answer: object) => object;

/** Says something in one language; undefined for what a newer or older version has said. */
export type Tell = (saying: Saying) => Told | undefined;

/**
 * Gives what tells in the language of a reader what an answer says in English: beside each `saying` in it, `told` is the same in
 * that language.
 *
 * @param headers - Of the request; a page asks by Accept-Language for exactly the one that it is in.
 */
export async function translatorFor(headers: IncomingHttpHeaders): Promise<Translate> {
  const tell = await tellerIn(headers['accept-language']);
  return tell ? (answer) => translate(answer, tell) as object : (answer) => answer;
}

/** Gives what says everything in a language, such as `de`; undefined for English, which is said already. */
export async function tellerIn(language: string | undefined): Promise<Tell | undefined> {
  if (language === undefined || !Object.hasOwn(loaders, language)) return undefined;
  const catalogue = await loaders[language]!();
  return (saying) => tell(saying, catalogue);
}

function translate(value: unknown, tell: Tell): unknown {
  if (Array.isArray(value)) return value.map((each) => translate(each, tell));
  if (typeof value !== 'object' || value === null) return value;
  const { saying, ...rest } = value as { saying?: Saying };
  const copy = Object.entries(rest).map(([name, each]) => [name, translate(each, tell)]);
  return { ...Object.fromEntries(copy), ...(saying && { told: tell(saying) }) };
}

function tell({ id, facts, because }: Saying, catalogue: Catalogue): Told | undefined {
  if (!Object.hasOwn(catalogue.sayings, id)) return undefined;
  const cause = because && tell(because, catalogue);
  const { what } = facts as { what?: string };
  const noName = Object.entries(unnamed).find(([, english]) => english === what)?.[0] as
    | keyof typeof unnamed
    | undefined;
  // What has no advice of its own has that of its cause.
  const { says, fix = cause?.fix } = (catalogue.sayings[id] as (facts: object) => Told)({
    ...facts,
    ...(cause && { why: cause.says }),
    ...(noName && { what: catalogue.unnamed[noName] }),
  });
  // A name keeps the capitals that it has.
  return { says: noName ? says.charAt(0).toUpperCase() + says.slice(1) : says, ...(fix !== undefined && { fix }) };
}

/** Everything that was told, as one text. */
export const inWords = ({ says, fix }: Told): string => [says, fix].filter(Boolean).join(' ');
