import {
  type AddonRecord,
  type AutofillRecord,
  type ClientRecord,
  type ExtensionRecord,
  type FormRecord,
  livingOnes,
  type OpenRecord,
  type PrefsRecord,
  type TabsRecord,
} from '../sync-client/records.ts';
import { text } from './text.ts';

/** A line of a plain list. `url`: it is a page. */
export interface Row {
  key: string;
  title: string;
  detail: string;
  url?: string;
}

/** How records of one kind become lines; kinds that aren't here are shown as they are. */
const makers: Record<string, (record: OpenRecord & { clear: object }) => Row[]> = {
  tabs({ id, clear }) {
    const { clientName, tabs = [] } = clear as TabsRecord;
    return tabs.map(({ title = '', urlHistory = [] }, i) => ({
      key: `${id} ${i}`,
      title,
      url: urlHistory[0] ?? '',
      detail: clientName ?? text.unknownDevice,
    }));
  },
  clients({ id, clear }) {
    const { name, os = '', version = '', application = '' } = clear as ClientRecord;
    return [
      { key: id, title: name ?? text.unknownDevice, detail: [application, version, os].filter(Boolean).join(' · ') },
    ];
  },
  forms({ id, clear }) {
    const { name = '', value = '' } = clear as FormRecord;
    return [{ key: id, title: value, detail: name }];
  },
  addons({ id, clear }) {
    const { addonID = id, enabled } = clear as AddonRecord;
    return [{ key: id, title: addonID, detail: enabled ? text.enabled : text.disabled }];
  },
  prefs({ id, clear }) {
    const entries = Object.entries((clear as PrefsRecord).value ?? {});
    // Every setting has a companion that says whether it is to be synced.
    return entries
      .filter(([name]) => !name.startsWith('services.sync.prefs.sync.'))
      .map(([name, value]) => ({ key: `${id} ${name}`, title: name, detail: String(value) }));
  },
  addresses: autofill,
  creditcards: autofill,
  'extension-storage'({ id, clear }) {
    const { extId = id, data = '' } = clear as ExtensionRecord;
    return [{ key: id, title: extId, detail: data }];
  },
};

function autofill({ id, clear }: OpenRecord & { clear: object }): Row[] {
  const { entry = {} } = clear as AutofillRecord;
  const { 'cc-number': number, ...rest } = entry;
  // The number of a card is for the form that it is typed into; here its end tells it from others.
  const shown = { ...rest, ...(number !== undefined && { 'cc-number': `•••• ${String(number).slice(-4)}` }) };
  const words = Object.entries(shown).filter(([name]) =>
    /^(cc-|name|given|family|organ|street|address|postal|country|email|tel$)/.test(name),
  );
  const [first = id, ...others] = words.map(([, value]) => String(value));
  return [{ key: id, title: first, detail: others.join(', ') }];
}

/** Whether there are better words for a kind than what the record says itself. */
export const isKnown = (collection: string): boolean => Object.hasOwn(makers, collection);

/** The records of a collection as lines. */
export function rowsOf(collection: string, records: readonly OpenRecord[]): Row[] {
  const living = livingOnes(records) as (OpenRecord & { clear: object })[];
  const make = isKnown(collection) ? makers[collection]! : raw;
  return living.flatMap(make);
}

const raw = ({ id, clear }: OpenRecord & { clear: object }): Row[] => [
  { key: id, title: id, detail: JSON.stringify(clear) },
];
