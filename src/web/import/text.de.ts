import type { Words } from './text.ts';

const number = (count: number) => count.toLocaleString('de');
const things = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

/** In German. */
export const words: Words = {
  title: 'Etwas hereinholen',
  lead: 'Wählen Sie eine Datei mit Lesezeichen (HTML) oder Passwörtern (CSV), die ein Browser exportiert hat oder die Sie hier gespeichert haben. Sie wird nur in diesem Tab gelesen, und Sie sehen, was sich ändern würde, bevor etwas geschrieben wird.',
  choose: 'Datei wählen',
  reading: (count) =>
    count === 0
      ? 'Die Datei wird gelesen …'
      : `Wird mit dem Gespeicherten verglichen … ${things(count, 'Eintrag', 'Einträge')} gelesen`,
  planTitle: (file) => `Was ${file} ändern würde`,
  added: {
    bookmarks: (count) => things(count, 'neues Lesezeichen', 'neue Lesezeichen'),
    passwords: (count) => things(count, 'neues Passwort', 'neue Passwörter'),
  },
  folders: (count) => things(count, 'neuer Ordner', 'neue Ordner'),
  separators: (count) => things(count, 'neue Trennlinie', 'neue Trennlinien'),
  present: (count) => `${number(count)} schon vorhanden`,
  changed: {
    bookmarks: (count) =>
      `${things(count, 'Lesezeichen bekommt', 'Lesezeichen bekommen')} Schlagwörter oder ein Schlüsselwort`,
    passwords: (count) => `${things(count, 'Passwort weicht', 'Passwörter weichen')} einem neueren aus der Datei`,
  },
  kept: (count) =>
    `${number(count)} mit einem anderen Passwort vorhanden, das bleibt, weil die Datei nicht sagt, dass ihres neuer ist`,
  unusable: (count) =>
    `${things(count, 'Eintrag', 'Einträge')} der Datei ${count === 1 ? 'ist' : 'sind'} nicht zu gebrauchen: ohne Adresse oder Passwort, oder mit etwas darin, was Firefox nicht aufbewahrt`,
  more: (count) => `und ${number(count)} weitere`,
  withoutUser: 'ohne Benutzernamen',
  nothing: 'Es gibt nichts hinzuzufügen: Alles Brauchbare aus dieser Datei ist schon gespeichert.',
  timeMachineOn: 'Die Zeitmaschine ist an. Gefällt Ihnen das Ergebnis nicht, führt sie zum Augenblick davor zurück:',
  timeMachineOff: 'Die Zeitmaschine ist aus, darum führt hiervon nichts zurück. Sie lässt sich vorher einschalten:',
  timeMachine: 'Zeitmaschine',
  confirm: 'In mein Konto schreiben',
  cancel: 'Abbrechen',
  writing: (sent, all) =>
    `Wird verschlossen und gesendet … ${number(sent)} von ${number(all)} Einträgen. Sie gelten erst, wenn alle da sind.`,
  done: {
    bookmarks: (count) => `${things(count, 'Lesezeichen wurde', 'Lesezeichen wurden')} hinzugefügt.`,
    passwords: (count) => `${things(count, 'Passwort wurde', 'Passwörter wurden')} hinzugefügt.`,
  },
  follow: 'Ihre Firefoxe übernehmen alles, wenn sie das nächste Mal abgleichen.',
  wayBack: (moment) => `Punkt zum Zurückkehren: vor ${moment}, in der Zeitmaschine.`,
  changedMeanwhile:
    'Einer Ihrer Browser hat dieselben Daten in diesem Augenblick geändert, darum wurde nichts geschrieben. Die Datei wurde neu verglichen; sehen Sie sich an, was sich ändern würde, und bestätigen Sie noch einmal.',
  problems: {
    'unknown kind':
      'Das ist keine Datei, wie Browser sie exportieren. Exportieren Sie Ihre Lesezeichen als HTML oder Ihre Passwörter als CSV, und wählen Sie diese Datei.',
    'too large': 'Diese Datei ist größer als 100 MB, mehr als diese Seite liest. Exportieren Sie sie in Teilen.',
    'not text':
      'Die Buchstaben dieser Datei lassen sich nicht lesen: Sie ist kein UTF-8-Text. Exportieren Sie sie noch einmal aus dem Browser, ohne sie mit einem anderen Programm zu speichern.',
    columns:
      'Dieser Datei fehlt eine Spalte. Ihre erste Zeile muss url, username und password nennen, wie Firefox und Chrome sie schreiben.',
    quotes:
      'Diese Datei ist beschädigt: Ein Anführungszeichen darin hat kein Ende. Exportieren Sie sie noch einmal aus dem Browser.',
    empty: 'In dieser Datei ist nichts. Exportieren Sie sie noch einmal aus dem Browser.',
  },
  notSynced:
    'Keiner Ihrer Browser gleicht Daten dieser Art ab, und der erste, der damit beginnt, würde löschen, was er hier findet. Schalten Sie es in den Einstellungen von Firefox unter „Synchronisation“ ein, gleichen Sie einmal ab, und wählen Sie die Datei noch einmal.',
};
