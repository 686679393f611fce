import { spanish as data } from '../data/text.es.ts';
import { spanish as guide } from '../guide/text.es.ts';
import { spanish as landing } from '../landing/text.es.ts';
import { spanish as pairing } from '../pairing/text.es.ts';
import { spanish as reset } from '../reset/text.es.ts';
import { spanish as settings } from '../settings/text.es.ts';
import { spanish as signin } from '../signin/text.es.ts';
import { spanish as ui } from '../ui/text.es.ts';
import { spanish as vault } from '../vault/text.es.ts';
import type { Translation } from './catalogue.ts';

/** Everything in this language. */
export const catalogue: Translation = { data, guide, landing, pairing, reset, settings, signin, ui, vault };
