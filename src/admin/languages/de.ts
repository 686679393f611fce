import { type Catalogue, dayIn, say } from './catalogue.ts';
import { trouble } from './de.trouble.ts';

const day = dayIn('de');
const clockSync = 'Schalten Sie den Zeitabgleich (NTP) ein.';
const room =
  'Schaffen Sie dort Platz (alte Protokolle und Sicherungen dürfen weg) oder ziehen Sie auf eine größere Platte um.';
const onDisk = (own: boolean) =>
  own
    ? 'Schaffen Sie Platz oder legen Sie FOXDEN_DATA_DIR auf eine größere Platte. Alte Sicherungen und Protokolle darin dürfen weg.'
    : 'Schaffen Sie dort Platz oder ziehen Sie mit der Datenbank auf eine größere Platte um.';
const port =
  'Prüfen Sie, ob der Port zu dieser Maschine weitergeleitet wird und nichts anderes darauf antwortet. Lässt der Router Geräte zu Hause ' +
  'die öffentliche Adresse nicht benutzen, braucht es zu Hause einen DNS-Eintrag.';
const remedies = {
  image:
    'Aktualisieren Sie Foxden, wie es in der README steht, und dabei auch mit `docker compose pull --ignore-buildable`.',
  foxden: 'Aktualisieren Sie Foxden: Es bringt sein eigenes Node.js mit.',
  mariadb: 'Steigen Sie auf eine MariaDB-Reihe mit langer Unterstützung um.',
  debian: 'Aktualisieren Sie diese Maschine auf ein neueres Debian.',
};
const oftenOld = (host: string) =>
  `Prüfen Sie, ob die A- und AAAA-Einträge von ${host} diese Maschine nennen (oft bleibt ein alter AAAA-Eintrag stehen) und ob kein anderer Webserver Port 80 hat.`;
const again = 'Foxden versucht es von selbst wieder.';

const daysOf = (count: number) => (count === 1 ? 'einem Tag' : `${count} Tagen`);
const backupAge = (count: number, hours: number) =>
  `${count === 1 ? 'Die einzige Sicherung' : `Die neueste von ${count} Sicherungen`} ist ${hours < 1 ? 'keine Stunde' : hours === 1 ? 'eine Stunde' : `${hours} Stunden`} alt.`;

