import type { Words } from './text.ts';

const number = (count: number) => count.toLocaleString('fr');
const things = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

/** In French. */
export const words: Words = {
  title: 'Importer un fichier',
  lead: 'Choisissez un fichier de marque-pages (HTML) ou de mots de passe (CSV) qu’un navigateur a exporté ou que vous avez enregistré ici. Il est lu dans cet onglet seulement, et vous voyez ce qui changerait avant que rien ne soit écrit.',
  choose: 'Choisir un fichier',
  reading: (count) =>
    count === 0
      ? 'Lecture du fichier…'
      : `Comparaison avec ce qui est enregistré… ${things(count, 'élément lu', 'éléments lus')}`,
  planTitle: (file) => `Ce que ${file} changerait`,
  added: {
    bookmarks: (count) => things(count, 'nouveau marque-page', 'nouveaux marque-pages'),
    passwords: (count) => things(count, 'nouveau mot de passe', 'nouveaux mots de passe'),
  },
  folders: (count) => things(count, 'nouveau dossier', 'nouveaux dossiers'),
  separators: (count) => things(count, 'nouveau séparateur', 'nouveaux séparateurs'),
  present: (count) => `${number(count)} déjà ${count === 1 ? 'présent' : 'présents'}`,
  changed: {
    bookmarks: (count) =>
      `${things(count, 'marque-page reçoit', 'marque-pages reçoivent')} des étiquettes ou un mot-clé`,
    passwords: (count) =>
      `${things(count, 'mot de passe cède', 'mots de passe cèdent')} la place à un plus récent du fichier`,
  },
  kept: (count) =>
    `${number(count)} déjà ${count === 1 ? 'présent' : 'présents'} avec un autre mot de passe, qui reste, car le fichier ne dit pas que le sien est plus récent`,
  unusable: (count) =>
    `${things(count, 'entrée', 'entrées')} du fichier ${count === 1 ? 'est inutilisable' : 'sont inutilisables'} : sans adresse ou sans mot de passe, ou avec un contenu que Firefox ne conserve pas`,
  more: (count) => `et ${number(count)} de plus`,
  withoutUser: 'sans nom d’utilisateur',
  nothing: 'Il n’y a rien à ajouter : tout ce qui est utilisable dans ce fichier est déjà enregistré.',
  timeMachineOn:
    'La machine à remonter le temps est active. Si le résultat ne vous plaît pas, elle ramène juste avant :',
  timeMachineOff:
    'La machine à remonter le temps est inactive : rien ne permet de revenir en arrière. Vous pouvez d’abord l’activer :',
  timeMachine: 'Machine à remonter le temps',
  confirm: 'Écrire dans mon compte',
  cancel: 'Annuler',
  writing: (sent, all) =>
    `Chiffrement et envoi… ${number(sent)} éléments sur ${number(all)}. Ils ne comptent que lorsqu’ils sont tous arrivés.`,
  done: {
    bookmarks: (count) => `${things(count, 'marque-page ajouté', 'marque-pages ajoutés')}.`,
    passwords: (count) => `${things(count, 'mot de passe ajouté', 'mots de passe ajoutés')}.`,
  },
  follow: 'Vos Firefox reprennent le tout à leur prochaine synchronisation.',
  wayBack: (moment) => `Point de retour : avant ${moment}, dans la machine à remonter le temps.`,
  changedMeanwhile:
    'Un de vos navigateurs vient de modifier les mêmes données, rien n’a donc été écrit. Le fichier a été comparé de nouveau ; regardez ce qui changerait et confirmez encore une fois.',
  problems: {
    'unknown kind':
      'Ce n’est pas un fichier exporté par un navigateur. Exportez vos marque-pages en HTML ou vos mots de passe en CSV, puis choisissez ce fichier.',
    'too large': 'Ce fichier dépasse 100 Mo, plus que ce que cette page peut lire. Exportez-le en plusieurs parties.',
    'not text':
      'Les caractères de ce fichier sont illisibles : ce n’est pas du texte UTF-8. Exportez-le de nouveau depuis le navigateur, sans l’enregistrer avec un autre programme.',
    columns:
      'Il manque une colonne à ce fichier. Sa première ligne doit nommer url, username et password, comme l’écrivent Firefox et Chrome.',
    quotes: 'Ce fichier est endommagé : un guillemet n’y est pas fermé. Exportez-le de nouveau depuis le navigateur.',
    empty: 'Ce fichier est vide. Exportez-le de nouveau depuis le navigateur.',
  },
  notSynced:
    'Aucun de vos navigateurs ne synchronise ce type de données, et le premier qui commencera supprimerait ce qu’il trouve ici. Activez-le dans les paramètres de Firefox, sous « Synchronisation », synchronisez une fois, puis choisissez de nouveau le fichier.',
};
