import type { Request } from 'express';
import { languageOf } from '../../../http/language-of.ts';
import { de } from './de.ts';
import { en, type FormTexts } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

const offered = { en, de, es, fr };
const names = Object.keys(offered) as (keyof typeof offered)[];

/** The language that a reader gets: the first one wanted that there is. */
export const languageFor = ({ headers }: Request): keyof typeof offered =>
  languageOf(headers['accept-language'], names) ?? 'en';

/** What the pages say to a reader. */
export const textsFor = (request: Request): FormTexts => offered[languageFor(request)];
