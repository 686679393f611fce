import type { Words } from './text.ts';

const freshOnPhone =
  'Gehen Sie auf diesem Gerät zurück zu den Einstellungen von Firefox und scannen Sie einen frischen Code.';

/** In German. */
export const words: Words = {
  connectingTitle: 'Die beiden Geräte werden verbunden',
  connecting: 'Der andere Firefox wird gesucht …',
  confirmTitle: 'Bei diesem Konto anmelden?',
  confirm: (email, device) => `${device} bietet diesem Firefox das Konto ${email} an.`,
  confirmSafety: 'Machen Sie nur weiter, wenn Sie selbst den Code auf jenem Gerät zeigen.',
  confirmButton: 'Ja, anmelden',
  cancelButton: 'Abbrechen',
  waitTitle: 'Stimmen Sie jetzt auf dem anderen Gerät zu',
  wait: (device) => `${device} fragt, ob Sie dieses Gerät zulassen. Es wird darauf gewartet …`,
  deliveringTitle: 'Dieser Firefox wird verbunden',
  delivering: 'Die Schlüssel werden Firefox übergeben …',
  doneTitle: 'Dieser Firefox ist verbunden',
  done: 'Er gleicht jetzt ab. Sie können diese Seite schließen.',
  failedTitle: 'Die Geräte sind nicht verbunden',
  nothingChanged: 'Es wurde nichts geändert.',
  cancelledTitle: 'Abgebrochen',
  cancelled: 'Sie haben sich nicht angemeldet. Es wurde nichts geändert.',
  fresh: freshOnPhone,
  otherCode: 'Einen anderen Code eingeben',
  incomplete: 'Diese Adresse ist nicht vollständig. ',
  ends: {
    'closed by peer': 'Der andere Firefox hat die Verbindung beendet: Dort wurde abgelehnt oder die Seite geschlossen.',
    closed: 'Die Verbindung wurde hier beendet.',
    lost: 'Die Verbindung ging verloren, bevor sich beide Seiten einig waren. Prüfen Sie, ob beide Geräte online sind.',
    unknown: 'Dieser Code ist verbraucht, zu alt oder vertippt: Gerade zeigt ihn kein Firefox.',
    expired: 'Dieser Code ist abgelaufen, weil einige Minuten nichts geschah.',
    full: 'Diesen Code benutzt schon ein anderes Gerät. Wenn das nicht Ihres ist, lehnen Sie auf dem anderen Firefox ab.',
    refused: 'Der Server hat gerade keinen Platz für weitere Verbindungen. Warten Sie eine Minute.',
    'server restart': 'Der Server wurde mittendrin neu gestartet.',
    broken:
      'In dieser Seite von Foxden ging etwas schief. Wenn es dabei bleibt, sagen Sie es dem Betreiber des Servers.',
    'not secure':
      'Der Code passt nicht: Er wurde vertippt, oder jemand hat sich an der Verbindung zu schaffen gemacht.',
  },
  strange: 'Der andere Firefox hat etwas geantwortet, das nicht hierher gehört.',

  approveTitle: 'Dieses Gerät in Ihr Konto lassen?',
  approveLead: (email) => `Ein Gerät hat Ihren Code gescannt und möchte als ${email} abgleichen.`,
  device: 'Gerät',
  address: 'Netzwerkadresse',
  unknown: 'nicht bekannt',
  approveSafety:
    'Es wird Ihre Passwörter, Lesezeichen und alles andere lesen können, was Sie abgleichen. Stimmen Sie nur einem Gerät zu, das Sie selbst in Händen haben.',
  approve: 'Zustimmen',
  refuse: 'Ablehnen',
  approvedTitle: 'Zugestimmt. Bestätigen Sie jetzt auf dem anderen Gerät',
  approved: 'Es wird auf das andere Gerät gewartet …',
  completeTitle: 'Beide Geräte sind verbunden',
  complete: 'Das neue Gerät gleicht jetzt mit Ihrem Konto ab.',
  openSettings: 'Sync-Einstellungen',
  refusedTitle: 'Abgelehnt',
  refused: 'Das Gerät wurde nicht hereingelassen, und der Code, den es gescannt hat, gilt nicht mehr.',
  timeoutTitle: 'Das hat zu lange gedauert',
  timeout:
    'Die beiden Seiten wurden sich nicht rechtzeitig einig, darum gilt der Code nicht mehr und nichts wurde geändert.',
  authorityFailedTitle: 'Das Gerät wurde nicht verbunden',
  authorityFailed:
    'Die Verbindung zum anderen Gerät ging verloren, oder sein Code passte nicht. Es wurde nichts geändert.',
  unsureTitle: 'Die Verbindung ging verloren',
  unsure:
    'Sie brach ab, nachdem Sie zugestimmt hatten, das Gerät ist also vielleicht drin und vielleicht nicht. Sehen Sie auf dem Gerät selbst nach oder in der Liste der Geräte in den Einstellungen Ihres Kontos.',
  newCode: 'Einen neuen Code zeigen',
  notHereTitle: 'Hier wartet nichts',
  notHere: 'Diese Seite lässt neue Geräte zu. Firefox öffnet sie von selbst, nachdem ein Code gescannt wurde.',
  otherUser: (email) =>
    `Dieser Firefox ist nicht mehr als ${email} angemeldet. Melden Sie sich noch einmal an und zeigen Sie einen neuen Code.`,

  pairTitle: 'Weiteres Gerät verbinden',
  pairLead: 'Dieser Firefox kann einen anderen ohne Passwort in Ihr Konto lassen, indem er ihm einen Code zeigt.',
  showCode: 'Den Code zeigen',
  showCodeHint:
    'Die Einstellungen von Firefox zeigen ihn in einem neuen Tab. Auf einem Telefon oder Tablet: Öffnen Sie dort Firefox, wählen Sie „Anmelden“ und scannen Sie ihn.',
  scanTitle: 'Scannen Sie diesen Code',
  scanLead:
    'Öffnen Sie auf dem Telefon oder Tablet Firefox, wählen Sie „Anmelden“ und scannen Sie den Code. Er gilt einmal, einige Minuten lang und nur, solange diese Seite offen ist.',
  qrLabel: 'Der Code',
  scanComputer:
    'Öffnen Sie auf einem anderen Computer das Menü ☰ von Firefox, wählen Sie „Anmelden“ und dann „Mit einem Code aus einem anderen Firefox anmelden“. Scannen Sie ihn dort mit der Kamera oder bringen Sie ihn als Text dorthin und zeigen Sie den sonst niemandem:',
  showOwnHint:
    'Er erscheint auf dieser Seite. Auf einem Telefon oder Tablet: Öffnen Sie dort Firefox, wählen Sie „Anmelden“ und scannen Sie ihn.',
  firefoxCode: 'Den Code stattdessen in den Einstellungen von Firefox zeigen',
  computerTitle: 'Ein anderer Computer',
  computerSteps: [
    'Öffnen Sie auf dem anderen Computer das Menü ☰ von Firefox und wählen Sie „Anmelden“.',
    'Wählen Sie dort „Mit einem Code aus einem anderen Firefox anmelden“.',
    'Zeigen Sie hier den Code und scannen Sie ihn mit der Kamera des anderen Computers. Ohne Kamera: Machen Sie ein Bildschirmfoto des Codes, kommen Sie in diesen Tab zurück und machen Sie Text daraus.',
  ],
  asText: 'Aus einem Bildschirmfoto des Codes Text machen',
  asTextDone:
    'Bringen Sie diesen Text auf den anderen Computer und fügen Sie ihn dort ein. Er gilt einmal und für ein paar Minuten; zeigen Sie ihn sonst niemandem.',
  codeName: 'der Code',
  signInFirstTitle: 'Melden Sie sich zuerst an',
  signInFirst: 'Nur ein Firefox, der angemeldet ist, kann einen anderen hereinlassen.',
  openInFirefox: 'Öffnen Sie diese Seite in dem Firefox, der bei Ihrem Konto angemeldet ist.',
  howTo: 'Wie man Firefox verbindet',
  scannedTitle: 'Sie haben einen Firefox-Code gescannt',
  scanned: 'Ihre Kamera-App hat ihn gelesen, aber das muss Firefox selbst tun. Angemeldet wurde nichts.',
  scannedPhone:
    'Öffnen Sie auf diesem Gerät Firefox, gehen Sie in die Einstellungen, wählen Sie „Anmelden“, dann das Scannen, und scannen Sie den Code von dort noch einmal.',
  scannedComputer:
    'Um Firefox auf einem anderen Computer anzumelden, bringen Sie diesen Text dorthin: Menü ☰, „Anmelden“, „Mit einem Code aus einem anderen Firefox anmelden“.',
  scannedHere: 'Diesen Firefox damit anmelden',

  codeTitle: 'Mit einem Code anmelden',
  codeLead:
    'In dem Firefox, der angemeldet ist: Öffnen Sie das Menü ☰, wählen Sie Ihr Konto und dann „Weiteres Gerät verbinden“. Er zeigt einen quadratischen Code. Bringen Sie ihn hierher:',
  codeField: 'Der Code als Text',
  codeHint:
    'Fügen Sie den Link ein, den der quadratische Code enthält, oder tippen Sie ihn ab. Er beginnt mit der Adresse dieses Servers.',
  useCode: 'Diesen Code verwenden',
  picture: 'Aus einem Bild oder Bildschirmfoto des Codes',
  camera: 'Mit der Kamera dieses Computers',
  stopCamera: 'Kamera anhalten',
  cameraHint: 'Halten Sie den Code vor die Kamera.',
  noCamera: 'Die Kamera lässt sich nicht benutzen: Es gibt keine, oder Firefox durfte nicht.',
  noCode: 'Darin ist kein Code zum Verbinden. Kopieren Sie alles.',
  noCodeInPicture: 'In diesem Bild wurde kein Code gefunden. Lassen Sie den quadratischen Code mehr davon ausfüllen.',
  otherServer: 'Dieser Code gehört zu einem anderen Server.',
  codeWithPassword: 'Stattdessen mit dem Passwort anmelden',
  pairInstead: 'Mit einem Code aus einem anderen Firefox anmelden',
};
