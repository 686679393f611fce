import type { TroubleSayings } from '../../failures/saying.ts';
import { dayIn, type Part, say } from './catalogue.ts';

const day = dayIn('fr');
const base = (name: string) => (name === '' ? 'La base de données' : `La base de données ${name}`);
const serverOf = (name: string) =>
  name === '' ? 'Le serveur de base de données' : `Le serveur de la base de données ${name}`;
const toServer = (name: string) =>
  name === '' ? 'au serveur de base de données' : `au serveur de la base de données ${name}`;
const toUser = 'Donnez le fichier et son dossier à l’utilisateur sous lequel Foxden tourne';
const restore = 'restaurez une sauvegarde : `foxden restore FICHIER`';
const checkUrl = 'Corrigez l’utilisateur, le mot de passe, l’hôte et le nom dans FOXDEN_DATABASE_URL.';
const jobs: Record<string, string> = {
  purge: 'nettoyage',
  notices: 'avertissements',
  'nightly-backup': 'sauvegarde de la nuit',
  migrate: 'mise à niveau de la base de données',
};
const job = (name: string) => jobs[name] ?? name;

/** What goes wrong, and notices, in French. */
export const trouble: Part<TroubleSayings> = {
  SQLITE_NOTADB: ({ database }) =>
    say(
      `${base(database)} n’est pas une base SQLite, ou son début est abîmé.`,
      `Si FOXDEN_DATA_DIR est juste, ${restore}.`,
    ),
  SQLITE_CORRUPT: ({ database }) =>
    say(
      `${base(database)} est abîmée : ce que SQLite y trouve est impossible.`,
      'Arrêtez Foxden, gardez une copie du fichier, vérifiez le disque et restaurez la dernière sauvegarde avec `foxden restore FICHIER`.',
    ),
  SQLITE_READONLY: ({ database, uid }) =>
    say(
      `${base(database)} ne peut être que lue par cet utilisateur (uid ${uid}), ou son disque est monté en lecture seule.`,
      `${toUser}, sur un disque accessible en écriture.`,
    ),
  SQLITE_CANTOPEN: ({ database, uid }) =>
    say(`${base(database)} ne peut pas être ouverte par cet utilisateur (uid ${uid}).`, `${toUser}.`),
  SQLITE_BUSY: ({ database }) =>
    say(
      `${base(database)} reste verrouillée par un autre programme.`,
      'Arrêtez ce qui utilise le fichier (un autre Foxden, un programme de copie ou de sauvegarde), puis réessayez.',
    ),
  SQLITE_IOERR: ({ database }) =>
    say(
      `${base(database)} se trouve sur un disque qui n’a pas réussi à lire ou à écrire.`,
      `Consultez le journal du noyau (dmesg) et vérifiez le disque. Si le fichier est abîmé, ${restore}.`,
    ),
  SQLITE_PROTOCOL: ({ database }) =>
    say(
      `${base(database)} se trouve sur un système de fichiers dont les verrous ne fonctionnent pas, comme sur certains partages réseau.`,
      'Mettez le dossier de données sur un disque de cette machine, ou prenez MariaDB (FOXDEN_DATABASE_URL).',
    ),
  'mariadb refused': ({ database, said }) =>
    say(
      `${serverOf(database)} refuse cet utilisateur (${said}).`,
      said.includes('using password: NO')
        ? 'Il manque le mot de passe dans FOXDEN_DATABASE_URL : mysql://utilisateur:motdepasse@hôte/nom.'
        : `${checkUrl} MariaDB distingue aussi les utilisateurs par l’hôte d’où ils viennent.`,
    ),
  'mariadb forbidden': ({ database, said }) =>
    say(
      `${base(database)} : l’utilisateur de FOXDEN_DATABASE_URL n’a pas les droits nécessaires (${said}).`,
      'Demandez à un administrateur du serveur de les lui donner par GRANT ALL.',
    ),
  'mariadb full': ({ database }) =>
    say(
      `${serverOf(database)} n’a plus de place sur son disque.`,
      'Faites de la place sur cette machine-là ; MariaDB reprend d’elle-même.',
    ),
  'mariadb read only': ({ database }) =>
    say(
      `${serverOf(database)} n’accepte pas d’écriture en ce moment : il est en lecture seule, c’est peut-être un réplica.`,
      'Indiquez dans FOXDEN_DATABASE_URL le serveur accessible en écriture, ou mettez fin à son mode lecture seule.',
    ),
  'mariadb crowded': ({ database }) =>
    say(
      `${serverOf(database)} n’a plus de connexion libre pour Foxden.`,
      'Augmentez son max_connections (chaque worker en prend jusqu’à 20) ou réduisez FOXDEN_WORKERS.',
    ),
  'mariadb leaving': ({ database }) =>
    say(
      `${serverOf(database)} est en train de s’arrêter, ou a mis fin à cette connexion.`,
      'Attendez qu’il tourne de nouveau, puis réessayez.',
    ),
  'mariadb busy': ({ database }) =>
    say(
      `${base(database)} est verrouillée par d’autres.`,
      'Voyez ce qui y tourne si longtemps (SHOW PROCESSLIST), puis réessayez.',
    ),
  'mariadb damaged': ({ database, said }) =>
    say(`${base(database)} est abîmée (${said}).`, `Lisez le journal du serveur et réparez la table, ou ${restore}.`),
  'mariadb damaged index': ({ database, said, table }) =>
    say(
      `${base(database)} a un index abîmé (${said}).`,
      'MariaDB laisse cela quand son disque était plein alors qu’elle annulait une écriture ; des enregistrements isolés peuvent manquer. ' +
        `Sur son serveur, ALTER TABLE ${table} FORCE reconstruit les index. Ensuite \`foxden backup\`, et \`foxden restore\` avec ` +
        'cette sauvegarde : chaque navigateur compare alors ce qu’il a avec le serveur et envoie ce qui manque. ' +
        'Si ALTER TABLE est refusé, restaurez la dernière sauvegarde.',
    ),
  'mariadb not ready': ({ database }) =>
    say(
      `${serverOf(database)} n’est pas prêt : il a perdu les autres membres de son cluster.`,
      'Rétablissez la majorité des nœuds, ou indiquez les autres nœuds par fallback= dans FOXDEN_DATABASE_URL.',
    ),
  'mariadb too large': ({ database }) =>
    say(`${serverOf(database)} n’accepte pas de paquet de cette taille.`, 'Mettez son max_allowed_packet à 64M.'),
  'mariadb no name': ({ said }) => say(`FOXDEN_DATABASE_URL n’indique pas de base de données (${said}).`, checkUrl),
  'mariadb no such database': ({ database, said }) =>
    say(
      `${base(database)} n’existe pas sur le serveur (${said}).`,
      'Demandez à un administrateur du serveur de la créer par CREATE DATABASE, ou corrigez le nom dans FOXDEN_DATABASE_URL.',
    ),
  'mariadb lost': ({ database }) =>
    say(`La connexion ${toServer(database)} a été coupée.`, 'Vérifiez qu’il tourne, puis réessayez.'),
  'mariadb no TLS': ({ database }) =>
    say(`${serverOf(database)} ne parle pas TLS.`, 'Activez-le là-bas, ou retirez-le de FOXDEN_DATABASE_URL.'),
  'mariadb unreachable': ({ database, why }) =>
    say(
      `${serverOf(database)} est injoignable. ${why}`,
      'Vérifiez qu’il tourne et que FOXDEN_DATABASE_URL a son hôte et son port.',
    ),
  'not installed': ({ program }) => say(`Le programme ${program} n’est pas installé.`, 'Installez-le, puis réessayez.'),
  'low port': ({ what }) =>
    say(
      `Cet utilisateur n’a pas le droit d’écouter à ${what} : les ports inférieurs à 1024 sont réservés à root.`,
      'Choisissez-en un autre avec FOXDEN_LISTEN, par exemple 127.0.0.1:8000. Sous systemd, AmbientCapabilities= et CapabilityBoundingSet=CAP_NET_BIND_SERVICE les accordent au service (docker/systemd/README.md).',
    ),
  'archive unreadable': ({ file, why }) => say(`La sauvegarde ${file} ne peut pas être lue. ${why}`),
  'archive incomplete': ({ file }) => say(`La sauvegarde ${file} est incomplète.`, 'Prenez-en une autre.'),
  'archive does not open': () =>
    say(
      'La sauvegarde ne s’ouvre pas : la phrase secrète est une autre, ou le fichier est abîmé ou tronqué.',
      'Essayez la phrase secrète qui servait quand elle a été faite, ou une autre sauvegarde.',
    ),
  'no archive': () =>
    say(
      'Ce fichier n’est pas une sauvegarde de Foxden.',
      'Indiquez un fichier du dossier des sauvegardes (leurs noms finissent par .foxden).',
    ),
  'nothing to save': () =>
    say('Il n’y a pas encore de base de données, donc rien à sauvegarder.', 'Démarrez d’abord Foxden.'),
  'unknown table': ({ table }) =>
    say(
      `La sauvegarde contient une table « ${table} » qui n’existe pas dans son schéma : elle est abîmée.`,
      'Prenez-en une autre.',
    ),
  'newer archive': ({ version, schema, known }) =>
    say(
      `La sauvegarde a été écrite par Foxden ${version} avec le schéma ${schema} ; ce Foxden n’en connaît que jusqu’à ${known}.`,
      'Restaurez-la avec cette version ou une plus récente.',
    ),
  'nothing of this person': () =>
    say(
      'La sauvegarde ne contient rien de cette personne que ses navigateurs puissent lire : elle n’avait pas encore de compte ici, ou sa clé a changé depuis, parce que le mot de passe a été réinitialisé sans clé de récupération.',
      'Prenez une sauvegarde faite depuis que la clé actuelle est en usage.',
    ),
  'never synced': ({ user }) =>
    say(
      `Aucun navigateur de « ${user} » ne s’est jamais synchronisé avec ce Foxden ; il n’y a donc pas de clé qui aille avec ces données.`,
      'Connectez-en un, laissez-le se synchroniser une fois, puis réessayez.',
    ),
  'unknown user': ({ user }) =>
    say(`Il n’y a pas de compte « ${user} ».`, 'La liste des comptes montre ceux qui existent.'),
  'not alone': ({ collection }) => say(`« ${collection} » ne peut pas être restauré seul.`, 'Restaurez tout.'),
  'no such collection': ({ collection }) =>
    say(
      `La sauvegarde n’a rien de cette personne sous le nom « ${collection} ».`,
      'Les noms habituels sont bookmarks, history, passwords, forms, prefs, addons, tabs, addresses et creditcards.',
    ),
  'other sync keys': ({ collection }) =>
    say(
      `Les clés de synchronisation de cette personne (crypto/keys) ont changé depuis : les navigateurs ne pourraient pas lire « ${collection} » d’alors à côté du reste d’aujourd’hui.`,
      'Restaurez tout : les clés reviennent alors avec le reste.',
    ),
  'no such backup': () => say('Il n’y a plus de sauvegarde de ce nom.', 'Rechargez la liste.'),
  unexpected: ({ message }) =>
    say(`Ce n’était pas prévu : ${message}`, 'Le journal en dit plus. Si cela dure, merci de le signaler.'),
  'under way': () => say('C’est déjà en cours.', 'Attendez que ce soit terminé.'),
  'no such job': () => say('Cette tâche n’existe plus.', 'Rechargez la page.'),
  'no worker': () => say('Aucun worker n’est prêt en ce moment.', 'Réessayez dans un instant.'),
  'worker ended': ({ how }) => say(`Le worker qui s’en occupait s’est terminé (${how}).`, 'Réessayez.'),
  'worker does not start': ({ why }) => say(`Un nouveau worker n’a pas pu démarrer ; les anciens continuent. ${why}`),
  'cannot listen': ({ address, why }) => say(`Foxden ne peut pas écouter à ${address}. ${why}`),
  stopping: () => say('Foxden est en train de s’arrêter ; rien n’a été fait.', 'Réessayez après le démarrage.'),
  'not running': ({ dataDir }) =>
    say(
      `Le processus principal de Foxden ne répond pas dans ${dataDir}.`,
      'Voyez si Foxden est en train de redémarrer, puis rechargez la page.',
    ),
  silent: () =>
    say(
      'Le processus principal de Foxden tourne, mais ne répond pas.',
      'Si cela dure, mettez-y fin (kill -KILL) et redémarrez Foxden.',
    ),
  frozen: ({ pid }) =>
    say(
      'Le processus principal de Foxden a été suspendu, mais pas arrêté.',
      `Laissez-le reprendre (kill -CONT ${pid} ou docker compose unpause).`,
    ),
  'ended in answer': () =>
    say('Foxden s’est terminé au milieu de sa réponse.', 'Vérifiez qu’il tourne, puis réessayez.'),
  'older version': () =>
    say(
      'Le processus principal de Foxden ne connaît pas cette demande : il est d’une version plus ancienne.',
      'Redémarrez Foxden.',
    ),
  'lease taken': ({ name, pid, host }) =>
    say(
      `Un autre processus (${pid} sur ${host}) est occupé à « ${job(name)} » sur cette base de données.`,
      'Attendez qu’il ait terminé, puis réessayez.',
    ),
  'lease lost': ({ name }) =>
    say(
      `Ce processus est resté silencieux trop longtemps, et un autre a repris « ${job(name)} » sur cette base de données.`,
      'Réessayez.',
    ),
  'no room': ({ mebibytes }) =>
    say(
      `Il ne reste que ${mebibytes} Mio sur le disque de la base de données ; rien de nouveau n’est donc enregistré.`,
      'Faites-y de la place.',
    ),
  'newer database': ({ schema, known }) =>
    say(
      `La base de données a le schéma ${schema}, et ce Foxden n’en connaît que jusqu’à ${known} : une version plus récente s’en est servie.`,
      'Relancez la version plus récente, ou restaurez une sauvegarde d’avant la mise à jour.',
    ),
  'backup failed': () => say('Foxden : la sauvegarde a échoué'),
  'backup again': () => say('`foxden backup` réessaie.'),
  'no fresh backup': () => say('Foxden : il n’y a pas de sauvegarde récente'),
  'certificate ends on': ({ date }) => say(`Foxden : le certificat expire le ${day(date)}`),
  'see certificate': () => say('`foxden certificate` dit où il en est.'),
  'no fresh certificate': () => say('Foxden : il n’y a pas de certificat récent'),
  'disk fills': () => say('Foxden : le disque se remplit'),
  'device silent': ({ days }) =>
    say(`Foxden : un appareil n’a plus donné signe de vie depuis ${days === 1 ? 'un jour' : `${days} jours`}`),
  'device last here': ({ name, email, date }) =>
    say(
      `« ${name} » de ${email} est venu pour la dernière fois le ${day(date)}.`,
      'S’il sert encore, voyez s’il est connecté ; sinon, son propriétaire le déconnecte sur la page /settings.',
    ),
};
