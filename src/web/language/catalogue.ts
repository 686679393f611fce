import type { Words as Admin } from '../admin/text.ts';
import type { Words as Data } from '../data/text.ts';
import type { Words as Guide } from '../guide/text.ts';
import type { Words as Landing } from '../landing/text.ts';
import type { Words as Pairing } from '../pairing/text.ts';
import type { Words as Reset } from '../reset/text.ts';
import type { Words as Send } from '../send/text.ts';
import type { Words as Settings } from '../settings/text.ts';
import type { Words as SignIn } from '../signin/text.ts';
import type { Words as TimeMachine } from '../time-machine/text.ts';
import type { Words as Ui } from '../ui/text.ts';
import type { Words as Vault } from '../vault/text.ts';

/**
 * The words of all rooms in one language. English stands in each room's `text.ts`; the others in `text.de.ts` and so on beside it,
 * which have to have every word that English has.
 */
export interface Catalogue {
  ui: Ui;
  signin: SignIn;
  settings: Settings;
  guide: Guide;
  landing: Landing;
  pairing: Pairing;
  reset: Reset;
  vault: Vault;
  data: Data;
  timeMachine: TimeMachine;
  admin: Admin;
  send: Send;
}

/** Rooms whose words are there in every language that is offered; the others still speak English to everybody. */
export type TranslatedRoom =
  | 'data'
  | 'guide'
  | 'landing'
  | 'pairing'
  | 'reset'
  | 'settings'
  | 'signin'
  | 'ui'
  | 'vault';

/** What a language has to have before it is offered. */
export type Translation = Pick<Catalogue, TranslatedRoom> & Partial<Catalogue>;
