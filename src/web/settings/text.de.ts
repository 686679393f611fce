import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  title: 'Ihr Konto',
  signInTitle: 'Melden Sie sich bei Ihrem Konto an',
  signInLead:
    'In einem Firefox, der mit diesem Server abgleicht, öffnet sich Ihr Konto von selbst. In jedem anderen Browser melden Sie sich mit Ihrem Passwort an; der Browser vergisst es, wenn der Tab geschlossen wird.',
  signIn: 'Anmelden',
  howTo: 'Wie man Firefox verbindet',
  byFirefox: 'Angemeldet durch diesen Firefox',
  byTab: 'Nur in diesem Tab angemeldet',
  signOut: 'Abmelden',
  signOutFirefox: 'Diesen Firefox abmelden',
  signOutFirefoxConfirm:
    'Diesen Firefox abmelden? Er gleicht nicht mehr ab; was er gespeichert hat, bleibt auf diesem Computer.',
  signOutTabConfirm: 'In diesem Tab abmelden? Firefoxe, die abgleichen, machen weiter.',
  signedOutTitle: 'Sie sind abgemeldet',
  signedOut: 'Ihre Daten bleiben auf Ihren Geräten und, verschlüsselt, auf dem Server.',
  signedOutFirefox:
    'Um diesen Firefox wieder zu verbinden, öffnen Sie sein Menü ☰ und wählen „Anmelden“. Eine Anmeldung auf dieser Seite gälte nur für diesen Tab.',
  clientsTitle: 'Geräte und Apps',
  clientsLead:
    'Alles, was bei Ihrem Konto angemeldet ist. Melden Sie ab, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.',
  noClients:
    'Noch ist kein Firefox verbunden. Sagen Sie Ihrem, wo dieser Server ist, und melden Sie ihn in seinem Menü an.',
  thisOne: 'Dieses hier',
  lastActive: (when) => `Zuletzt aktiv ${when}`,
  neverActive: 'Noch nicht aktiv',
  webSession: 'Anmeldung auf einer Seite',
  unnamedApp: 'App ohne Namen',
  unnamed: 'Gerät ohne Namen',
  kinds: { desktop: 'Computer', mobile: 'Telefon', tablet: 'Tablet', tv: 'Fernseher', vr: 'Headset' },
  app: 'Browser oder App',
  signOutOf: (name) => `${name} abmelden`,
  signOutConfirm: (name) =>
    `${name} abmelden? Es gleicht binnen Sekunden nicht mehr ab und behält, was es bis dahin gespeichert hat.`,
  yes: 'Ja, abmelden',
  removed: (name) => `${name} ist abgemeldet.`,
  another: 'Weiteres Gerät verbinden',
  back: 'Zurück zu Ihrem Konto',
  syncedTitle: 'Auf diesem Server gespeichert',
  syncedLead: (host) => `Das haben Ihre Firefoxe mit ${host} abgeglichen. Nur sie können es lesen.`,
  openMySync: 'Mein Sync: Geräte, Größen, Sicherheitsverlauf, Herunterladen',
  openData: 'Meine Daten ansehen und mitnehmen',
  openTimeMachine: 'Zurückholen, was geändert oder gelöscht wurde',
  sendPage: 'Eine Seite an einen Firefox senden',
  nothingSynced: 'Noch nichts. Sobald ein Firefox verbunden ist, erscheinen seine Daten hier binnen einer Minute.',
  collection: 'Was',
  records: 'Einträge',
  lastChange: 'Geändert',
  collections: {
    bookmarks: 'Lesezeichen',
    history: 'Chronik',
    passwords: 'Passwörter',
    tabs: 'Offene Tabs, nach Gerät',
    prefs: 'Einstellungen',
    addons: 'Add-ons',
    forms: 'Formulardaten',
    addresses: 'Adressen',
    creditcards: 'Zahlungsmethoden',
    'extension-storage': 'Daten von Add-ons',
  },
  internalCollections: ['meta', 'crypto', 'clients', 'keys'],
  phoneBookmarks:
    'Firefox auf Telefonen zeigt die Lesezeichen von Computern in einem eigenen Ordner, „Desktop-Lesezeichen“.',
  sections: {
    profile: { title: 'Name und Bild', what: 'Wie Sie auf Ihren Geräten erscheinen.', link: 'Name oder Bild ändern' },
    password: {
      title: 'Passwort',
      what: 'Es meldet Sie an und verschließt Ihre Daten.',
      link: 'Passwort ändern',
    },
    recoveryKey: {
      title: 'Wiederherstellungsschlüssel',
      what: 'Öffnet Ihre Daten, falls Sie das Passwort einmal vergessen.',
      link: 'Wiederherstellungsschlüssel einrichten',
      linkOn: 'Wiederherstellungsschlüssel erneuern oder entfernen',
    },
    twoStep: {
      title: 'Anmeldung in zwei Schritten',
      what: 'Fragt außerdem nach einem Code von Ihrem Telefon.',
      link: 'Anmeldung in zwei Schritten einrichten',
      linkOn: 'Anmeldung in zwei Schritten ändern oder ausschalten',
    },
    email: {
      title: 'E-Mail-Adresse',
      what: 'Der Name Ihres Kontos, und wohin Mails gehen.',
      link: 'Adresse ändern',
    },
    destroy: {
      title: 'Konto löschen',
      what: 'Entfernt alles, was dieser Server von Ihnen hat.',
      link: 'Konto löschen …',
    },
  },
  on: 'An',
  off: 'Aus',
  safetyTitle: 'Konto und Sicherheit',
  password: 'Passwort',
  proofWanted:
    'Sie sind schon eine Weile angemeldet. Geben Sie Ihr Passwort noch einmal ein, damit wir wissen, dass Sie es sind.',
  currentPassword: 'Jetziges Passwort',
  newPassword: 'Neues Passwort',
  repeatPassword: 'Neues Passwort wiederholen',
  save: 'Speichern',

  passwordLead:
    'Ihre Daten bleiben, wie sie sind. Dieser Browser bleibt angemeldet; jedes andere Gerät fragt nach dem neuen Passwort, bevor es wieder abgleicht.',
  passwordSubmit: 'Passwort ändern',
  passwordDone: 'Ihr Passwort ist geändert. Ihre anderen Geräte werden danach fragen.',

  keyLead:
    'Wenn Sie Ihr Passwort vergessen, können Sie ein neues setzen, aber nur dieser Schlüssel öffnet, was auf dem Server liegt. Drucken Sie ihn aus oder bewahren Sie ihn an einem sicheren Ort auf, nicht nur auf diesem Gerät.',
  keyExists: 'Sie haben einen Wiederherstellungsschlüssel. Ein neuer macht den alten wertlos.',
  keyMissing: 'Sie haben noch keinen Wiederherstellungsschlüssel.',
  keySubmit: 'Wiederherstellungsschlüssel erzeugen',
  keyNew: 'Neuen Wiederherstellungsschlüssel erzeugen',
  keyRemove: 'Wiederherstellungsschlüssel entfernen',
  keyRemoved: 'Der Wiederherstellungsschlüssel ist entfernt. Ein Ausdruck öffnet nichts mehr.',
  keyDoneTitle: 'Ihr Wiederherstellungsschlüssel',
  keyDone: 'Er wird nur jetzt gezeigt. Drucken oder speichern Sie ihn, bevor Sie weitergehen.',
  keySheetTitle: 'Foxden-Wiederherstellungsschlüssel',
  keySheet: (email, address, date) => `Konto ${email} auf ${address}, erzeugt am ${date}`,
  keySheetUse:
    'Wenn das Passwort vergessen ist: Diese Adresse öffnen, „Passwort vergessen?“ wählen und diesen Schlüssel eingeben, wenn danach gefragt wird. Wer ihn hat und die Mails des Kontos lesen kann, kann dessen Daten öffnen. Bewahren Sie ihn also dort auf, wo Sie andere Schlüssel aufbewahren.',
  keyFile: 'foxden-wiederherstellungsschluessel.txt',
  keyName: 'der Wiederherstellungsschlüssel',

  twoStepLead:
    'Mit der Anmeldung in zwei Schritten reicht ein gestohlenes Passwort nicht: Es braucht auch einen Code aus einer Authentifizierungs-App auf Ihrem Telefon.',
  twoStepOn: 'Die Anmeldung in zwei Schritten ist an.',
  twoStepOff: 'Die Anmeldung in zwei Schritten ist aus.',
  twoStepStart: 'Einschalten',
  twoStepStop: 'Ausschalten',
  twoStepStopped: 'Die Anmeldung in zwei Schritten ist jetzt aus. Das Passwort allein genügt wieder.',
  twoStepScanTitle: 'Anmeldung in zwei Schritten einschalten',
  twoStepScan:
    'Scannen Sie dieses Bild mit Ihrer Authentifizierungs-App und geben Sie dann die sechs Ziffern ein, die sie zeigt.',
  twoStepPicture: 'QR-Code für Ihre Authentifizierungs-App',
  twoStepSecret: 'Wenn sie nicht scannen kann, geben Sie diesen Schlüssel in die App ein:',
  twoStepSecretName: 'der Schlüssel',
  twoStepCode: 'Sicherheitscode',
  twoStepConfirm: 'Bestätigen und einschalten',
  twoStepWrong:
    'Dieser Code stimmt nicht. Prüfen Sie, ob die Uhr Ihres Telefons stimmt, warten Sie auf den nächsten Code und geben Sie ihn ein.',
  codesTitle: 'Speichern Sie Ihre Wiederherstellungscodes',
  codesLead: 'Wenn Sie Ihr Telefon verlieren, meldet jeder davon Sie einmal an. Sie werden nur jetzt gezeigt.',
  codesFile: 'foxden-wiederherstellungscodes.txt',
  codesName: 'die Wiederherstellungscodes',

  emailLead: (email) => `Ihr Konto ist ${email}.`,
  emailNew: 'Neue E-Mail-Adresse',
  emailRepeat: 'Neue E-Mail-Adresse wiederholen',
  emailDiffers: 'Die beiden Adressen unterscheiden sich.',
  emailUnchecked:
    'Dieser Server verschickt keine Mails, darum kann kein Code die Adresse prüfen. Sehen Sie zweimal hin: Sie ist der Name, mit dem Sie sich anmelden.',
  emailSubmit: 'Einen Code dorthin schicken',
  emailSubmitUnchecked: 'Adresse ändern',
  emailCodeLead: (email) => `Geben Sie den Code aus sechs Ziffern ein, der an ${email} ging.`,
  emailCode: 'Code',
  emailConfirm: 'Diese Adresse verwenden',
  emailOther: 'Zurück, um eine andere Adresse einzugeben',
  emailDone: (email) => `Ihr Konto ist jetzt ${email}. Ihr Passwort bleibt dasselbe.`,
  emailInvalid: 'Geben Sie eine E-Mail-Adresse wie name@example.org ein.',

  profileName: 'Name',
  profileNameHint: 'Lassen Sie ihn leer, um mit Ihrer Adresse zu erscheinen.',
  profileSaved: 'Gespeichert. Ihre Geräte zeigen es nach dem nächsten Abgleich.',
  avatarTitle: 'Bild',
  avatarAlt: 'Ihr Bild',
  avatarChoose: 'Ein Bild wählen',
  avatarHint: 'PNG, JPEG, GIF oder WebP mit höchstens 1 MB. Es wird quadratisch gemacht.',
  avatarRemove: 'Bild entfernen',
  avatarUnreadable:
    'Dieser Browser kann jene Datei nicht als Bild lesen. Wählen Sie eine PNG-, JPEG-, GIF- oder WebP-Datei.',

  adminTitle: 'Verwalter werden',
  admin: (email) => `Der Link, den Sie geöffnet haben, macht ${email} zu einem Verwalter dieses Servers.`,
  adminSubmit: 'Verwalter werden',
  adminDone: 'Sie sind jetzt ein Verwalter dieses Servers. Der Befehl foxden auf dem Server kann mehr: foxden help.',
  adminLink: 'Ihr Konto',

  destroyLead: (email) =>
    `Das löscht das Konto ${email} und alles, was es mit diesem Server abgeglichen hat, endgültig.`,
  destroyKeeps:
    'Ihre Geräte behalten die Lesezeichen, Passwörter und die Chronik, die sie jetzt haben, gleichen aber nicht mehr ab.',
  destroyConsent: 'Ich verstehe, dass niemand es zurückholen kann',
  destroyConsentMissing: 'Setzen Sie zuerst das Häkchen, wenn Sie das wollen.',
  destroySubmit: 'Konto endgültig löschen',
  destroyedTitle: 'Ihr Konto ist gelöscht',
  destroyed:
    'Auf diesem Server ist davon nichts übrig, abgesehen von Sicherungen, die mit der Zeit überschrieben werden.',
};
