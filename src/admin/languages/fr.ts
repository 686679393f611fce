import { type Catalogue, dayIn, say } from './catalogue.ts';
import { trouble } from './fr.trouble.ts';

const day = dayIn('fr');
const clockSync = 'Activez la synchronisation de l’heure (NTP).';
const room =
  'Faites de la place (les anciens journaux et sauvegardes peuvent partir) ou passez à un disque plus grand, puis réessayez.';
const onDisk = (own: boolean) =>
  own
    ? 'Faites de la place ou mettez FOXDEN_DATA_DIR sur un disque plus grand. Les anciennes sauvegardes et les anciens journaux qui s’y trouvent peuvent partir.'
    : 'Faites-y de la place ou mettez la base de données sur un disque plus grand.';
const port =
  'Vérifiez que le port est redirigé vers cette machine et que rien d’autre n’y répond. Si le routeur ne laisse pas les machines de la ' +
  'maison utiliser l’adresse publique, il faut une entrée DNS à la maison.';
const remedies = {
  image: 'Mettez Foxden à jour, comme le dit le README, et lancez aussi `docker compose pull --ignore-buildable`.',
  foxden: 'Mettez Foxden à jour : il apporte son propre Node.js.',
  mariadb: 'Passez à une branche de MariaDB maintenue à long terme.',
  debian: 'Passez cette machine à une version plus récente de Debian.',
};
const again = 'Foxden réessaie de lui-même.';
const setClock = 'Réglez d’abord l’heure : c’est elle qui décide quelle modification est la plus récente.';

const daysOf = (count: number) => (count === 1 ? 'un jour' : `${count} jours`);
const backupAge = (count: number, hours: number) =>
  `${count === 1 ? 'La seule sauvegarde' : `La dernière de ${count} sauvegardes`} date de ${hours < 1 ? 'moins d’une heure' : hours === 1 ? 'une heure' : `${hours} heures`}.`;

