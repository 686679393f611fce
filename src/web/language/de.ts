import { german as data } from '../data/text.de.ts';
import { german as guide } from '../guide/text.de.ts';
import { german as landing } from '../landing/text.de.ts';
import { german as pairing } from '../pairing/text.de.ts';
import { german as reset } from '../reset/text.de.ts';
import { german as settings } from '../settings/text.de.ts';
import { german as signin } from '../signin/text.de.ts';
import { german as ui } from '../ui/text.de.ts';
import { german as vault } from '../vault/text.de.ts';
import type { Translation } from './catalogue.ts';

/** Everything in this language. */
export const catalogue: Translation = { data, guide, landing, pairing, reset, settings, signin, ui, vault };
