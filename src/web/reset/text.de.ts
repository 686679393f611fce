import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  title: 'Passwort vergessen',
  before: 'Bevor Sie ein neues Passwort setzen, sollten Sie wissen, was das mit Ihren Daten macht:',
  effects: [
    'Mit Ihrem Wiederherstellungsschlüssel geht nichts verloren: Das neue Passwort öffnet alles wie zuvor.',
    'Ohne ihn bleibt für immer verschlossen, was auf diesem Server liegt, und wird entfernt. Niemand kann es öffnen, auch nicht der Betreiber des Servers.',
    'Was auf Ihren Geräten ist, bleibt dort. Jedes, das sich mit dem neuen Passwort anmeldet, lädt seine Daten wieder hoch.',
  ],
  remember: 'Es ist mir doch noch eingefallen',
  email: 'E-Mail-Adresse',
  emailInvalid: 'Geben Sie eine E-Mail-Adresse wie name@example.org ein.',
  sendCode: 'Einen Code anfordern',
  codeTitle: 'Geben Sie den Code ein',
  codeByMail: (email) => `Wir haben einen Code aus acht Ziffern an ${email} geschickt. Er gilt 20 Minuten.`,
  codeByAdministrator:
    'Dieser Server verschickt keine Mails. Bitten Sie den Betreiber um Ihren Code aus acht Ziffern; er gilt 20 Minuten.',
  code: 'Code',
  confirm: 'Weiter',
  newCode: 'Zurück, um einen neuen Code anzufordern',
  wrongCode:
    'Dieser Code stimmt nicht oder ist abgelaufen. Prüfen Sie die Ziffern oder gehen Sie zurück und fordern einen neuen an.',
  keyTitle: 'Geben Sie Ihren Wiederherstellungsschlüssel ein',
  keyLead: 'Er hat 32 Buchstaben und Ziffern. Leerzeichen, Striche und Großschreibung spielen keine Rolle.',
  key: 'Wiederherstellungsschlüssel',
  keyInvalid: 'Das ist kein Wiederherstellungsschlüssel: Er muss 32 Buchstaben und Ziffern haben.',
  useKey: 'Diesen Schlüssel verwenden',
  noKey: 'Ich habe ihn nicht mehr',
  lossTitle: 'Das entfernt Ihre gespeicherten Daten',
  lossNoKey:
    'Ihr Konto hat keinen Wiederherstellungsschlüssel, darum kann ohne das alte Passwort niemand öffnen, was auf diesem Server liegt.',
  lossKey:
    'Ohne das alte Passwort und ohne den Wiederherstellungsschlüssel kann niemand öffnen, was auf diesem Server liegt.',
  lossEffect:
    'Wenn Sie weitermachen, wird es entfernt. Wenn eines Ihrer Geräte Ihre Daten noch hat, bewahren Sie es: Melden Sie sich zuerst auf diesem an, dann lädt es alles wieder hoch.',
  lossConsent: 'Ich verstehe, dass die Daten auf dem Server verloren gehen',
  lossConsentMissing: 'Setzen Sie zuerst das Häkchen, wenn Sie weitermachen wollen.',
  goOn: 'Ohne die Daten weitermachen',
  goBack: 'Zurück zum Wiederherstellungsschlüssel',
  passwordTitle: 'Wählen Sie ein neues Passwort',
  passwordKept: 'Ihr Wiederherstellungsschlüssel passt. Ihre Daten bleiben.',
  passwordNew: 'Neues Passwort',
  passwordRepeat: 'Neues Passwort wiederholen',
  setPassword: 'Neues Passwort setzen',
  doneTitle: 'Ihr neues Passwort gilt',
  doneKept: 'Ihre Daten sind sicher. Jedes Gerät fragt jetzt einmal nach dem neuen Passwort.',
  doneLost:
    'Jedes Gerät fragt jetzt nach dem neuen Passwort. Beginnen Sie mit dem, das Ihre Daten hat: Es lädt alles wieder hoch.',
  doneKey: 'Erzeugen Sie einen Wiederherstellungsschlüssel, damit das nächste Mal nichts verloren geht:',
  makeKey: 'Wiederherstellungsschlüssel erzeugen',
  settings: 'Ihr Konto',
  verifyTitle: 'Ihre Adresse wird bestätigt',
  verified: 'Ihre E-Mail-Adresse ist bestätigt.',
  verifyFailed: 'Dieser Link stimmt nicht oder ist zu alt. Melden Sie sich an, um einen neuen zu bekommen.',
};
