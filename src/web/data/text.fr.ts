import type { Words } from './text.ts';

const number = (count: number) => count.toLocaleString('fr');
const things = (count: number, one: string, many: string) => `${number(count)} ${count < 2 ? one : many}`;

/** In French. */
export const words: Words = {
  title: 'Mes données',
  lead: 'Voici ce que vos Firefox ont stocké ici, ouvert dans cet onglet avec votre mot de passe. Le serveur ne peut toujours pas le lire.',
  sections: 'Ce qui est affiché',
  names: {
    bookmarks: 'Marque-pages',
    history: 'Historique',
    passwords: 'Mots de passe',
    tabs: 'Onglets ouverts',
    clients: 'Appareils',
    forms: 'Données de formulaires',
    addons: 'Modules complémentaires',
    prefs: 'Paramètres',
    addresses: 'Adresses',
    creditcards: 'Moyens de paiement',
    'extension-storage': 'Données des modules complémentaires',
    meta: 'À propos de ce stockage',
    crypto: 'Clés',
  },
  overview: 'Aperçu',
  entries: (count) => things(count, 'entrée', 'entrées'),
  lastChange: (when) => `modifié ${when}`,
  reading: (count, all) => `Lecture et ouverture… ${number(count)} sur ${number(all)}`,
  empty: 'Il n’y a rien ici.',
  tryAgain: 'Réessayer',
  search: 'Rechercher dans le titre et l’adresse',
  found: (count) => things(count, 'page', 'pages'),
  visits: (count) => things(count, 'visite', 'visites'),
  roots: {
    toolbar: 'Barre personnelle',
    menu: 'Menu des marque-pages',
    unfiled: 'Autres marque-pages',
    mobile: 'Marque-pages des appareils mobiles',
  },
  separator: 'Séparateur',
  unnamed: 'Sans nom',
  tags: (tags) => `Étiquettes : ${tags.join(', ')}`,
  keyword: (keyword) => `Mot-clé : ${keyword}`,
  folderSize: (count) => things(count, 'élément', 'éléments'),
  passwordsTitle: 'Afficher les mots de passe ?',
  passwordsLead:
    'Ils seront ouverts dans cet onglet. Regardez autour de vous : quiconque voit cet écran peut lire ce que vous affichez.',
  passwordsShow: 'Ouvrir mes mots de passe',
  uncover: (site) => `Afficher le mot de passe pour ${site}`,
  cover: (site) => `Masquer le mot de passe pour ${site}`,
  show: 'Afficher',
  hide: 'Masquer',
  userName: 'Nom d’utilisateur',
  site: 'Site',
  password: 'Mot de passe',
  device: 'Appareil',
  unknownDevice: 'Appareil sans nom',
  name: 'Nom',
  value: 'Valeur',
  enabled: 'activé',
  disabled: 'désactivé',
  rawLead: 'Cette page ne connaît pas ce genre d’entrées et les affiche donc telles quelles.',
  problemsTitle: 'Ce qui ne va pas ici',
  problemsLead:
    'Rien de tout cela n’empêche la synchronisation de fonctionner, mais ce peut être la raison pour laquelle Firefox signale une erreur.',
  unreadable: {
    'other keys': (count) =>
      `${things(count, 'entrée a été verrouillée', 'entrées ont été verrouillées')} avec d’autres clés, peut-être avant une réinitialisation du mot de passe, et ne ${count < 2 ? 'peut' : 'peuvent'} plus être ${count < 2 ? 'ouverte' : 'ouvertes'}.`,
    malformed: (count) => `${things(count, 'entrée ne contient', 'entrées ne contiennent')} rien de compréhensible.`,
    'other id': (count) =>
      `${things(count, 'entrée se donne', 'entrées se donnent')} à l’intérieur pour une autre qu’à l’extérieur.`,
  },
  orphans: (count) =>
    `${things(count, 'élément se trouve', 'éléments se trouvent')} dans un dossier qui n’existe pas :`,
  unlisted: (count) => `${things(count, 'élément manque', 'éléments manquent')} dans l’ordre du dossier :`,
  missing: (count) => `Des dossiers citent ${things(count, 'élément', 'éléments')} que personne n’a :`,
  duplicates: (count) =>
    `${things(count, 'marque-page se trouve', 'marque-pages se trouvent')} plusieurs fois dans le même dossier :`,
  andMore: (count) => `et ${things(count, 'autre', 'autres')}`,
  exportTitle: 'Emportez tout',
  exportLead: 'Les fichiers contiennent tout en clair. Gardez-les là où personne d’autre n’y a accès.',
  exportBookmarks: 'Marque-pages (HTML, pour tout navigateur)',
  exportPasswords: 'Mots de passe (CSV, pour Firefox et d’autres)',
  exportOne: (name) => `${name} (JSON)`,
  exportAll: 'Tout (ZIP)',
  packing: (name) => `Préparation : ${name}`,
  packed: (name) => `${name} est prêt. Votre navigateur l’a enregistré parmi ses téléchargements.`,
  readme: (host, email, day) =>
    `Ce que ${email} avait stocké sur ${host} le ${day}.\r\n\r\nbookmarks.html : tout navigateur peut l’importer.\r\npasswords.csv : Firefox l’importe dans about:logins.\r\nLes fichiers .json contiennent chaque entrée de chaque genre telle que Sync l’a : identifiant, heure de la dernière\r\nmodification en millisecondes et contenu (« clear »). Les entrées supprimées l’indiquent.\r\n\r\nTout ce qui est ici peut être lu par quiconque a ce fichier.\r\n`,
};
