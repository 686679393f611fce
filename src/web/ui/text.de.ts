import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  footer: (host) =>
    `Dieser Foxden ist unter ${host} zu Hause. Was Firefox abgleicht, ist verschlüsselt, bevor es hier ankommt.`,
  languages: 'Sprache',
  working: 'Einen Moment …',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyOf: (what) => `Kopieren: ${what}`,
  show: 'Zeigen',
  showTyped: 'Zeigen, was getippt wurde',
  tryAgain: 'Noch einmal versuchen',
  retryAfter: (seconds) =>
    seconds < 90
      ? `${seconds} Sekunden`
      : seconds < 5400
        ? `${Math.ceil(seconds / 60)} Minuten`
        : `${Math.ceil(seconds / 3600)} Stunden`,
  programOn: (program: string, system: string) => `${program} unter ${system}`,
  someBrowser: 'Ein Browser',
  cancel: 'Abbrechen',
  back: 'Zurück',
  print: 'Drucken',
  saveAsFile: 'Als Datei speichern',
  saved: 'Ich habe es gespeichert',
  problems: {
    unreachable:
      'Foxden antwortet nicht. Prüfen Sie, ob dieses Gerät online ist und der Server läuft, und versuchen Sie es noch einmal; geändert wurde nichts.',
    unavailable:
      'Foxden ist beschäftigt oder wird gerade neu gestartet. Warten Sie einige Sekunden und versuchen Sie es noch einmal.',
    tooMany: (wait) =>
      `Das waren zu viele Versuche. Warten Sie zur Sicherheit ${wait} und versuchen Sie es dann noch einmal.`,
    tooManySoon:
      'Das waren zu viele Versuche. Warten Sie zur Sicherheit einige Minuten und versuchen Sie es dann noch einmal.',
    unexpected: (detail) =>
      `In Foxden ging etwas schief (${detail}). Versuchen Sie es noch einmal; wenn es dabei bleibt, sagen Sie es dem Betreiber des Servers.`,
    wrongPassword:
      'Dieses Passwort stimmt nicht. Prüfen Sie Großschreibung und Tastaturbelegung und versuchen Sie es noch einmal.',
    unknownAccount:
      'Zu dieser E-Mail-Adresse gibt es hier kein Konto. Prüfen Sie die Schreibweise oder legen Sie ein Konto an.',
    accountExists:
      'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich stattdessen mit dessen Passwort an.',
    invalidEmail: 'Mit dieser E-Mail-Adresse kann Foxden nichts anfangen. Prüfen Sie die Schreibweise.',
    notAllowed:
      'Dieser Foxden nimmt zu dieser Adresse kein neues Konto an. Bitten Sie den Betreiber des Servers um eine Einladung.',
    refused: {
      closed: 'Dieser Server nimmt keine neuen Konten an. Bitten Sie den Betreiber um eines.',
      inviteNeeded:
        'Neue Konten brauchen hier eine Einladung. Bitten Sie den Betreiber des Servers darum und geben Sie ihren Code ein.',
      inviteUnknown:
        'Eine Einladung mit diesem Code gibt es nicht. Vergleichen Sie ihn Buchstabe für Buchstabe mit dem, was Sie bekommen haben, oder öffnen Sie den Link.',
      unsafeAddress:
        'Diese Adresse enthält einen Buchstaben, der für einen anderen gehalten wird. Schreiben Sie sie mit den üblichen Buchstaben.',
      lastAdministrator:
        'Sie sind der einzige Administrator dieses Servers. Machen Sie zuerst unter /admin jemand anderen dazu, oder lassen Sie das Konto mit foxden user delete löschen.',
      inviteUsed: 'Diese Einladung wurde schon benutzt. Bitten Sie den Betreiber des Servers um eine neue.',
      inviteExpired: 'Diese Einladung ist abgelaufen. Bitten Sie den Betreiber des Servers um eine neue.',
      notAllowed: 'Ein Konto mit dieser Adresse ist hier nicht erlaubt. Bitten Sie den Betreiber, es zu erlauben.',
      full: 'Auf diesem Server ist kein Platz für ein weiteres Konto. Fragen Sie den Betreiber.',
      captcha: 'Die Prüfung, dass Sie ein Mensch sind, wurde nicht bestanden. Bitte versuchen Sie es noch einmal.',
    },
    wrongCode: 'Dieser Code stimmt nicht oder ist abgelaufen. Geben Sie den neuesten ein.',
    unverifiedSession:
      'Diese Anmeldung ist noch nicht durch ihren zweiten Schritt bestätigt. Melden Sie sich noch einmal an und geben Sie den Code ein.',
    addressTaken: 'Diese Adresse gehört schon zu einem Konto. Wählen Sie eine andere.',
    locked: 'Dieses Konto ist gesperrt. Fragen Sie den Betreiber des Servers.',
    alreadyOn: 'Die Anmeldung in zwei Schritten ist schon an. Laden Sie die Seite neu, um es zu sehen.',
    wrongRecoveryKey:
      'Das ist nicht der Wiederherstellungsschlüssel dieses Kontos. Prüfen Sie jedes Zeichen; ein älterer Schlüssel gilt nicht mehr.',
    staleProof: 'Es wurde nichts getan, weil das Passwort nicht noch einmal eingegeben wurde.',
    sessionEnded: 'Diese Anmeldung ist beendet. Bitte melden Sie sich noch einmal an.',
    channelSilent:
      'Firefox hat nicht geantwortet. Schließen Sie diesen Tab und beginnen Sie noch einmal im Menü ☰ von Firefox mit „Anmelden“.',
    flowLost:
      'Firefox hat diese Anmeldung vergessen, weil inzwischen eine andere begonnen oder Firefox neu gestartet wurde. Schließen Sie diesen Tab, öffnen Sie das Menü ☰ von Firefox und melden Sie sich dort an oder schließen Sie die Einrichtung des Kontos dort ab.',
    firefoxRefused: (detail) =>
      `Firefox hat die Anmeldung nicht angenommen (${detail}). Schließen Sie diesen Tab und beginnen Sie noch einmal im Menü ☰ von Firefox mit „Anmelden“.`,
  },
};
