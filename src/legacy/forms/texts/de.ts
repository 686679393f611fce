import type { FormTexts } from './en.ts';

/** In German. */
export const de: FormTexts = {
  accountTitle: 'Ihr Sync-Konto',
  accountFor: 'Für Konten von Pale Moon, Basilisk und anderen Browsern mit Sync 1.1.',
  name: 'Name oder Mailadresse',
  password: 'Passwort',
  show: 'Mein Konto zeigen',
  forgotten: 'Ich habe mein Passwort vergessen',
  howToConnect: 'Wie man einen Browser verbindet',
  wrong: 'Name und Passwort gehören nicht zusammen.',
  late: 'Es ist zu viel Zeit vergangen, oder das Passwort wurde geändert. Melden Sie sich neu an.',
  weak: 'Dieses Passwort ist zu schwach. Es braucht mindestens 8 Zeichen und darf weder der Name des Kontos sein noch eines, das jeder zuerst probiert.',
  different: 'Die beiden Passwörter sind verschieden. Es wurde nichts geändert.',
  noMail: 'Das ist keine Mailadresse. Es wurde nichts geändert.',
  passwordSet:
    'Ihr neues Passwort ist gesetzt. Geben Sie es in jedem Ihrer Browser ein: Sie fragen beim nächsten Abgleich danach.',
  mailSet:
    'Ihre Adresse ist geändert. In Ihren Browsern melden Sie sich weiter mit der Adresse an, mit der Sie begonnen haben.',
  ownName: 'Name',
  ownMail: 'Adresse für Mails',
  none: 'keine',
  storedTitle: 'Was hier gespeichert ist',
  nothingStored: 'Noch nichts.',
  columns: { what: 'Was', records: 'Einträge', size: 'KiB', changed: 'Letzte Änderung' },
  sizeInAll: (used) => `Zusammen ${used} KiB.`,
  sizeOfQuota: (used, quota) => `${used} von ${quota} KiB sind belegt.`,
  unreadable: 'Der Server kann nichts davon lesen: Es ist mit Ihrem Wiederherstellungsschlüssel verschlossen.',
  changePassword: 'Passwort ändern',
  newPassword: 'Neues Passwort',
  length: 'mindestens 8 Zeichen',
  onceMore: 'Noch einmal',
  changeMailTitle: 'Adresse für Mails ändern',
  mail: 'Mailadresse',
  mailHint: 'wohin ein Link für ein neues Passwort geht',
  changeMail: 'Adresse ändern',
  leave: 'Gehen',
  toDeletion: 'Das Konto mit allem Gespeicherten löschen',

  resetTitle: 'Neues Passwort für Sync',
  reset: 'Geben Sie Namen oder Mailadresse Ihres Kontos ein. Sie bekommen eine Mail mit einem Link.',
  sendMail: 'Mail senden',
  withoutMail: 'Dieser Server sendet keine Mails. Bitten Sie seinen Verwalter um einen Link für ein neues Passwort.',
  sent: 'Wenn es so ein Konto gibt, ist eine Mail unterwegs.',
  sentHint: (hours) =>
    `Der Link darin gilt die nächsten ${hours} Stunden. Ihre Daten bleiben, wie sie sind: Sie sind mit Ihrem Wiederherstellungsschlüssel verschlossen, nicht mit dem Passwort.`,
  setPassword: 'Passwort setzen',
  done: 'Ihr neues Passwort ist gesetzt.',
  doneHint: 'Geben Sie es in jedem Ihrer Browser ein: Sie fragen beim nächsten Abgleich danach.',
  noName: 'Sagen Sie, für wen: Geben Sie Namen oder Mailadresse Ihres Kontos ein.',
  unknown: 'So ein Konto gibt es nicht. Prüfen Sie den Namen oder lassen Sie sich eine neue Mail senden.',
  noPassword: 'Geben Sie das neue Passwort ein.',
  typeTwice: 'Die beiden Passwörter sind verschieden. Geben Sie zweimal dasselbe ein.',
  wrongKey: (hours) =>
    `Dieser Link gilt nicht mehr: Er wurde benutzt oder ist älter als ${hours} Stunden. Lassen Sie sich eine neue Mail senden.`,

  deleteTitle: 'Ein Sync-Konto löschen',
  deletion:
    'Damit wird das Konto mit allem, was es auf diesem Server speichert, endgültig gelöscht. Ihre Browser behalten, was sie haben.',
  delete: 'Konto löschen',
  missing: 'Es fehlt etwas. Geben Sie Namen und Passwort ein.',
  notDeleted: 'Name und Passwort gehören nicht zusammen. Es wurde nichts gelöscht.',
  deleted: 'Das Konto ist gelöscht, mit allem, was es hier gespeichert hatte.',

  connectTitle: 'Mit Sync 1.1 verbinden',
  connect:
    'Pale Moon, Basilisk und altes SeaMonkey sprechen das ältere Sync 1.1, mit einem eigenen Konto, das im Browser angelegt wird.',
  connectAddress:
    'Öffnen Sie die Einrichtung von Sync, wählen Sie einen eigenen Server und geben Sie diese Adresse ein, sonst nichts:',
  connectPairing: (pref) =>
    `Um ein zweites Gerät mit einem Code zu koppeln, setzen Sie zuerst auf beiden ${pref} in about:config:`,
  connectAccount: 'Sehen, was gespeichert ist, das Passwort ändern oder so ein Konto löschen',

  tooMany: 'Das waren zu viele Versuche.',
  busy: 'Der Server ist gerade zu beschäftigt.',
  wait: (minutes) =>
    `Warten Sie ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`} und versuchen Sie es dann noch einmal.`,

  captchaTitle: 'Sind Sie ein Mensch?',
  needsInvite: 'Dieser Server will eine Einladung. Sein Verwalter kann Ihnen eine geben.',
  inviteCode: 'Code der Einladung',
  anotherPicture: 'Ein anderes Bild',
  whatDoYouRead: 'Was lesen Sie?',
  proved: 'Ihr Browser hat bewiesen, dass ihn kein Roboter benutzt. Hier ist nichts einzugeben.',
};
