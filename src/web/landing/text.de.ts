import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  desktop: {
    open: 'Öffnen Sie einen neuen Tab, geben Sie diese Adresse in die Adressleiste ein und wählen Sie „Risiko akzeptieren und fortfahren“:',
    aboutConfig: 'about:config',
    search: 'Suchen Sie diesen Namen:',
    set: 'Drücken Sie den Stift „Bearbeiten“ (oder wählen Sie „String“ und drücken Sie +), fügen Sie diese Adresse ein und bestätigen Sie:',
  },
  nameOf: {
    address: 'die Adresse dieses Servers',
    pref: 'der Name der Einstellung',
    page: 'die Adresse der Einstellungsseite',
  },
  externalTitle: 'Dieser Server bewahrt Sync-Daten auf',
  external:
    'Die Konten führt ein anderer Server, meist der von Mozilla. Melden Sie sich in Firefox wie gewohnt dort an und sagen Sie Firefox einmal, dass er seine Daten hier ablegt.',
  externalPref: 'identity.sync.tokenserver.uri',
  externalRestart:
    'Starten Sie Firefox neu oder melden Sie ihn ab und wieder an. Von da an gleicht er mit diesem Server ab.',
  externalPhones:
    'Firefox für Android nimmt dieselbe Adresse: Öffnen Sie ⋮, „Einstellungen“, „Über Firefox“, tippen Sie fünfmal auf das Logo, gehen Sie zurück zu „Einstellungen“, öffnen Sie „Sync Debug“ und geben Sie sie bei „Custom Sync server“ ein. Firefox für iPhone und iPad lässt sich nicht verbinden: Seine Einstellung dafür nimmt ihm auch die Konten des anderen Servers.',
  deafTitle: 'Beginnen Sie in Firefox selbst',
  deafChannel:
    'Diese Seite wurde außerhalb einer Anmeldung geöffnet, oder Firefox wurde inzwischen neu gestartet, darum hört Firefox nicht auf sie. Schließen Sie diesen Tab, öffnen Sie das Menü ☰ von Firefox und wählen Sie „Anmelden“.',
  notFirefoxTitle: 'Bitte öffnen Sie das in Firefox',
  notFirefox:
    'Diese Seite verbindet einen Firefox mit Ihrem Konto, darum muss Firefox sie öffnen: Öffnen Sie sein Menü und wählen Sie „Anmelden“.',
  serviceNames: {
    relay: 'Firefox Relay',
    vpn: 'Mozilla VPN',
    smartwindow: 'Smart Window',
    monitor: 'Mozilla Monitor',
  },
  otherServiceTitle: (name) => `${name} ist ein Dienst von Mozilla`,
  otherService: (name) =>
    `Diesem Firefox wurde gesagt, dass er für sein Konto diesen Server nimmt, und er möchte eines für ${name}. Das betreibt Mozilla, nur mit Konten von Mozilla, darum geht es mit einem Konto von hier nicht. Geändert wurde nichts, und an Mozilla ging nichts.`,
  otherServiceNext: (name) =>
    `Um ${name} zu benutzen, melden Sie sich in einem anderen Profil von Firefox bei Mozilla an, einem, das diesen Server nicht kennt. Um Lesezeichen, Passwörter und Tabs hier abzugleichen, melden Sie sich zum Synchronisieren an.`,
  syncInstead: 'Stattdessen zum Synchronisieren anmelden',
  tooOldTitle: 'Dieser Firefox ist zu alt',
  tooOld:
    'Er will sich auf eine Weise anmelden, die vor Jahren aufgegeben wurde. Es wurde kein Konto angelegt und nichts geändert. Foxden verbindet Firefox 115 (ESR) und alle neueren: Bringen Sie diesen Firefox auf den neuesten Stand und beginnen Sie noch einmal in seinem Menü.',
  tooOldForCodes:
    'Er kann nicht mit einem Code aus einem anderen Firefox angemeldet werden; dazu braucht es Firefox 140 oder neuer. Beginnen Sie noch einmal in seinem Menü und melden Sie sich mit Ihrem Passwort an.',
  androidDeafTitle: 'Firefox hört nicht zu',
  androidDeaf: (address) =>
    `Firefox für Android hört nicht auf diese Seite. In seinen Einstellungen „Sync Debug“ muss der Kontoserver genau ${address} heißen, ohne Schrägstrich am Ende und ohne Port, über https. Berichtigen Sie ihn, beenden Sie Firefox und versuchen Sie es noch einmal.`,
  howTo: 'Wie man Firefox verbindet',
  insecureTitle: 'Diese Adresse ist nicht sicher genug',
  insecure:
    'Aus Ihrem Passwort werden im Browser Schlüssel, und das erlauben Browser nur über https (oder auf dem Computer des Servers unter http://localhost). Gesendet wurde nichts.',
  insecureNext:
    'Öffnen Sie Foxden unter seiner https-Adresse. Wenn er noch keine hat, findet der Betreiber die Wege dahin im README unter TLS.',
  setupTitle: 'Foxden läuft. Eines fehlt noch.',
  setupWhy:
    'Er kennt seine öffentliche Adresse noch nicht und nimmt darum keine Anmeldungen an: Browser binden Konten und Unterschriften an genau diese Adresse, und Geratenes ginge später zu Bruch.',
  setupSteps: [
    'Legen Sie die https-Adresse fest, unter der alle Ihre Geräte diesen Server erreichen, etwa https://foxden.example.org.',
    'Geben Sie sie Foxden als Einstellung FOXDEN_PUBLIC_URL: in der Datei .env neben compose.yaml, im Formular des App-Ladens Ihres NAS oder als Umgebungsvariable.',
    'Starten Sie Foxden neu und öffnen Sie jene Adresse.',
  ],
  setupExample: 'die Einstellung',
  unknownClientTitle: 'Dieses Programm ist hier nicht bekannt',
  unknownClient: (id) =>
    `Die Adresse, die Sie hergebracht hat, gehört zu einer Anmeldung beim Programm „${id}“, und eines dieses Namens kennt dieser Server nicht.`,
  noClient:
    'Die Adresse, die Sie hergebracht hat, gehört zu einer Anmeldung bei einem Programm, sagt aber nicht, bei welchem.',
  unknownClientNext:
    'Wenn Sie aus Firefox kamen, beginnen Sie noch einmal in seinen Einstellungen. Ein anderes Programm muss eines sein, für das dieser Server eine Anmeldung anbietet.',
  rootNeededTitle: 'Firefox kann sich unter dieser Adresse nicht anmelden',
  rootNeeded:
    'Dieser Server führt Konten und ist unter einem Pfad eingerichtet, aber Firefox sucht die Seiten von Konten an der Wurzel eines Hosts: Die Anmeldung ginge ins Leere.',
  rootNeededNext:
    'Sein Verwalter kann ihm einen eigenen Hostnamen geben und FOXDEN_PUBLIC_URL darauf setzen, oder die Konten mit FOXDEN_ACCOUNTS=mozilla Mozilla überlassen: Die abgeglichenen Daten dürfen dann unter dem Pfad bleiben.',
  notFoundTitle: 'Diese Seite gibt es nicht',
  notFound: 'Der Link ist vielleicht alt oder vertippt.',
  home: 'Zur Startseite',
  backTitle: 'Gehen Sie zurück zu Firefox',
  back: 'Die Anmeldung ist fertig. Wenn Firefox nicht von selbst weitergemacht hat, schließen Sie diese Seite und sehen in seine Einstellungen.',
};
