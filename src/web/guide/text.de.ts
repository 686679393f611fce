import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  title: 'Verbinden Sie Ihren Firefox',
  lead: 'Foxden hält Lesezeichen, Passwörter, Chronik und offene Tabs Ihrer Firefoxe auf einem eigenen Server im Gleichklang. Sagen Sie jedem Firefox einmal, wo er ist.',
  otherTitle: 'Ein weiteres Gerät dazunehmen',
  otherLead: (email) =>
    `Dieser Firefox ist schon als ${email} verbunden. Wählen Sie, was Sie als Nächstes verbinden; abgemeldet wird hier nichts.`,
  invited:
    'Sie haben eine Einladung. Sie bleibt in diesem Browser und wird eingetragen, wenn Sie Ihr Konto aus Firefox heraus anlegen, wie es die Schritte unten zeigen.',
  invitedAdministrator:
    'Ihr Link macht Sie zum Verwalter dieses Servers. Er bleibt in diesem Browser: Verbinden Sie zuerst diesen Firefox, wie es die Schritte unten zeigen, und legen Sie Ihr Konto aus seinem Menü an. Dann ist Ihr erstes Lesezeichen abgeglichen, sobald Sie fertig sind.',
  invitedElsewhere:
    'Dieser Browser ist kein Firefox, darum nützt die Einladung in ihm nichts: Öffnen Sie den Link, den Sie bekommen haben, in dem Firefox, den Sie verbinden wollen.',
  invitedTab: 'Nur in diesem Tab ein Konto anlegen',
  kindsLegend: 'Welches Gerät?',
  kinds: { desktop: 'Computer', android: 'Android', ios: 'iPhone, iPad', legacy: 'Pale Moon und Verwandte' },
  thisDevice: 'dieses Gerät',
  manage: 'Konto verwalten',
  pairTitle: 'Mit einem Code, ohne Tippen',
  pair: 'Ein Firefox, der schon verbunden ist, kann einen Code zeigen. Ein Telefon, das diesen Server kennt, scannt ihn; ein anderer Computer liest ihn aus einem Bild oder als Text.',
  pairShow: 'Code zeigen oder eingeben',
  accountTitle: 'Ihr Konto',
  account: 'Um Ihr Konto können Sie sich auch in jedem anderen Browser kümmern.',
  signIn: 'Bei Ihrem Konto anmelden',

  desktopTitle: 'Auf einem Computer',
  desktop: {
    oldest: 'Verbinden lassen sich Firefox 115 (ESR) und alle neueren.',
    signedOut:
      'Wenn jener Firefox anderswo angemeldet ist, melden Sie ihn zuerst ab; was er gespeichert hat, bleibt auf dem Computer.',
    open: 'Öffnen Sie einen neuen Tab, geben Sie diese Adresse in die Adressleiste ein und wählen Sie „Risiko akzeptieren und fortfahren“:',
    aboutConfig: 'about:config',
    search: 'Suchen Sie diesen Namen:',
    set: 'Drücken Sie den Stift „Bearbeiten“ (oder wählen Sie „String“ und drücken Sie +), fügen Sie diese Adresse ein und bestätigen Sie:',
    allowHttp:
      'Dieser Server wird auf genau diesem Computer über http benutzt, stellen Sie darum auch dies auf „true“ (wählen Sie „Boolean“):',
    restart:
      'Nur in Firefox 152 und älter (wie ESR 140 und ESR 115): Wählen Sie „Anmelden“ wie im nächsten Schritt, schließen Sie die Seite, die sich öffnet, beenden Sie Firefox und starten Sie ihn wieder. Bis dahin fragt er den Kontoserver, den er vorher kannte.',
    signIn:
      'Öffnen Sie das Menü ☰ und wählen Sie „Anmelden“ neben „Daten synchronisieren und speichern“. Es öffnet sich die Anmeldung dieser Seite.',
  },
  nameOf: {
    address: 'die Adresse dieses Servers',
    pref: 'der Name der Einstellung',
    page: 'die Adresse der Einstellungsseite',
    file: (name) => `die Zeilen für ${name}`,
    command: 'der Befehl',
  },
  filesTitle: 'Mit einer Datei oder einem Befehl, für ein Profil oder ein ganzes Büro',
  files: {
    profile:
      'Der Ordner eines Profils steht in about:profiles neben „Wurzelordner“. Beenden Sie Firefox, bevor Sie in ihn schreiben, und starten Sie ihn danach.',
    folder: 'Ordner des Profils',
    folderHint: 'Kopieren Sie ihn aus about:profiles. Er bleibt in dieser Seite.',
    linux: 'Linux, im Terminal',
    macos: 'macOS, im Terminal',
    windows: 'Windows, in PowerShell',
    command: 'Das schreibt die Adresse in die user.js jenes Profils. Was sonst in der Datei steht, bleibt.',
    userJs: 'Oder fügen Sie dies selbst in die Datei user.js im Ordner des Profils ein:',
    autoConfig:
      'Für alle Profile eines Computers: Legen Sie diese zwei Dateien in den Ordner von Firefox selbst, den mit seinem Programm (auf macOS Firefox.app/Contents/Resources). Die Adresse lässt sich dann in Firefox nicht mehr ändern.',
    policies:
      'Aus policies.json nimmt Firefox keinen Kontoserver: Die Richtlinie „Preferences“ weist diese Einstellung ab. Nehmen Sie dafür die zwei Dateien oben. Was eine Richtlinie kann, ist, Firefox der Zertifizierungsstelle dieses Netzes vertrauen zu lassen:',
    policiesCertificate:
      'Legen Sie foxden.crt dorthin, wo Firefox die Zertifikate von Richtlinien sucht: unter Linux /usr/lib/mozilla/certificates oder ~/.mozilla/certificates, unter macOS /Library/Application Support/Mozilla/Certificates, unter Windows %LOCALAPPDATA%\\Mozilla\\Certificates. Die Datei hier unten kommt in den Ordner „distribution“ in Firefox’ eigenem Ordner.',
    policiesNone:
      'Aus policies.json nimmt Firefox keinen Kontoserver: Die Richtlinie „Preferences“ weist diese Einstellung ab. Nehmen Sie stattdessen die zwei Dateien oben.',
  },
  forksTitle: 'LibreWolf, Zen, Floorp, Waterfox',
  forks: {
    all: 'Sie werden mit denselben Schritten eingerichtet. Wo sie sich unterscheiden:',
    librewolf:
      'LibreWolf schaltet Konten ab. Stellen Sie zuerst dies in about:config auf „true“ und starten Sie ihn neu; dann hat das Menü „Anmelden“. (Denselben Schalter haben seine Einstellungen unter LibreWolf, „Enable Firefox Sync“.)',
    librewolfClear:
      'LibreWolf löscht außerdem Cookies und Website-Daten, wenn er beendet wird. Eine Einladung, die in ihm wartet, überlebt das nicht: Legen Sie das Konto an, bevor Sie ihn beenden.',
    zen: 'Zen: Wo seine Seitenleiste kein ☰ zeigt, geben Sie about:preferences#sync in die Adressleiste ein. Was er Eigenes abgleicht, etwa Arbeitsbereiche, liegt auch hier, und nur Zen zeigt es.',
    floorp: 'Floorp: dasselbe Menü. Was er zu Firefox hinzufügt, wird nur abgeglichen, soweit Floorp selbst das tut.',
    waterfox:
      'Waterfox: dasselbe Menü, wenn es aus Firefox 115 oder neuer gemacht ist. Waterfox Classic ist zu alt für die Konten dieses Servers.',
  },

  androidTitle: 'Auf Android',
  android: {
    port: 'Firefox für Android spricht nur mit Anmeldeseiten auf dem üblichen Port von https. Die Adresse dieses Servers hat einen anderen Port oder kein https, darum klappt die Anmeldung auf einem Telefon nicht, bis sich das ändert.',
    signedOut:
      'Firefox muss abgemeldet sein, während dies eingestellt wird. Das gilt auch für Firefox Beta, Nightly und die meisten Ableger.',
    secret: 'Öffnen Sie ⋮, „Einstellungen“, dann ganz am Ende „Über Firefox“, und tippen Sie fünfmal auf das Logo.',
    menu: 'Gehen Sie zurück zu „Einstellungen“: Dort gibt es einen neuen Eintrag „Sync Debug“. Öffnen Sie ihn und wählen Sie „Custom Mozilla account server“.',
    enter: 'Geben Sie genau diese Adresse ein, ohne Schrägstrich am Ende, und lassen Sie den Sync-Server leer:',
    restart:
      'Wählen Sie das Beenden der App, wenn es angeboten wird, öffnen Sie Firefox wieder und melden Sie sich in den „Einstellungen“ an.',
    bookmarks: 'Die Lesezeichen von Computern erscheinen in einem eigenen Ordner, „Desktop-Lesezeichen“.',
  },
  iosTitle: 'Auf iPhone und iPad',
  ios: {
    insecure:
      'Firefox für iPhone und iPad spricht nur über https mit Servern, und diese Adresse hat keines. Die Schritte klappen, sobald der Betreiber dem Server https gegeben hat.',
    secret:
      'Melden Sie Firefox ab, öffnen Sie seine „Einstellungen“ und tippen Sie ganz am Ende fünfmal auf die Versionsnummer.',
    menu: 'Oben gibt es einen neuen Eintrag „Advanced Sync Settings“. Öffnen Sie ihn und schalten Sie „Use Custom FxA Content Server“ ein.',
    enter: 'Geben Sie diese Adresse als „Custom Account Content Server URI“ ein:',
    signIn:
      'Schließen Sie Firefox ganz (wischen Sie ihn weg), öffnen Sie ihn wieder und melden Sie sich oben in seinen Einstellungen an.',
  },
  pictures: {
    androidAbout: 'Bild: die Seite „Über Firefox“, fünfmal auf das Logo getippt',
    androidDebug: 'Bild: die Einstellungen mit dem neuen Eintrag „Sync Debug“',
    androidServer: 'Bild: der Eintrag „Custom Mozilla account server“ unter „Sync Debug“',
    iosVersion: 'Bild: das Ende der Einstellungen, fünfmal auf die Versionsnummer getippt',
    iosAdvanced: 'Bild: die Einstellungen mit dem neuen Eintrag „Advanced Sync Settings“',
    iosServer: 'Bild: der Schalter „Use Custom FxA Content Server“ eingeschaltet, darunter die Adresse',
    settings: 'Einstellungen',
    tap: '5 ×',
  },
  qrTitle: 'Die Adresse aufs Telefon bringen',
  qr: 'Scannen Sie dies mit der Kamera des Telefons. Es öffnet dort diese Anleitung, aus der sich die Adresse kopieren lässt.',
  qrLabel: 'QR-Code der Adresse dieses Servers',
  legacyTitle: 'Pale Moon, Basilisk, altes SeaMonkey',
  legacy: 'Sie sprechen das ältere Sync 1.1, mit einem eigenen Konto.',
  legacyLink: 'Wie man sie über Sync 1.1 verbindet',
  legacyOff: 'Sie sprechen das ältere Sync 1.1, das dieser Server nicht anbietet. Sein Betreiber kann es einschalten.',

  checksTitle: 'Wird es von hier aus klappen?',
  checksLead: 'Gerade eben aus diesem Browser gefragt.',
  checksAgain: 'Noch einmal prüfen',
  checkStates: { ok: 'Gut', note: 'Hinweis', bad: 'Falsch', running: 'Wird gefragt …' },
  checks: {
    secure: 'Sichere Verbindung',
    secureOk: 'Der Browser lässt diese Seite mit Schlüsseln arbeiten.',
    secureBad:
      'Diese Adresse ist nicht sicher genug: Aus Ihrem Passwort werden im Browser Schlüssel, und das erlauben Browser nur über https (oder auf dem Computer des Servers unter http://localhost). Öffnen Sie Foxden unter seiner https-Adresse. Wenn er noch keine hat, findet der Betreiber die Wege dahin im README unter TLS.',
    address: 'Adresse dieses Servers',
    addressOk: (url) => `Diese Seite wurde unter der eigenen Adresse des Servers geöffnet, ${url}.`,
    addressBad: (url) =>
      `Diese Seite wurde unter einer anderen als der eigenen Adresse des Servers geöffnet, ${url}. Firefox hört nur auf jene: Öffnen Sie sie und machen Sie dort weiter.`,
    certificate: 'Zertifikat',
    certificateNone:
      'Die Adresse hat kein https, darum gibt es kein Zertifikat. Das geht nur auf dem Computer des Servers selbst.',
    certificateOk: 'Dieser Browser nimmt es an, und nichts spricht dagegen, dass andere Geräte es auch tun.',
    certificateOwn:
      'Es kommt von der eigenen Zertifizierungsstelle dieses Netzes. Jedes Gerät muss ihr einmal vertrauen, bevor es verbunden wird.',
    certificateOwnLink: 'Wie man ein Gerät dazu bringt',
    port: 'Für Android erreichbar',
    portOk: 'Die Adresse ist https auf dem üblichen Port, wie Firefox für Android es will.',
    portBad: (port) =>
      `Die Adresse hat den Port ${port}. Firefox für Android hört dort nie auf Anmeldeseiten; Computer und iPhones tun es. Der Betreiber kann den Server auf Port 443 legen.`,
    portHttp: 'Die Adresse ist nicht https, darum melden sich Firefox für Android und für iPhone nicht an.',
    clock: 'Uhr',
    clockOk: 'Die Uhren dieses Geräts und des Servers stimmen überein.',
    clockOff: (duration) =>
      `Die Uhren dieses Geräts und des Servers liegen ${duration} auseinander. Lassen Sie beide ihre Zeit aus dem Netz holen: Codes der Anmeldung in zwei Schritten stimmen sonst nicht, und die neueste Änderung kann gegen eine ältere verlieren.`,
    discovery: 'Was Firefox zuerst fragt',
    discoveryOk: 'Das Dokument, mit dem Firefox alles findet, ist da, und alles darin führt zu diesem Server.',
    discoveryElsewhere: (url) =>
      `Das Dokument, mit dem Firefox alles findet, führt zu ${url} und nicht hierher. Etwas zwischen diesem Browser und Foxden antwortet an seiner Stelle, oder ein anderer Server tut es.`,
    discoveryMissing: (path) =>
      `Das Dokument, mit dem Firefox alles findet, lässt sich unter ${path} nicht lesen. Ein Proxy vor Foxden muss jeden Pfad unter der Adresse weitergeben, auch die mit /.well-known/.`,
    socket: 'Codes zum Verbinden',
    socketOk: 'WebSockets kommen durch, Geräte lassen sich also mit einem Code verbinden.',
    socketBad:
      'WebSockets kommen nicht durch, darum lässt sich kein Gerät mit einem Code verbinden; alles andere geht. Ein Proxy vor Foxden muss „Upgrade“ für /v1/ws/ weitergeben.',
  },
};
