import type { MailTexts } from '../mail-kinds.ts';

const notYou = 'Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort.';
const ignore = 'Wenn Sie ihn nicht angefordert haben, löschen Sie diese Mail und nennen Sie den Code niemandem.';
const goodFor = (minutes: number) => `Er gilt ${minutes} Minuten. ${ignore}`;

const programOf = (program: string, system: string) =>
  program && system ? `${program} unter ${system}` : program || system || 'Ein unbekanntes Programm';

/** Mails in German. */
export const de: MailTexts = {
  mails: {
    verifyCode: ({ code, minutes, link }) => ({
      subject: `${code} ist Ihr Bestätigungscode`,
      lead: 'Bestätigen Sie Ihre Mailadresse mit diesem Code oder mit dem Link darunter:',
      code,
      link,
      rest: goodFor(minutes),
    }),
    resetCode: ({ code, minutes }) => ({
      subject: 'Ihr Code für ein neues Passwort',
      lead: 'Mit diesem Code können Sie ein neues Passwort setzen:',
      code,
      rest: `${goodFor(minutes)} Mit einem neuen Passwort sind Ihre Sync-Daten nur lesbar, wenn Sie einen Wiederherstellungsschlüssel haben; sonst laden Ihre Browser sie erneut hoch.`,
    }),
    legacyReset: ({ link, hours }) => ({
      subject: 'Neues Passwort für Sync setzen',
      lead: 'Auf dieser Seite können Sie ein neues Passwort für Ihr Sync-Konto setzen (Pale Moon, Basilisk und andere Browser mit Sync 1.1):',
      link,
      rest: `Der Link gilt ${hours} Stunden und ein einziges Mal. Ihre Daten bleiben, wie sie sind. Wenn Sie das nicht angefordert haben, ignorieren Sie diese Mail und geben Sie den Link niemandem.`,
    }),
    unblockCode: ({ code, minutes }) => ({
      subject: 'Ihr Code zum Anmelden',
      lead: 'Nach zu vielen falschen Passwörtern ist die Anmeldung angehalten. Mit diesem Code geht es weiter:',
      code,
      rest: goodFor(minutes),
    }),
    changeEmailCode: ({ code, minutes }) => ({
      subject: `${code} bestätigt Ihre neue Adresse`,
      lead: 'Mit diesem Code wird dies die Adresse Ihres Kontos:',
      code,
      rest: goodFor(minutes),
    }),
    changeAccountCode: ({ code, minutes }) => ({
      subject: `${code} erlaubt eine Änderung Ihres Kontos`,
      lead: 'Mit diesem Code ändert ein Programm, wie Sie sich an Ihrem Konto anmelden:',
      code,
      rest: `${goodFor(minutes)} Wer ihn angefordert hat, ist an Ihrem Konto angemeldet: Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort.`,
    }),
    newSignIn: ({ program, system, address, time }) => ({
      subject: 'Neue Anmeldung bei Ihrem Konto',
      lead: `${programOf(program, system)} hat sich am ${time} von ${address} aus bei Ihrem Konto angemeldet.`,
      rest: notYou,
    }),
    passwordChanged: ({ time }) => ({
      subject: 'Ihr Passwort wurde geändert',
      lead: `Das Passwort Ihres Kontos wurde am ${time} geändert. Andere Geräte fragen beim nächsten Abgleich danach.`,
      rest: 'Wenn Sie das nicht waren, setzen Sie sofort über „Passwort vergessen?“ ein neues.',
    }),
    passwordReset: ({ time }) => ({
      subject: 'Ihr Passwort wurde zurückgesetzt',
      lead: `Das Passwort Ihres Kontos wurde am ${time} zurückgesetzt. Alle Geräte wurden abgemeldet.`,
      rest: 'Wenn Sie das nicht waren, liest jemand Ihre Mails: Sichern Sie zuerst diese und setzen Sie dann das Passwort neu.',
    }),
    emailChanged: ({ newEmail, time }) => ({
      subject: 'Die Adresse Ihres Kontos wurde geändert',
      lead: `Seit ${time} hat Ihr Konto die Adresse ${newEmail}.`,
      rest: 'Wenn Sie das nicht waren, wenden Sie sich an den Verwalter Ihres Servers.',
    }),
    twoFactorOn: ({ time }) => ({
      subject: 'Anmeldung in zwei Schritten ist an',
      lead: `Seit ${time} braucht die Anmeldung auch einen Code Ihrer Authentifizierungs-App.`,
      rest: `Bewahren Sie Ihre Wiederherstellungscodes sicher auf. ${notYou}`,
    }),
    twoFactorOff: ({ time }) => ({
      subject: 'Anmeldung in zwei Schritten ist aus',
      lead: `Seit ${time} genügt zur Anmeldung Ihr Passwort.`,
      rest: notYou,
    }),
    twoFactorPaused: ({ address, time }) => ({
      subject: 'Jemand kennt Ihr Passwort',
      lead: `Bis ${time} hat jemand unter ${address} hundert falsche Codes Ihrer Authentifizierungs-App eingegeben. Wer das tut, kennt Ihr Passwort. Von Orten, an denen Sie sich noch nie angemeldet haben, ist die Anmeldung für einen Tag angehalten.`,
      rest: 'Ändern Sie jetzt Ihr Passwort, auf einem Gerät, das angemeldet ist. Waren Sie es selbst, prüfen Sie die Uhr des Geräts, das die Codes anzeigt.',
    }),
    recoveryCodeUsed: ({ remaining, time }) => ({
      subject: 'Ein Wiederherstellungscode wurde benutzt',
      lead: `Am ${time} wurde zur Anmeldung ein Wiederherstellungscode benutzt. Es bleiben ${remaining}.`,
      rest: notYou,
    }),
    recoveryKeyCreated: ({ time }) => ({
      subject: 'Ein Wiederherstellungsschlüssel wurde erzeugt',
      lead: `Am ${time} wurde für Ihr Konto ein Wiederherstellungsschlüssel erzeugt. Mit ihm kostet ein vergessenes Passwort keine Daten.`,
      rest: `Bewahren Sie ihn so auf, dass nur Sie ihn finden. ${notYou}`,
    }),
    recoveryKeyRemoved: ({ time }) => ({
      subject: 'Ihr Wiederherstellungsschlüssel wurde entfernt',
      lead: `Ihr Wiederherstellungsschlüssel wurde am ${time} entfernt. Ohne ihn macht ein vergessenes Passwort unlesbar, was auf dem Server liegt.`,
      rest: notYou,
    }),
  },
  footer: (origin) => `Diese Mail kommt vom Firefox-Sync-Server auf ${origin}.`,
};
