import type { Words } from './text.ts';

const number = (count: number) => count.toLocaleString('de');
const things = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

const nouns: Record<string, [one: string, many: string]> = {
  bookmarks: ['Lesezeichen oder Ordner', 'Lesezeichen und Ordner'],
  history: ['besuchte Seite', 'besuchte Seiten'],
  passwords: ['Passwort', 'Passwörter'],
  addresses: ['Adresse', 'Adressen'],
  creditcards: ['Zahlungsmethode', 'Zahlungsmethoden'],
  forms: ['Formulareintrag', 'Formulareinträge'],
};
const named = (kind: string, count: number) => things(count, ...(nouns[kind] ?? (['Eintrag', 'Einträge'] as const)));

/** In German. */
export const words: Words = {
  title: 'Zeitmaschine',
  lead: 'Was Ihre Firefoxe hier geändert oder gelöscht haben, und der Weg zurück zu jedem Augenblick davon.',
  unavailableTitle: 'Hier nicht eingeschaltet',
  unavailable:
    'Dieser Server bewahrt nur auf, was jetzt gespeichert ist. Sein Betreiber kann das ändern, indem er FOXDEN_TIME_MACHINE auf on setzt; bis dahin führt nur eine Sicherung zurück.',
  offTitle: 'Aufbewahren, was geändert oder gelöscht wird?',
  off: (days, size) =>
    `Vom Einschalten an bewahrt dieser Server auf, was Ihre Firefoxe überschreiben oder löschen: ${days} Tage lang und höchstens ${size} davon. Es ist verschlüsselt, wie es war, also öffnet es nur Ihr Passwort. Sie können es hier zurückholen, und jeder Firefox folgt von selbst.`,
  switchOn: 'Ab jetzt aufbewahren',
  since: (moment) => `Alles, was nach ${moment} geändert oder gelöscht wurde, wird aufbewahrt.`,
  kept: (versions, size, days) =>
    `Jetzt aufbewahrt: ${things(versions, 'früherer Stand', 'frühere Stände')} einzelner Einträge, ${size}. Jeder verschwindet nach ${days} Tagen.`,
  switchOff: 'Alles davon löschen und nichts mehr aufbewahren',
  switchOffSure: 'Wirklich alle früheren Stände löschen?',
  backups:
    'Sie werden sofort gelöscht. Die Sicherungen dieses Servers enthalten sie noch, doppelt verschlüsselt, bis sie selbst gelöscht werden; bei den nächtlichen ist das nach etwa drei Monaten.',
  kinds: 'Was zurückgeholt wird',
  names: {
    bookmarks: 'Lesezeichen',
    history: 'Chronik',
    passwords: 'Passwörter',
    addresses: 'Adressen',
    creditcards: 'Zahlungsmethoden',
    forms: 'Formulardaten',
  },
  reading: (count) => `Wird gelesen und geöffnet … ${number(count)}`,
  nothing: 'Seit die Aufbewahrung begann, hat sich nichts geändert.',
  appeared: (kind, count) => `neu: ${named(kind, count)}`,
  changed: (kind, count) => `geändert: ${named(kind, count)}`,
  wentAway: (kind, count) => `verschwunden: ${named(kind, count)}`,
  together: (parts, device) => `${parts.join(', ')}${device === undefined ? '' : `, durch „${device}“`}.`,
  before: (moment) => `Zurück zu vorher (${moment})`,
  beforeShort: 'Zurück zu vorher …',
  chooseMoment: 'Oder ein beliebiger Augenblick',
  look: 'Sehen, was sich ändern würde',
  outOfReach: (moment) => `Wählen Sie einen Augenblick zwischen ${moment} und jetzt.`,
  planTitle: (kind, moment) => `${kind}, Stand ${moment}`,
  planNothing: 'Es würde sich nichts ändern: Damals war es wie jetzt.',
  planEmpty: 'Damals war nichts gespeichert, darum gibt es nichts, wohin es zurückgehen könnte.',
  comesBack: (kind, count) => `Kommt zurück: ${named(kind, count)}`,
  becomes: (kind, count) => `Wird wieder, was es war: ${named(kind, count)}`,
  goes: (kind, count) => `Verschwindet, weil erst seitdem dazugekommen: ${named(kind, count)}`,
  more: (count) => `und ${number(count)} weitere`,
  lost: (count) =>
    count === 1
      ? '1 Eintrag von damals lässt sich mit Ihren Schlüsseln nicht öffnen und bleibt, wie er jetzt ist.'
      : `${number(count)} Einträge von damals lassen sich mit Ihren Schlüsseln nicht öffnen und bleiben, wie sie jetzt sind.`,
  limits:
    'Firefoxe, die ihre letzten Änderungen noch nicht abgeglichen haben, behalten diese und fügen sie beim nächsten Abgleich hinzu. Auch was jetzt hier ist, wird aufbewahrt: Auf demselben Weg können Sie zu diesem Augenblick zurück.',
  confirm: 'Zurückholen',
  cancel: 'Lassen, wie es ist',
  done: (moment) =>
    `Fertig. Ihre Firefoxe folgen bei ihrem nächsten Abgleich. Um es rückgängig zu machen, gehen Sie zurück zu vor ${moment}: Es ist die neueste Änderung in der Liste.`,
  offMeanwhile:
    'Die Aufbewahrung wurde inzwischen ausgeschaltet, darum gäbe es keinen Weg zurück. Geschrieben wurde nichts.',
  unnamed: 'Ohne Namen',
};
