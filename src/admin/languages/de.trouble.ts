import type { TroubleSayings } from '../../failures/saying.ts';
import { dayIn, type Part, say } from './catalogue.ts';

const day = dayIn('de');
const base = (name: string) => (name === '' ? 'Die Datenbank' : `Die Datenbank ${name}`);
const serverOf = (name: string) => (name === '' ? 'Der Datenbankserver' : `Der Server der Datenbank ${name}`);
const toServer = (name: string) => (name === '' ? 'zum Datenbankserver' : `zum Server der Datenbank ${name}`);
const toUser = 'Geben Sie die Datei und ihren Ordner dem Benutzer, unter dem Foxden läuft';
const restore = 'spielen Sie eine Sicherung zurück: `foxden restore DATEI`';
const again = 'versuchen Sie es noch einmal';
const checkUrl = 'Berichtigen Sie Benutzer, Passwort, Rechner und Name in FOXDEN_DATABASE_URL.';
const jobs: Record<string, string> = {
  purge: 'Aufräumen',
  notices: 'Benachrichtigungen',
  'nightly-backup': 'nächtliche Sicherung',
  migrate: 'Umstellung der Datenbank',
};
const job = (name: string) => jobs[name] ?? name;

/** What goes wrong, and notices, in German. */
export const trouble: Part<TroubleSayings> = {
  SQLITE_NOTADB: ({ database }) =>
    say(
      `${base(database)} ist keine SQLite-Datenbank, oder ihr Anfang ist beschädigt.`,
      `Wenn FOXDEN_DATA_DIR stimmt, ${restore}.`,
    ),
  SQLITE_CORRUPT: ({ database }) =>
    say(
      `${base(database)} ist beschädigt: Was SQLite darin findet, kann nicht sein.`,
      'Halten Sie Foxden an, heben Sie eine Kopie der Datei auf, prüfen Sie die Platte und spielen Sie mit `foxden restore DATEI` die neueste Sicherung zurück.',
    ),
  SQLITE_READONLY: ({ database, uid }) =>
    say(
      `${base(database)} kann dieser Benutzer (uid ${uid}) nur lesen, oder ihre Platte ist nur lesbar eingehängt.`,
      `${toUser}, auf einer beschreibbaren Platte.`,
    ),
  SQLITE_CANTOPEN: ({ database, uid }) =>
    say(`${base(database)} kann dieser Benutzer (uid ${uid}) nicht öffnen.`, `${toUser}.`),
  SQLITE_BUSY: ({ database }) =>
    say(
      `${base(database)} bleibt von einem anderen Programm gesperrt.`,
      `Beenden Sie, was die Datei benutzt (ein anderes Foxden, ein Kopier- oder Sicherungsprogramm), und ${again}.`,
    ),
  SQLITE_IOERR: ({ database }) =>
    say(
      `${base(database)} liegt auf einer Platte, die nicht lesen oder schreiben konnte.`,
      `Sehen Sie im Kernel-Protokoll nach (dmesg) und prüfen Sie die Platte. Ist die Datei beschädigt, ${restore}.`,
    ),
  SQLITE_PROTOCOL: ({ database }) =>
    say(
      `${base(database)} liegt auf einem Dateisystem, dessen Sperren nicht funktionieren, wie auf manchen Netzwerkfreigaben.`,
      'Ziehen Sie mit dem Datenordner auf eine Platte dieser Maschine um oder nehmen Sie MariaDB (FOXDEN_DATABASE_URL).',
    ),
  'mariadb refused': ({ database, said }) =>
    say(
      `${serverOf(database)} lässt diesen Benutzer nicht ein (${said}).`,
      said.includes('using password: NO')
        ? 'In FOXDEN_DATABASE_URL fehlt das Passwort: mysql://benutzer:passwort@rechner/name.'
        : `${checkUrl} MariaDB kennt Benutzer auch danach, von welchem Rechner sie kommen.`,
    ),
  'mariadb forbidden': ({ database, said }) =>
    say(
      `${base(database)}: Dem Benutzer aus FOXDEN_DATABASE_URL fehlen Rechte (${said}).`,
      'Lassen Sie ihm von einem Administrator des Servers mit GRANT ALL die Rechte daran geben.',
    ),
  'mariadb full': ({ database }) =>
    say(
      `${serverOf(database)} hat keinen Platz mehr auf seiner Platte.`,
      'Schaffen Sie auf jener Maschine Platz; MariaDB macht von selbst weiter.',
    ),
  'mariadb read only': ({ database }) =>
    say(
      `${serverOf(database)} nimmt zurzeit nichts an: Er ist nur lesbar, vielleicht eine Replik.`,
      'Nennen Sie in FOXDEN_DATABASE_URL den Server, der beschrieben werden kann, oder beenden Sie den Nur-Lese-Betrieb.',
    ),
  'mariadb crowded': ({ database }) =>
    say(
      `${serverOf(database)} hat keine Verbindung mehr für Foxden frei.`,
      'Erhöhen Sie dort max_connections (jeder Worker braucht bis zu 20) oder setzen Sie FOXDEN_WORKERS niedriger.',
    ),
  'mariadb leaving': ({ database }) =>
    say(
      `${serverOf(database)} wird gerade beendet oder hat diese Verbindung beendet.`,
      `Warten Sie, bis er wieder läuft, und ${again}.`,
    ),
  'mariadb busy': ({ database }) =>
    say(
      `${base(database)} wird von anderen gesperrt gehalten.`,
      `Sehen Sie nach, was dort so lange läuft (SHOW PROCESSLIST), und ${again}.`,
    ),
  'mariadb damaged': ({ database, said }) =>
    say(
      `${base(database)} ist beschädigt (${said}).`,
      `Lesen Sie das Protokoll des Servers und reparieren Sie die Tabelle, oder ${restore}.`,
    ),
  'mariadb damaged index': ({ database, said, table }) =>
    say(
      `${base(database)} hat einen beschädigten Index (${said}).`,
      'Das lässt MariaDB zurück, wenn ihre Platte voll war, während sie etwas zurücknahm; einzelne Datensätze können fehlen. ' +
        `ALTER TABLE ${table} FORCE auf dem Server baut die Indizes neu. Danach \`foxden backup\` und mit dieser Sicherung ` +
        '`foxden restore`: Dann vergleicht jeder Browser, was er hat, mit dem Server und lädt Fehlendes hoch. ' +
        'Wird ALTER TABLE abgelehnt, spielen Sie die neueste Sicherung zurück.',
    ),
  'mariadb not ready': ({ database }) =>
    say(
      `${serverOf(database)} ist nicht bereit: Er hat die anderen seines Clusters verloren.`,
      'Bringen Sie wieder die Mehrheit der Knoten zusammen oder nennen Sie die anderen Knoten mit ?fallback= in FOXDEN_DATABASE_URL.',
    ),
  'mariadb too large': ({ database }) =>
    say(`${serverOf(database)} nimmt kein Paket dieser Größe.`, 'Setzen Sie dort max_allowed_packet auf 64M.'),
  'mariadb no name': ({ said }) => say(`FOXDEN_DATABASE_URL nennt keine Datenbank (${said}).`, checkUrl),
  'mariadb no such database': ({ database, said }) =>
    say(
      `${base(database)} gibt es auf dem Server nicht (${said}).`,
      'Lassen Sie sie von einem Administrator des Servers mit CREATE DATABASE anlegen oder berichtigen Sie den Namen in FOXDEN_DATABASE_URL.',
    ),
  'mariadb lost': ({ database }) =>
    say(`Die Verbindung ${toServer(database)} wurde abgebrochen.`, `Sehen Sie nach, ob er läuft, und ${again}.`),
  'mariadb no TLS': ({ database }) =>
    say(
      `${serverOf(database)} spricht kein TLS.`,
      'Schalten Sie es dort ein oder nehmen Sie es aus FOXDEN_DATABASE_URL heraus.',
    ),
  'mariadb unreachable': ({ database, why }) =>
    say(
      `${serverOf(database)} ist nicht zu erreichen. ${why}`,
      'Sehen Sie nach, ob er läuft und ob Rechner und Port in FOXDEN_DATABASE_URL stimmen.',
    ),
  'not installed': ({ program }) =>
    say(`Das Programm ${program} ist nicht installiert.`, `Installieren Sie es und ${again}.`),
  'low port': ({ what }) =>
    say(
      `Dieser Benutzer darf unter ${what} nicht antworten: Ports unter 1024 sind root vorbehalten.`,
      'Wählen Sie mit FOXDEN_LISTEN einen anderen, etwa 127.0.0.1:8000. Unter systemd erlauben es dem Dienst AmbientCapabilities= und CapabilityBoundingSet=CAP_NET_BIND_SERVICE (docker/systemd/README.md).',
    ),
  'archive unreadable': ({ file, why }) => say(`Die Sicherung ${file} lässt sich nicht lesen. ${why}`),
  'archive incomplete': ({ file }) => say(`Die Sicherung ${file} ist unvollständig.`, 'Nehmen Sie eine andere.'),
  'archive does not open': () =>
    say(
      'Die Sicherung lässt sich nicht öffnen: Die Passphrase ist eine andere, oder die Datei ist beschädigt oder abgeschnitten.',
      'Versuchen Sie die Passphrase, die galt, als sie gemacht wurde, oder eine andere Sicherung.',
    ),
  'no archive': () =>
    say(
      'Die Datei ist keine Sicherung von Foxden.',
      'Nennen Sie eine Datei aus dem Ordner der Sicherungen (sie enden auf .foxden).',
    ),
  'nothing to save': () =>
    say('Es gibt noch keine Datenbank, also auch nichts zu sichern.', 'Starten Sie zuerst Foxden.'),
  'unknown table': ({ table }) =>
    say(
      `In der Sicherung ist eine Tabelle „${table}“, die es in ihrem Schema nicht gibt: Sie ist beschädigt.`,
      'Nehmen Sie eine andere.',
    ),
  'newer archive': ({ version, schema, known }) =>
    say(
      `Die Sicherung stammt von Foxden ${version} mit Schema ${schema}; dieses Foxden kennt nur die bis ${known}.`,
      'Spielen Sie sie mit jener oder einer neueren Version zurück.',
    ),
  'nothing of this person': () =>
    say(
      'Die Sicherung enthält nichts von dieser Person, das ihre Browser lesen könnten: Sie hatte damals hier kein Konto, oder ihr Schlüssel ist seither ein anderer, weil das Passwort ohne Wiederherstellungsschlüssel neu gesetzt wurde.',
      'Nehmen Sie eine Sicherung aus der Zeit des jetzigen Schlüssels.',
    ),
  'never synced': ({ user }) =>
    say(
      `Kein Browser von „${user}“ hat je mit diesem Foxden synchronisiert, also gibt es keinen Schlüssel, zu dem die Daten passen.`,
      `Verbinden Sie einen, lassen Sie ihn einmal synchronisieren und ${again}.`,
    ),
  'unknown user': ({ user }) => say(`Es gibt kein Konto „${user}“.`, 'Die Liste der Konten zeigt, welche es gibt.'),
  'not alone': ({ collection }) =>
    say(`„${collection}“ lässt sich nicht allein zurückspielen.`, 'Spielen Sie alles zurück.'),
  'no such collection': ({ collection }) =>
    say(
      `In der Sicherung ist von dieser Person nichts mit dem Namen „${collection}“.`,
      'Üblich sind bookmarks, history, passwords, forms, prefs, addons, tabs, addresses und creditcards.',
    ),
  'other sync keys': ({ collection }) =>
    say(
      `Die Sync-Schlüssel dieser Person (crypto/keys) sind seither andere: Browser könnten „${collection}“ von damals neben dem Übrigen von heute nicht lesen.`,
      'Spielen Sie alles zurück: Dann kommen die Schlüssel mit.',
    ),
  'no such backup': () => say('Eine Sicherung dieses Namens gibt es nicht mehr.', 'Laden Sie die Liste neu.'),
  unexpected: ({ message }) =>
    say(`Das war nicht vorgesehen: ${message}`, 'Das Protokoll weiß mehr. Bleibt es dabei, melden Sie es bitte.'),
  'under way': () => say('Das läuft schon.', 'Warten Sie, bis es fertig ist.'),
  'no such job': () => say('Diese Aufgabe gibt es nicht mehr.', 'Laden Sie die Seite neu.'),
  'no worker': () => say('Gerade ist kein Worker bereit.', 'Versuchen Sie es gleich noch einmal.'),
  'worker ended': ({ how }) =>
    say(`Der Worker, der damit beschäftigt war, ist beendet (${how}).`, 'Versuchen Sie es noch einmal.'),
  'worker does not start': ({ why }) =>
    say(`Ein neuer Worker ließ sich nicht starten; die bisherigen laufen weiter. ${why}`),
  'cannot listen': ({ address, why }) => say(`Foxden kann unter ${address} nicht antworten. ${why}`),
  stopping: () =>
    say('Foxden wird gerade beendet, es ist nichts geschehen.', 'Versuchen Sie es nach dem Start noch einmal.'),
  'not running': ({ dataDir }) =>
    say(
      `Der Hauptprozess von Foxden antwortet nicht in ${dataDir}.`,
      'Sehen Sie nach, ob Foxden gerade neu startet, und laden Sie die Seite dann neu.',
    ),
  silent: () =>
    say(
      'Der Hauptprozess von Foxden läuft, antwortet aber nicht.',
      'Bleibt es dabei, beenden Sie ihn (kill -KILL) und starten Sie Foxden neu.',
    ),
  frozen: ({ pid }) =>
    say(
      'Der Hauptprozess von Foxden wurde angehalten, aber nicht beendet.',
      `Lassen Sie ihn weiterlaufen (kill -CONT ${pid} oder docker compose unpause).`,
    ),
  'ended in answer': () =>
    say('Foxden wurde mitten in der Antwort beendet.', `Sehen Sie nach, ob es läuft, und ${again}.`),
  'older version': () =>
    say('Der Hauptprozess von Foxden kennt das nicht: Er hat eine ältere Version.', 'Starten Sie Foxden neu.'),
  'lease taken': ({ name, pid, host }) =>
    say(
      `Ein anderer Prozess (${pid} auf ${host}) ist auf dieser Datenbank mit „${job(name)}“ beschäftigt.`,
      `Warten Sie, bis er fertig ist, und ${again}.`,
    ),
  'lease lost': ({ name }) =>
    say(
      `Dieser Prozess war zu lange still, und ein anderer hat „${job(name)}“ auf dieser Datenbank übernommen.`,
      'Versuchen Sie es noch einmal.',
    ),
  'no room': ({ mebibytes }) =>
    say(
      `Auf der Platte der Datenbank sind nur ${mebibytes} MiB frei, darum wird nichts Neues gespeichert.`,
      'Schaffen Sie dort Platz.',
    ),
  'newer database': ({ schema, known }) =>
    say(
      `Die Datenbank hat das Schema ${schema}, und dieses Foxden kennt nur die bis ${known}: Eine neuere Version hat sie benutzt.`,
      'Starten Sie wieder die neuere Version oder spielen Sie eine Sicherung von vor dem Umstieg zurück.',
    ),
  'backup failed': () => say('Foxden: Die Sicherung ist gescheitert'),
  'backup again': () => say('`foxden backup` versucht es noch einmal.'),
  'no fresh backup': () => say('Foxden: Es gibt keine frische Sicherung'),
  'certificate ends on': ({ date }) => say(`Foxden: Das Zertifikat läuft am ${day(date)} ab`),
  'see certificate': () => say('Wie es darum steht, sagt `foxden certificate`.'),
  'no fresh certificate': () => say('Foxden: Es gibt kein frisches Zertifikat'),
  'disk fills': () => say('Foxden: Die Platte wird voll'),
  'device silent': ({ days }) =>
    say(`Foxden: Ein Gerät war ${days === 1 ? 'einen Tag' : `${days} Tage`} lang nicht mehr hier`),
  'device last here': ({ name, email, date }) =>
    say(
      `„${name}“ von ${email} war zuletzt am ${day(date)} hier.`,
      'Wird es noch benutzt, sehen Sie nach, ob es angemeldet ist; wenn nicht, meldet sein Besitzer es auf der Seite /settings ab.',
    ),
};
