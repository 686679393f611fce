import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  backupsTitle: 'Archive',
  backupsLead:
    'Jedes ist eine verschlüsselte Datei mit der ganzen Datenbank und den Schlüsseln. Wer die Datei und ihre Passphrase hat, hat alles.',
  backupsFolder: (folder) => `Sie liegen in ${folder} auf dem Server.`,
  noBackups: 'In diesem Ordner gibt es noch keine Sicherungen.',
  backUpNow: 'Jetzt eine Sicherung machen',
  backUpQuestion: 'Jetzt eine Sicherung machen? Der Server läuft dabei weiter.',
  backUpYes: 'Ja, eine machen',
  verify: 'Prüfen',
  verifyOf: (name) => `${name} prüfen`,
  verifyQuestion: 'Diese Sicherung von Anfang bis Ende lesen, um zu sehen, ob sie vollständig ist?',
  verifyYes: 'Ja, prüfen',
  download: 'Herunterladen',
  downloadOf: (name) => `${name} herunterladen`,
  downloadQuestion:
    'Diese Sicherung auf diesem Computer speichern? Sie bleibt verschlüsselt; bewahren Sie ihre Passphrase anderswo auf.',
  downloadYes: 'Ja, herunterladen',
  restore: 'Diese Sicherung zurückspielen',
  restoreLead:
    'Alles, was dieser Server speichert, wird durch den Stand von damals ersetzt: Konten, Passwörter, Sync-Daten, Schlüssel. Was jetzt da ist, wird vorher als eigene Sicherung gespeichert. Der Server pausiert währenddessen; danach vergleicht jeder Firefox mit dem Server, was er hat. Auch Ihre Anmeldung hier endet, es sei denn, sie ist älter als die Sicherung.',
  restoreConsent: 'Ich will alles durch diese Sicherung ersetzen',
  restoreConsentMissing: 'Setzen Sie zuerst das Häkchen, wenn Sie das wollen.',
  passphrase: 'Passphrase',
  passphraseHint: 'Nur für die Sicherung eines anderen Servers; für eine von diesem lassen Sie sie leer.',
  restoreSubmit: 'Alles ersetzen',
  restorePerson: 'Die Daten einer Person zurückholen',
  restorePersonLead:
    'Was dieses Konto abgeglichen hat, wird wieder, was es damals war; niemand sonst, kein Passwort und kein Schlüssel wird angerührt. Was jetzt da ist, wird vorher als eigene Sicherung gespeichert. Die Browser der Person vergleichen beim nächsten Abgleich, was sie haben, und fügen hinzu, was fehlt.',
  restoreWhose: 'Von wem',
  restoreWhat: 'Was',
  restoreAllOfIt: 'alles',
  restorePersonSubmit: 'Zurückholen',
  nobody: 'Noch hat niemand ein Konto.',
  collections: {
    bookmarks: 'Lesezeichen',
    history: 'Chronik',
    passwords: 'Passwörter',
    forms: 'Formulardaten',
    prefs: 'Einstellungen',
    addons: 'Add-ons',
    tabs: 'offene Tabs',
    addresses: 'Adressen',
    creditcards: 'Zahlungsmethoden',
  },
};
