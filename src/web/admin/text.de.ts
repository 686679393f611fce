import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  unlock: {
    title: 'Verwaltung',
    lead: 'Für die Administratoren dieses Servers. Das Passwort wird jedes Mal verlangt, und der zweite Schritt der Anmeldung, wo er an ist.',
    open: 'Öffnen',
    opening: 'Die Verwaltung wird geöffnet …',
  },
  password: 'Passwort',
  restrictedTitle: 'Das ist für Administratoren',
  restricted:
    'Ihr Konto hat auf diesem Server keine Administratorrechte, darum gibt es hier nichts, was es sehen oder tun darf.',
  restrictedNext:
    'Wenn es sie haben soll, bitten Sie einen Administrator darum oder den Betreiber des Servers: foxden help user.',
  toSettings: 'Ihr Konto',
  leftTitle: 'Sie haben die Verwaltung verlassen',
  left: 'Ihre Anmeldung dort ist beendet, und dieser Tab zeigt nichts mehr davon.',
  endedTitle: 'Diese Anmeldung ist beendet',
  ended:
    'Sie wurde anderswo abgemeldet, oder eine Sicherung hat ersetzt, was auf dem Server gespeichert war. Mit ihr lässt sich nichts mehr tun.',
  openAgain: 'Wieder öffnen',
  againTitle: 'Noch einmal Ihr Passwort',
  again: 'Sie haben es vor mehr als 15 Minuten eingegeben. Wer diesen Tab offen vorfindet, soll nichts ändern können.',
  againSubmit: 'Weiter',
  cancel: 'Abbrechen',
  as: (email) => `Verwaltung, als ${email}`,
  leave: 'Verlassen',
  navigation: 'Teile der Verwaltung',
  sections: {
    overview: 'Überblick',
    activity: 'Verlauf',
    users: 'Konten',
    backups: 'Sicherungen',
    processes: 'Prozesse',
    log: 'Protokolle',
    settings: 'Einstellungen',
  },
  crashes: 'Von selbst beendete Worker',

  serverAway:
    'Der Server antwortet gerade nicht, etwa weil er neu gestartet oder wiederhergestellt wird. Sobald er wieder da ist, geht es auf dieser Seite von selbst weiter.',
  tasks: {
    backup: { name: 'Sicherung' },
    verify: { name: 'Prüfung einer Sicherung' },
    restore: { name: 'Wiederherstellung' },
    'restore person': { name: 'Zurückholen der Daten einer Person' },
    restart: { name: 'Neustart der Worker' },
    certificate: { name: 'Neues Zertifikat' },
  },
  taskRunning: (seconds) => `läuft seit ${seconds} s.`,
  taskDone: (what, seconds) => `${what}: nach ${seconds} s fertig.`,
  taskFailed: (what) => `Nicht gelungen: ${what}.`,
  rows: (rows) => `${rows} Zeilen.`,
  loadAgain: 'Neu laden',

  settingsTitle: 'Jetzt in Kraft',
  settingsLead:
    'Sie kommen aus der Umgebung des Servers und gelten, bis er neu gestartet wird. Geheimnisse werden nicht gezeigt.',
  sources: { file: 'aus einer Datei', environment: 'aus der Umgebung', default: 'Vorgabe' },
  secret: 'ist gesetzt; es ist ein Geheimnis',
};
