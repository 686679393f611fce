import type { Catalogue } from './catalogue.ts';

/** Everything in this language. */
export const catalogue: Partial<Catalogue> = {};
