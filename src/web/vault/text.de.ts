import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  title: 'Ihr Passwort, bitte',
  lead: 'Was hier liegt, lässt sich nur mit Ihrem Passwort lesen. In diesem Tab werden daraus Schlüssel; sie verlassen ihn nie und werden nach 15 Minuten oder beim Schließen des Tabs vergessen.',
  email: 'E-Mail-Adresse',
  emailInvalid: 'Geben Sie eine E-Mail-Adresse wie name@example.org ein.',
  password: 'Passwort',
  open: 'Öffnen',
  opening: 'Ihre Daten werden geöffnet …',
  lockedTitle: 'Wieder verschlossen',
  locked:
    'Die Schlüssel dieses Tabs sind vergessen, und was er mit ihnen zeigte. In diesem Browser wird nichts davon aufbewahrt.',
  openAgain: 'Wieder öffnen',
  lockNow: 'Jetzt verschließen',
  openFor: (minutes) => (minutes === 1 ? 'Noch eine Minute offen' : `Noch ${minutes} Minuten offen`),
  nothingYetTitle: 'Hier liegt noch nichts',
  nothingYet:
    'Mit diesem Konto hat noch kein Browser abgeglichen. Verbinden Sie einen Firefox; seine Daten erscheinen hier binnen einer Minute.',
  connect: 'Wie man Firefox verbindet',
  elsewhere: (host) =>
    `Ihre Daten liegen auf einem anderen Server, ${host}, mit dem diese Seite nicht sprechen darf. Öffnen Sie diese Seite dort.`,
  otherKeys:
    'Was hier liegt, wurde mit einem anderen Schlüssel verschlossen, vielleicht bevor das Passwort zurückgesetzt wurde. Gleichen Sie einen Ihrer Firefoxe ab: Er lädt mit dem neuen Schlüssel hoch, was er hat.',
  changedMeanwhile:
    'Einer Ihrer Browser hat in diesem Augenblick dieselben Daten geändert, darum wurde nichts geschrieben. Sehen Sie sich noch einmal an, was sich ändern würde, und bestätigen Sie noch einmal.',
  storageFull: 'Auf dem Server ist dafür nicht mehr genug Platz. Geschrieben wurde nichts.',
  tooMany: 'Das sind mehr Einträge, als der Server auf einmal annimmt. Geschrieben wurde nichts.',
};
