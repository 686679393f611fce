import { french as data } from '../data/text.fr.ts';
import { french as guide } from '../guide/text.fr.ts';
import { french as landing } from '../landing/text.fr.ts';
import { french as pairing } from '../pairing/text.fr.ts';
import { french as reset } from '../reset/text.fr.ts';
import { french as settings } from '../settings/text.fr.ts';
import { french as signin } from '../signin/text.fr.ts';
import { french as ui } from '../ui/text.fr.ts';
import { french as vault } from '../vault/text.fr.ts';
import type { Translation } from './catalogue.ts';

/** Everything in this language. */
export const catalogue: Translation = { data, guide, landing, pairing, reset, settings, signin, ui, vault };