const sayings: Catalogue['sayings'] = {
  ...trouble,
  ENOSPC: ({ what }) =>
    say(`Die Platte ist voll: Für ${what} ist kein Platz mehr.`, `${room} Versuchen Sie es dann noch einmal.`),
  EDQUOT: ({ what, uid }) =>
    say(
      `Das Kontingent dieses Benutzers (uid ${uid}) auf der Platte ist aufgebraucht, bei ${what}.`,
      'Schaffen Sie Platz oder lassen Sie das Kontingent erhöhen und versuchen Sie es noch einmal.',
    ),
  EFBIG: ({ what }) =>
    say(
      `${what} würde größer, als dieser Benutzer oder das Dateisystem erlaubt.`,
      'Heben Sie die Grenze an (ulimit -f) oder nehmen Sie ein anderes Dateisystem.',
    ),
  EROFS: ({ what }) =>
    say(
      `${what} liegt auf einem Dateisystem, das nur gelesen werden kann.`,
      'Hängen Sie es beschreibbar ein oder nennen Sie einen anderen Ordner. Eine Platte, die von selbst nur noch lesbar wurde, ist defekt: Das Kernel-Protokoll (dmesg) weiß mehr.',
    ),
  EACCES: ({ what, uid }) =>
    say(
      `Dieser Benutzer (uid ${uid}) darf ${what} nicht benutzen.`,
      'Geben Sie es dem Benutzer, unter dem Foxden läuft.',
    ),
  ENOENT: ({ what }) =>
    say(`${what} gibt es nicht.`, 'Prüfen Sie die Schreibweise des Pfads und ob seine Platte eingehängt ist.'),
  ENOTDIR: ({ what }) =>
    say(`Ein Teil des Pfads ${what} ist eine Datei und kein Ordner.`, 'Nennen Sie einen anderen Pfad.'),
  EISDIR: ({ what }) => say(`${what} ist ein Ordner und keine Datei.`, 'Nennen Sie eine Datei darin.'),
  EEXIST: ({ what }) =>
    say(`${what} gibt es schon.`, 'Verschieben Sie das Vorhandene oder nennen Sie einen anderen Pfad.'),
  ENAMETOOLONG: ({ what }) => say(`Der Pfad ${what} ist zu lang.`, 'Nennen Sie einen kürzeren.'),
  ELOOP: ({ what }) =>
    say(`Die Verknüpfungen von ${what} führen im Kreis.`, 'Berichtigen Sie sie oder nennen Sie den wirklichen Pfad.'),
  EBUSY: ({ what }) =>
    say(
      `${what} wird gerade von etwas anderem benutzt.`,
      'Warten Sie, bis es fertig ist, und versuchen Sie es noch einmal.',
    ),
  ETXTBSY: ({ what }) =>
    say(`Das Programm ${what} wird gerade ersetzt.`, 'Warten Sie einen Moment und versuchen Sie es noch einmal.'),
  ESTALE: ({ what }) =>
    say(
      `Die Netzwerkfreigabe mit ${what} ist verschwunden oder wurde ersetzt.`,
      'Hängen Sie sie neu ein und versuchen Sie es noch einmal.',
    ),
  EIO: ({ what }) =>
    say(
      `Die Platte mit ${what} konnte nicht lesen oder schreiben.`,
      'Sehen Sie im Kernel-Protokoll nach (dmesg); retten Sie, was sich lesen lässt, tauschen Sie die Platte und spielen Sie eine Sicherung zurück.',
    ),
  EMFILE: () =>
    say(
      'Die Grenze offener Dateien ist erreicht.',
      'Heben Sie sie an (ulimit -n oder LimitNOFILE= des Dienstes) und starten Sie neu.',
    ),
  ENOMEM: () =>
    say(
      'Der Speicher dieser Maschine, oder der für Foxden erlaubte, ist aufgebraucht.',
      'Geben Sie mehr oder setzen Sie FOXDEN_WORKERS=1 und versuchen Sie es noch einmal.',
    ),
  ECONNREFUSED: ({ what }) =>
    say(
      `Unter ${what} antwortet kein Programm.`,
      'Starten Sie, was dort antworten soll, oder berichtigen Sie die Adresse.',
    ),
  ECONNRESET: ({ what }) =>
    say(
      `Die Verbindung zu ${what} wurde abgebrochen.`,
      'Sehen Sie nach, ob die Gegenseite gerade neu startet, und versuchen Sie es noch einmal.',
    ),
  ETIMEDOUT: ({ what }) =>
    say(
      `${what} antwortet nicht rechtzeitig.`,
      'Prüfen Sie die Adresse und ob eine Firewall dazwischensteht, und versuchen Sie es noch einmal.',
    ),
  EHOSTUNREACH: ({ what }) =>
    say(
      `${what} ist nicht zu erreichen: Durch das Netz führt kein Weg dorthin.`,
      'Prüfen Sie die Adresse, das Netz und die Firewall dieser Maschine und versuchen Sie es noch einmal.',
    ),
  ENOTFOUND: ({ what }) =>
    say(
      `Der Rechnername ${what} ist hier nicht bekannt.`,
      'Prüfen Sie die Schreibweise und den DNS dieser Maschine und versuchen Sie es noch einmal.',
    ),
  EAI_AGAIN: ({ what }) =>
    say(
      `Der Rechnername ${what} lässt sich nicht nachschlagen: Kein DNS-Server antwortet.`,
      'Prüfen Sie den DNS dieser Maschine und versuchen Sie es noch einmal.',
    ),
  EADDRINUSE: ({ what }) =>
    say(
      `Ein anderes Programm benutzt ${what}, vielleicht ein Foxden, das noch läuft.`,
      'Beenden Sie es oder wählen Sie mit FOXDEN_LISTEN einen anderen Port.',
    ),
  EADDRNOTAVAIL: ({ what }) =>
    say(
      `Diese Maschine hat die Adresse ${what} nicht.`,
      'Setzen Sie FOXDEN_LISTEN auf eine, die sie hat, oder auf 0.0.0.0:8000 für alle.',
    ),
  CERT_HAS_EXPIRED: ({ what }) =>
    say(
      `Das Zertifikat von ${what} ist abgelaufen, oder die Uhr dieser Maschine geht vor.`,
      'Vergleichen Sie die Uhr mit einer anderen und erneuern Sie dann das Zertifikat.',
    ),
  CERT_NOT_YET_VALID: ({ what }) =>
    say(
      `Das Zertifikat von ${what} gilt noch nicht, oder die Uhr dieser Maschine geht nach.`,
      `Vergleichen Sie die Uhr mit einer anderen. ${clockSync}`,
    ),
  ERR_TLS_CERT_ALTNAME_INVALID: ({ what, message }) =>
    say(
      `Das Zertifikat von ${what} gilt für einen anderen Namen (${message}).`,
      'Benutzen Sie den Namen, für den es gilt, oder besorgen Sie eines für diesen.',
    ),
  CERT_REVOKED: ({ what }) => say(`Das Zertifikat von ${what} wurde widerrufen.`, 'Besorgen Sie ein neues.'),
  CERT_UNTRUSTED: ({ what }) =>
    say(
      `Diese Maschine vertraut dem Zertifikat von ${what} nicht: Sie kennt keine Zertifizierungsstelle, die dafür bürgt.`,
      'Lassen Sie den Server seine ganze Kette senden; installieren Sie seine Zertifizierungsstelle auf dieser Maschine oder nennen Sie deren Datei in NODE_EXTRA_CA_CERTS.',
    ),
  'unusable certificate': ({ message }) =>
    say(
      `Ein Zertifikat oder ein Schlüssel ist nicht zu gebrauchen (${message}).`,
      'Legen Sie eine Zertifikatskette und den zugehörigen privaten Schlüssel ab, beide als PEM.',
    ),
  'no TLS': ({ what, message }) =>
    say(
      `TLS mit ${what} kommt nicht zustande (${message}).`,
      'Sehen Sie nach, ob der Port einer für TLS ist und beide Seiten eine gemeinsame TLS-Version kennen.',
    ),
  'acme connection': ({ host, detail }) =>
    say(
      `Die Zertifizierungsstelle konnte Port 80 dieses Rechners nicht öffnen: ${detail}`,
      `Leiten Sie Port 80 Ihres Routers und Ihrer Firewall zu dieser Maschine weiter und prüfen Sie, ob der A- (oder AAAA-)Eintrag von ${host} die öffentliche Adresse Ihres Netzes hat. ${again}`,
    ),
  'acme dns': ({ host, detail }) =>
    say(
      `Die Zertifizierungsstelle konnte die Adresse dieses Rechners nicht finden: ${detail}`,
      `Legen Sie für ${host} einen A- (oder AAAA-)Eintrag mit der öffentlichen Adresse Ihres Netzes an.`,
    ),
  'acme unauthorized': ({ host, detail }) =>
    say(`Unter dieser Adresse hat der Zertifizierungsstelle jemand anderes geantwortet: ${detail}`, oftenOld(host)),
  'acme caa': ({ host, detail }) =>
    say(
      `Ein CAA-Eintrag der Domain verbietet diese Zertifizierungsstelle: ${detail}`,
      `Erlauben Sie sie in den CAA-Einträgen von ${host} oder der Domain oder entfernen Sie diese.`,
    ),
  'acme rateLimited': ({ detail }) =>
    say(
      `Die Zertifizierungsstelle hat für diesen Namen zuletzt zu viel ausgestellt oder abgelehnt: ${detail}`,
      'Zu tun ist nichts: Foxden wartet so lange, wie die Zertifizierungsstelle verlangt, und versucht es von selbst wieder.',
    ),
  'acme rejectedIdentifier': ({ detail }) =>
    say(
      `Die Zertifizierungsstelle stellt für diesen Namen keine Zertifikate aus: ${detail}`,
      'Nehmen Sie einen Namen einer öffentlichen Domain oder FOXDEN_TLS=lan für einen Namen Ihres eigenen Netzes.',
    ),
  'acme invalidContact': ({ detail }) =>
    say(
      `Die Zertifizierungsstelle nimmt die Mailadresse nicht an: ${detail}`,
      'Berichtigen oder entfernen Sie FOXDEN_ACME_EMAIL.',
    ),
  'acme unreachable': ({ detail }) =>
    say(
      `Die Zertifizierungsstelle war nicht zu erreichen: ${detail}`,
      `Prüfen Sie, ob diese Maschine ins Internet kommt und ihre Uhr stimmt. ${again}`,
    ),
  'acme other': ({ detail }) =>
    say(
      `Die Zertifizierungsstelle hat die Bestellung abgelehnt: ${detail}`,
      `${again} Bleibt es dabei, suchen Sie die Meldung bei der Zertifizierungsstelle.`,
    ),
  'no public URL for a certificate': () =>
    say(
      'Es gibt noch kein Zertifikat, weil FOXDEN_PUBLIC_URL nicht gesetzt ist.',
      'Setzen Sie FOXDEN_PUBLIC_URL auf die https-Adresse, die Browser benutzen werden, und starten Sie neu.',
    ),
  'no public name': ({ host }) =>
    say(
      `Keine öffentliche Zertifizierungsstelle kann ein Zertifikat für ${host} ausstellen.`,
      'Nehmen Sie einen Namen einer öffentlichen Domain oder FOXDEN_TLS=lan für einen Namen oder eine Adresse Ihres eigenen Netzes.',
    ),
  'certificate files unusable': ({ message }) =>
    say(
      `Die Dateien des Zertifikats lassen sich nicht lesen oder schreiben: ${message}`,
      'Prüfen Sie die Rechte und den freien Platz des Datenordners.',
    ),
  'no certificate of the network': ({ message }) =>
    say(
      `Das Zertifikat konnte nicht gemacht werden: ${message}`,
      'Prüfen Sie, ob der Datenordner beschreibbar ist und freien Platz hat.',
    ),
  'certificate files unreadable': ({ message, certificate, key }) =>
    say(
      `Die Dateien des Zertifikats lassen sich nicht lesen: ${message}`,
      `Legen Sie die Zertifikatskette in ${certificate} und ihren privaten Schlüssel in ${key} ab (PEM), für Foxden lesbar.`,
    ),
  'other key': () =>
    say('Der private Schlüssel gehört nicht zum Zertifikat.', 'Kopieren Sie beide Dateien desselben Paars.'),
  'other names': ({ names, host }) =>
    say(
      `Das Zertifikat gilt für ${names}, nicht für ${host}.`,
      `Besorgen Sie ein Zertifikat für ${host} oder ändern Sie FOXDEN_PUBLIC_URL.`,
    ),
  'certificate ended': ({ date }) => say(`Das Zertifikat ist am ${day(date)} abgelaufen.`, 'Erneuern Sie es.'),
  'certificate ends': ({ date }) => say(`Das Zertifikat läuft am ${day(date)} ab.`, 'Erneuern Sie es vorher.'),
  'cannot check': ({ message }) =>
    say(`Das lässt sich nicht prüfen: ${message}`, 'Beheben Sie, was die Meldung nennt, und prüfen Sie noch einmal.'),
  'sign-ups open': () =>
    say(
      'Wer diesen Server findet, kann sich darauf ein Konto anlegen.',
      'Setzen Sie FOXDEN_SIGNUPS=invite und geben Sie Einladungslinks aus (`foxden invite create`), oder setzen Sie FOXDEN_MAX_USERS.',
    ),
  'address with path': () =>
    say(
      'FOXDEN_PUBLIC_URL hat einen Pfad, aber Firefox findet die Seiten für Konten auf Computern und Telefonen nur an der Wurzel eines Rechnernamens. Nur Programme wie ffsclient und PyFxA können sich anmelden.',
      'Geben Sie Foxden einen eigenen Rechnernamen oder überlassen Sie die Konten mit FOXDEN_ACCOUNTS=mozilla Mozilla.',
    ),
  'sign-ups open to others': ({ host }) =>
    say(
      `Wer ein Konto bei ${host} hat, kann auf diesem Server Daten speichern.`,
      'Nennen Sie in FOXDEN_ALLOW die uids, die es dürfen, setzen Sie FOXDEN_MAX_USERS oder, wenn alle da sind, FOXDEN_SIGNUPS=closed.',
    ),
  'untrusted proxy': () =>
    say(
      'Für diesen Server antwortet ein Proxy, aber keinem wird vertraut: Alle scheinen von seiner Adresse zu kommen und teilen sich ihre Grenzen.',
      'Setzen Sie FOXDEN_TRUSTED_PROXIES auf die Adresse des Proxys, etwa loopback oder 172.16.0.0/12.',
    ),
  'sign-ups': ({ signups }) =>
    say(`Neue Konten: ${{ open: 'für alle', invite: 'auf Einladung', closed: 'keine' }[signups] ?? signups}.`),
  'no address': ({ host }) =>
    say(`${host} hat keine Adresse.`, 'Legen Sie dafür einen A- oder AAAA-Eintrag an, der auf diese Maschine zeigt.'),
  address: ({ host, address }) => say(`${host} ist ${address}.`),
  answers: ({ origin }) => say(`${origin} antwortet mit der Konfiguration dieses Servers.`),
  'other server': ({ origin, other }) => say(`Unter ${origin} antwortet ein anderer Server (${other}).`, port),
  'no answer': ({ origin, why }) => say(`${origin} antwortet von hier aus nicht: ${why}`, port),
  'ran out': ({ days }) =>
    say(`Es ist vor ${daysOf(days)} abgelaufen.`, 'Warum es nicht erneuert wurde, sagt `foxden status`.'),
  'runs out': ({ days }) =>
    say(`Es läuft in ${daysOf(days)} ab.`, 'Warum es noch nicht erneuert ist, sagt `foxden status`.'),
  'untrusted here': ({ days, why }) =>
    say(
      `Es gilt noch ${days} Tage, aber diese Maschine vertraut ihm nicht (${why}).`,
      'Im LAN-Modus soll das so sein: Installieren Sie die Zertifizierungsstelle auf Ihren Geräten und hier (update-ca-certificates). Sonst besorgen Sie ein Zertifikat einer öffentlichen.',
    ),
  trusted: ({ days }) => say(`Ihm wird vertraut, und es gilt noch ${days} Tage.`),
  'TLS does not work': ({ why }) =>
    say(`TLS geht nicht. ${why}`, 'Wie es um das Zertifikat steht, sagt `foxden status`.'),
  'newer schema': ({ name, schema, known }) =>
    say(
      `${name} hat das Schema ${schema}, und dieses Foxden kennt nur die bis ${known}.`,
      'Starten Sie wieder das neuere Foxden oder spielen Sie eine Sicherung von vor dem Umstieg zurück.',
    ),
  'older schema': ({ name, schema, known }) =>
    say(
      `${name} hat das Schema ${schema} von ${known}.`,
      'Starten Sie Foxden: Es bringt das Schema auf den neuesten Stand.',
    ),
  'old server': ({ version }) =>
    say(
      `${version} ist zu alt: Foxden braucht MariaDB 10.11 oder neuer.`,
      'Aktualisieren Sie; compose.yaml nennt eine Version, die passt.',
    ),
  damaged: ({ damage }) =>
    say(
      `Sie ist beschädigt: ${damage}`,
      'Halten Sie Foxden an, heben Sie eine Kopie der Datei auf, prüfen Sie die Platte und spielen Sie mit `foxden restore DATEI` die neueste Sicherung zurück.',
    ),
  'small packets': ({ name, packet, needed }) =>
    say(
      `${name} nimmt Pakete bis höchstens ${packet} Byte, darum sollen Browser weniger auf einmal hochladen, als die Einstellungen erlauben.`,
      `Setzen Sie dort max_allowed_packet auf mindestens ${needed} und starten Sie beide neu, oder verkleinern Sie FOXDEN_COLLECTION_LIMITS.`,
    ),
  database: ({ name, schema }) => say(`${name} antwortet, Schema ${schema}.`),
  'free unknown': ({ folder, own }) => say(`Wie viel in ${folder} frei ist, lässt sich nicht sagen.`, onDisk(own)),
  free: ({ mebibytes, folder, own }) => say(`In ${folder} sind ${mebibytes} MiB frei.`, onDisk(own)),
  'almost none free': ({ mebibytes, folder, own }) =>
    say(
      `In ${folder} sind ${mebibytes} MiB frei. Solange es so wenig ist, wird nichts Neues gespeichert.`,
      onDisk(own),
    ),
  'no backup': ({ folder }) =>
    say(
      `In ${folder} liegt keine Sicherung.`,
      'Machen Sie jetzt eine (`foxden backup`); die nächtliche folgt von selbst.',
    ),
  'old backup': ({ count, hours }) =>
    say(
      backupAge(count, hours),
      'Starten Sie `foxden backup` und lesen Sie, was es sagt; suchen Sie im Protokoll nach „backup“.',
    ),
  backup: ({ count, hours }) => say(backupAge(count, hours)),
  'clocks differ': ({ here, there }) =>
    say(
      `Die Uhr dieser Maschine zeigt ${here}, die des Datenbankservers ${there}.`,
      `Stellen Sie die Uhren zuerst richtig: Nach ihnen entscheidet sich, welche Änderung neuer ist. ${clockSync}`,
    ),
  'clock behind': ({ here, there }) =>
    say(
      `Die Uhr dieser Maschine zeigt ${here}, aber die Datenbank wurde zuletzt am ${there} benutzt: Die Uhr geht nach, oder sie ging damals vor.`,
      `Stellen Sie die Uhr zuerst richtig: Nach ihr entscheidet sich, welche Änderung neuer ist. ${clockSync}`,
    ),
  'clock ahead': ({ here, there }) =>
    say(
      `Die Uhr dieser Maschine zeigt ${here}, aber die Datenbank wurde zuletzt am ${there} benutzt. Ist das noch nicht so lange her, geht die Uhr vor.`,
      `Stellen Sie die Uhr zuerst richtig: Nach ihr entscheidet sich, welche Änderung neuer ist. ${clockSync}`,
    ),
  'no time to be had': () =>
    say(
      'Kein Server draußen ließ sich nach der Zeit fragen.',
      'Wenn diese Maschine ins Internet darf, prüfen Sie ihren DNS und ihre Firewall.',
    ),
  'clock off': ({ seconds }) =>
    say(`Sie geht um ${seconds} Sekunden falsch.`, 'Schalten Sie auf dieser Maschine den Zeitabgleich (NTP) ein.'),
  clock: ({ seconds }) =>
    say(seconds === 1 ? 'Sie geht auf eine Sekunde genau.' : `Sie geht auf ${seconds} Sekunden genau.`),
  unsupported: ({ part, version, date, by }) =>
    say(`${part} ${version} bekommt seit dem ${day(date)} keine Sicherheitsupdates mehr.`, remedies[by]),
  'supported until': ({ part, version, date, by }) =>
    say(`${part} ${version} bekommt nur noch bis zum ${day(date)} Sicherheitsupdates.`, remedies[by]),
  supported: ({ names }) => say(`Noch gepflegt: ${names}.`),
};

/** In German. */
export const de: Catalogue = {
  sayings,
  unnamed: {
    file: 'eine Datei, die gebraucht wird',
    peer: 'die Gegenseite',
    socket: 'diesem Socket',
    database: 'die Datenbank',
  },
};