const sayings: Catalogue['sayings'] = {
  ...trouble,
  ENOSPC: ({ what }) => say(`Le disque est plein : il n’y a plus de place pour ${what}.`, room),
  EDQUOT: ({ what, uid }) =>
    say(
      `Le quota de disque de cet utilisateur (uid ${uid}) est épuisé, pour ${what}.`,
      'Faites de la place ou faites augmenter le quota, puis réessayez.',
    ),
  EFBIG: ({ what }) =>
    say(
      `${what} deviendrait plus grand que ne le permet cet utilisateur ou son système de fichiers.`,
      'Relevez la limite (ulimit -f) ou prenez un autre système de fichiers, puis réessayez.',
    ),
  EROFS: ({ what }) =>
    say(
      `${what} se trouve sur un système de fichiers en lecture seule.`,
      'Montez-le en écriture ou indiquez un autre dossier. Un disque passé de lui-même en lecture seule est abîmé : le journal du noyau (dmesg) en dit plus.',
    ),
  EACCES: ({ what, uid }) =>
    say(
      `Cet utilisateur (uid ${uid}) n’a pas le droit d’utiliser ${what}.`,
      'Donnez-le à l’utilisateur sous lequel Foxden tourne.',
    ),
  ENOENT: ({ what }) => say(`${what} n’existe pas.`, 'Vérifiez l’orthographe du chemin et que son disque est monté.'),
  ENOTDIR: ({ what }) =>
    say(`Une partie du chemin ${what} est un fichier et non un dossier.`, 'Indiquez un autre chemin.'),
  EISDIR: ({ what }) => say(`${what} est un dossier et non un fichier.`, 'Indiquez un fichier qui s’y trouve.'),
  EEXIST: ({ what }) => say(`${what} existe déjà.`, 'Déplacez-le ou indiquez un autre chemin.'),
  ENAMETOOLONG: ({ what }) => say(`Le chemin ${what} est trop long.`, 'Indiquez-en un plus court.'),
  ELOOP: ({ what }) =>
    say(`Les liens de ${what} tournent en rond.`, 'Corrigez les liens ou indiquez le véritable chemin.'),
  EBUSY: ({ what }) => say(`Quelque chose d’autre utilise ${what}.`, 'Attendez que ce soit terminé, puis réessayez.'),
  ETXTBSY: ({ what }) =>
    say(`Le programme ${what} est en cours de remplacement.`, 'Attendez un instant, puis réessayez.'),
  ESTALE: ({ what }) =>
    say(`Le partage réseau où se trouve ${what} a disparu ou a été remplacé.`, 'Montez-le de nouveau, puis réessayez.'),
  EIO: ({ what }) =>
    say(
      `Le disque où se trouve ${what} n’a pas réussi à lire ou à écrire.`,
      'Consultez le journal du noyau (dmesg) ; sauvez ce qui est lisible, remplacez le disque et restaurez une sauvegarde.',
    ),
  EMFILE: () =>
    say(
      'La limite de fichiers ouverts est atteinte.',
      'Relevez-la (ulimit -n, ou LimitNOFILE= du service) et redémarrez.',
    ),
  ENOMEM: () =>
    say(
      'La mémoire de cette machine, ou celle accordée à Foxden, est épuisée.',
      'Donnez-en davantage ou mettez FOXDEN_WORKERS=1, puis réessayez.',
    ),
  ECONNREFUSED: ({ what }) =>
    say(`Aucun programme n’écoute à ${what}.`, 'Démarrez ce qui doit y répondre ou corrigez l’adresse.'),
  ECONNRESET: ({ what }) =>
    say(`La connexion à ${what} a été coupée.`, 'Voyez si l’autre côté est en train de redémarrer, puis réessayez.'),
  ETIMEDOUT: ({ what }) =>
    say(`${what} ne répond pas à temps.`, 'Vérifiez l’adresse et qu’aucun pare-feu ne s’interpose, puis réessayez.'),
  EHOSTUNREACH: ({ what }) =>
    say(
      `${what} est injoignable : aucun chemin n’y mène par le réseau.`,
      'Vérifiez l’adresse, le réseau et le pare-feu de cette machine, puis réessayez.',
    ),
  ENOTFOUND: ({ what }) =>
    say(
      `Le nom d’hôte ${what} est inconnu ici.`,
      'Vérifiez son orthographe et le DNS de cette machine, puis réessayez.',
    ),
  EAI_AGAIN: ({ what }) =>
    say(
      `Le nom d’hôte ${what} ne peut pas être résolu : aucun serveur DNS ne répond.`,
      'Vérifiez le DNS de cette machine, puis réessayez.',
    ),
  EADDRINUSE: ({ what }) =>
    say(
      `Un autre programme utilise ${what}, peut-être un Foxden qui tourne encore.`,
      'Arrêtez-le ou choisissez un autre port avec FOXDEN_LISTEN.',
    ),
  EADDRNOTAVAIL: ({ what }) =>
    say(
      `Cette machine n’a pas l’adresse ${what}.`,
      'Mettez dans FOXDEN_LISTEN une adresse qu’elle a, ou 0.0.0.0:8000 pour toutes.',
    ),
  CERT_HAS_EXPIRED: ({ what }) =>
    say(
      `Le certificat de ${what} a expiré, ou l’horloge de cette machine avance.`,
      'Comparez l’horloge avec une autre, puis renouvelez le certificat.',
    ),
  CERT_NOT_YET_VALID: ({ what }) =>
    say(
      `Le certificat de ${what} n’est pas encore valable, ou l’horloge de cette machine retarde.`,
      `Comparez l’horloge avec une autre. ${clockSync}`,
    ),
  ERR_TLS_CERT_ALTNAME_INVALID: ({ what, message }) =>
    say(
      `Le certificat de ${what} est pour un autre nom (${message}).`,
      'Utilisez le nom pour lequel il est fait, ou obtenez un certificat pour celui-ci.',
    ),
  CERT_REVOKED: ({ what }) => say(`Le certificat de ${what} a été révoqué.`, 'Obtenez-en un nouveau.'),
  CERT_UNTRUSTED: ({ what }) =>
    say(
      `Cette machine ne fait pas confiance au certificat de ${what} : elle ne connaît aucune autorité qui s’en porte garante.`,
      'Faites envoyer au serveur toute sa chaîne ; installez son autorité sur cette machine ou indiquez le fichier de l’autorité dans NODE_EXTRA_CA_CERTS.',
    ),
  'unusable certificate': ({ message }) =>
    say(
      `Un certificat ou une clé est inutilisable (${message}).`,
      'Mettez en place une chaîne de certificats et la clé privée correspondante, toutes deux en PEM.',
    ),
  'no TLS': ({ what, message }) =>
    say(
      `TLS avec ${what} n’aboutit pas (${message}).`,
      'Voyez si le port est bien un port TLS et si les deux côtés ont une version de TLS en commun.',
    ),
  'acme connection': ({ host, detail }) =>
    say(
      `L’autorité de certification n’a pas pu ouvrir le port 80 de cet hôte : ${detail}`,
      `Redirigez le port 80 de votre routeur et de votre pare-feu vers cette machine, et vérifiez que l’enregistrement A (ou AAAA) de ${host} donne l’adresse publique de votre réseau. ${again}`,
    ),
  'acme dns': ({ host, detail }) =>
    say(
      `L’autorité de certification n’a pas trouvé l’adresse de cet hôte : ${detail}`,
      `Créez pour ${host} un enregistrement A (ou AAAA) avec l’adresse publique de votre réseau.`,
    ),
  'acme unauthorized': ({ host, detail }) =>
    say(
      `Quelqu’un d’autre a répondu à l’autorité de certification à cette adresse : ${detail}`,
      `Vérifiez que les enregistrements A et AAAA de ${host} désignent cette machine (il reste souvent un vieil AAAA) et qu’aucun autre serveur web n’occupe le port 80.`,
    ),
  'acme caa': ({ host, detail }) =>
    say(
      `Un enregistrement CAA du domaine interdit cette autorité de certification : ${detail}`,
      `Autorisez-la dans les enregistrements CAA de ${host} ou de son domaine, ou supprimez-les.`,
    ),
  'acme rateLimited': ({ detail }) =>
    say(
      `L’autorité de certification a trop délivré ou refusé pour ce nom ces derniers temps : ${detail}`,
      'Il n’y a rien à faire : Foxden attend aussi longtemps que l’autorité le demande et réessaie de lui-même.',
    ),
  'acme rejectedIdentifier': ({ detail }) =>
    say(
      `L’autorité de certification ne délivre pas de certificat pour ce nom : ${detail}`,
      'Prenez un nom d’un domaine public, ou FOXDEN_TLS=lan pour un nom de votre propre réseau.',
    ),
  'acme invalidContact': ({ detail }) =>
    say(`L’autorité de certification refuse l’adresse e-mail : ${detail}`, 'Corrigez ou supprimez FOXDEN_ACME_EMAIL.'),
  'acme unreachable': ({ detail }) =>
    say(
      `L’autorité de certification était injoignable : ${detail}`,
      `Vérifiez que cette machine atteint Internet et que son horloge est à l’heure. ${again}`,
    ),
  'acme other': ({ detail }) =>
    say(
      `L’autorité de certification a refusé la commande : ${detail}`,
      `${again} Si cela dure, cherchez ce message auprès de l’autorité de certification.`,
    ),
  'no public URL for a certificate': () =>
    say(
      'Il n’y a pas encore de certificat, car FOXDEN_PUBLIC_URL n’est pas défini.',
      'Mettez dans FOXDEN_PUBLIC_URL l’adresse https que les navigateurs utiliseront, et redémarrez.',
    ),
  'no public name': ({ host }) =>
    say(
      `Aucune autorité de certification publique ne peut délivrer de certificat pour ${host}.`,
      'Prenez un nom d’un domaine public, ou FOXDEN_TLS=lan pour un nom ou une adresse de votre propre réseau.',
    ),
  'certificate files unusable': ({ message }) =>
    say(
      `Les fichiers du certificat ne peuvent pas être lus ou écrits : ${message}`,
      'Vérifiez les droits et l’espace libre du dossier de données.',
    ),
  'no certificate of the network': ({ message }) =>
    say(
      `Le certificat n’a pas pu être créé : ${message}`,
      'Vérifiez que le dossier de données est accessible en écriture et qu’il y reste de la place.',
    ),
  'certificate files unreadable': ({ message, certificate, key }) =>
    say(
      `Les fichiers du certificat ne peuvent pas être lus : ${message}`,
      `Mettez la chaîne de certificats dans ${certificate} et sa clé privée dans ${key} (PEM), lisibles pour Foxden.`,
    ),
  'other key': () =>
    say('La clé privée ne correspond pas au certificat.', 'Copiez les deux fichiers d’une même paire.'),
  'other names': ({ names, host }) =>
    say(
      `Le certificat est pour ${names}, pas pour ${host}.`,
      `Obtenez un certificat pour ${host} ou changez FOXDEN_PUBLIC_URL.`,
    ),
  'certificate ended': ({ date }) => say(`Le certificat a expiré le ${day(date)}.`, 'Renouvelez-le.'),
  'certificate ends': ({ date }) => say(`Le certificat expire le ${day(date)}.`, 'Renouvelez-le avant ce jour.'),
  'cannot check': ({ message }) =>
    say(`Cela ne peut pas être vérifié : ${message}`, 'Corrigez ce que le message indique, puis vérifiez de nouveau.'),
  'sign-ups open': () =>
    say(
      'Quiconque trouve ce serveur peut y créer un compte.',
      'Mettez FOXDEN_SIGNUPS=invite et distribuez des liens d’invitation (`foxden invite create`), ou définissez FOXDEN_MAX_USERS.',
    ),
  'address with path': () =>
    say(
      'FOXDEN_PUBLIC_URL contient un chemin, mais Firefox, sur ordinateur comme sur téléphone, ne trouve les pages des comptes qu’à la racine d’un hôte. Seuls des programmes comme ffsclient et PyFxA peuvent se connecter.',
      'Donnez à Foxden son propre nom d’hôte, ou laissez les comptes à Mozilla avec FOXDEN_ACCOUNTS=mozilla.',
    ),
  'sign-ups open to others': ({ host }) =>
    say(
      `Quiconque a un compte chez ${host} peut enregistrer des données sur ce serveur.`,
      'Indiquez dans FOXDEN_ALLOW les uid qui en ont le droit, définissez FOXDEN_MAX_USERS, ou FOXDEN_SIGNUPS=closed quand tout le monde est là.',
    ),
  'untrusted proxy': () =>
    say(
      'Un proxy répond pour ce serveur, mais aucun n’est de confiance : tout le monde semble venir de son adresse et partage ses limites.',
      'Mettez dans FOXDEN_TRUSTED_PROXIES l’adresse du proxy, comme loopback ou 172.16.0.0/12.',
    ),
  'sign-ups': ({ signups }) =>
    say(
      `Nouveaux comptes : ${{ open: 'ouverts à tous', invite: 'sur invitation', closed: 'aucun' }[signups] ?? signups}.`,
    ),
  'no address': ({ host }) =>
    say(`${host} n’a pas d’adresse.`, 'Créez un enregistrement A ou AAAA qui désigne cette machine.'),
  address: ({ host, address }) => say(`${host} est ${address}.`),
  answers: ({ origin }) => say(`${origin} répond avec la configuration de ce serveur.`),
  'other server': ({ origin, other }) => say(`Un autre serveur (${other}) répond à ${origin}.`, port),
  'no answer': ({ origin, why }) => say(`${origin} ne répond pas d’ici : ${why}`, port),
  'ran out': ({ days }) =>
    say(`Il a expiré il y a ${daysOf(days)}.`, '`foxden status` dit pourquoi il n’a pas été renouvelé.'),
  'runs out': ({ days }) =>
    say(`Il expire dans ${daysOf(days)}.`, '`foxden status` dit pourquoi il n’est pas encore renouvelé.'),
  'untrusted here': ({ days, why }) =>
    say(
      `Il est valable encore ${days} jours, mais cette machine ne lui fait pas confiance (${why}).`,
      'En mode LAN, c’est normal : installez l’autorité sur vos appareils, et ici (update-ca-certificates). Sinon, obtenez un certificat d’une autorité publique.',
    ),
  trusted: ({ days }) => say(`Il est de confiance et valable encore ${days} jours.`),
  'TLS does not work': ({ why }) =>
    say(`TLS ne fonctionne pas. ${why}`, '`foxden status` dit où en est le certificat.'),
  'newer schema': ({ name, schema, known }) =>
    say(
      `${name} a le schéma ${schema}, et ce Foxden n’en connaît que jusqu’à ${known}.`,
      'Relancez le Foxden plus récent, ou restaurez une sauvegarde d’avant la mise à jour.',
    ),
  'older schema': ({ name, schema, known }) =>
    say(`${name} a le schéma ${schema} sur ${known}.`, 'Démarrez Foxden : il met le schéma à jour.'),
  'old server': ({ version }) =>
    say(
      `${version} est trop ancien : il faut à Foxden MariaDB 10.11 ou plus récent.`,
      'Mettez-le à jour ; compose.yaml fixe une version qui convient.',
    ),
  damaged: ({ damage }) =>
    say(
      `Elle est abîmée : ${damage}`,
      'Arrêtez Foxden, gardez une copie du fichier, vérifiez le disque et restaurez la dernière sauvegarde avec `foxden restore FICHIER`.',
    ),
  'small packets': ({ name, packet, needed }) =>
    say(
      `${name} accepte des paquets de ${packet} octets au plus ; les navigateurs doivent donc envoyer moins à la fois que ne le permettent les réglages.`,
      `Mettez son max_allowed_packet à ${needed} au moins et redémarrez les deux, ou réduisez FOXDEN_COLLECTION_LIMITS.`,
    ),
  database: ({ name, schema }) => say(`${name} répond, schéma ${schema}.`),
  'free unknown': ({ folder, own }) => say(`Impossible de dire combien il reste de place dans ${folder}.`, onDisk(own)),
  free: ({ mebibytes, folder, own }) => say(`Il reste ${mebibytes} Mio dans ${folder}.`, onDisk(own)),
  'almost none free': ({ mebibytes, folder, own }) =>
    say(
      `Il reste ${mebibytes} Mio dans ${folder}. Rien de nouveau n’est enregistré tant qu’il y en a si peu.`,
      onDisk(own),
    ),
  'no backup': ({ folder }) =>
    say(
      `Il n’y a pas de sauvegarde dans ${folder}.`,
      'Faites-en une maintenant (`foxden backup`) ; celle de la nuit suit d’elle-même.',
    ),
  'old backup': ({ count, hours }) =>
    say(backupAge(count, hours), 'Lancez `foxden backup` et lisez ce qu’il dit ; cherchez « backup » dans le journal.'),
  backup: ({ count, hours }) => say(backupAge(count, hours)),
  'clocks differ': ({ here, there }) =>
    say(
      `L’horloge de cette machine indique ${here}, celle du serveur de base de données ${there}.`,
      `${setClock} ${clockSync}`,
    ),
  'clock behind': ({ here, there }) =>
    say(
      `L’horloge de cette machine indique ${here}, mais la base de données a servi pour la dernière fois le ${there} : l’horloge retarde, ou elle avançait alors.`,
      `${setClock} ${clockSync}`,
    ),
  'clock ahead': ({ here, there }) =>
    say(
      `L’horloge de cette machine indique ${here}, mais la base de données a servi pour la dernière fois le ${there}. Si c’est plus récent que cela, l’horloge avance.`,
      `${setClock} ${clockSync}`,
    ),
  'no time to be had': () =>
    say(
      'Aucun serveur extérieur n’a pu donner l’heure.',
      'Si cette machine a accès à Internet, vérifiez son DNS et son pare-feu.',
    ),
  'clock off': ({ seconds }) =>
    say(`Elle a ${seconds} secondes d’écart.`, 'Activez la synchronisation de l’heure (NTP) sur cette machine.'),
  clock: ({ seconds }) =>
    say(seconds === 1 ? 'Elle est juste à une seconde près.' : `Elle est juste à ${seconds} secondes près.`),
  unsupported: ({ part, version, date, by }) =>
    say(`${part} ${version} ne reçoit plus de correctifs de sécurité depuis le ${day(date)}.`, remedies[by]),
  'supported until': ({ part, version, date, by }) =>
    say(`${part} ${version} ne reçoit plus de correctifs de sécurité que jusqu’au ${day(date)}.`, remedies[by]),
  supported: ({ names }) => say(`Encore maintenus : ${names}.`),
};

/** In French. */
export const fr: Catalogue = {
  sayings,
  unnamed: { file: 'un fichier nécessaire', peer: 'l’autre côté', socket: 'ce socket', database: 'la base de données' },
};
