import type { Words } from './text.ts';

const number = (count: number) => count.toLocaleString('fr');
const things = (count: number, one: string, many: string) => `${number(count)} ${count < 2 ? one : many}`;

const nouns: Record<string, [one: string, many: string]> = {
  bookmarks: ['marque-page ou dossier', 'marque-pages et dossiers'],
  history: ['page visitée', 'pages visitées'],
  passwords: ['mot de passe', 'mots de passe'],
  addresses: ['adresse', 'adresses'],
  creditcards: ['moyen de paiement', 'moyens de paiement'],
  forms: ['entrée de formulaire', 'entrées de formulaires'],
};
const named = (kind: string, count: number) => things(count, ...(nouns[kind] ?? (['entrée', 'entrées'] as const)));

/** In French. */
export const words: Words = {
  title: 'Machine à remonter le temps',
  lead: 'Ce que vos Firefox ont modifié ou supprimé ici, et le chemin pour revenir à n’importe quel moment.',
  unavailableTitle: 'Pas activée ici',
  unavailable:
    'Ce serveur ne garde que ce qui est stocké maintenant. La personne qui le gère peut changer cela en mettant FOXDEN_TIME_MACHINE sur on ; d’ici là, seule une sauvegarde permet de revenir en arrière.',
  offTitle: 'Garder ce qui est modifié ou supprimé ?',
  off: (days, size) =>
    `Dès que vous l’activez, ce serveur garde ce que vos Firefox remplacent ou suppriment : pendant ${days} jours, et au plus ${size}. Cela reste chiffré comme avant, seul votre mot de passe l’ouvre donc. Vous pouvez le reprendre ici, et chaque Firefox suit de lui-même.`,
  switchOn: 'Le garder à partir de maintenant',
  since: (moment) => `Tout ce qui a été modifié ou supprimé après le ${moment} est gardé.`,
  kept: (versions, size, days) =>
    `Gardé maintenant : ${things(versions, 'état antérieur', 'états antérieurs')} d’entrées, ${size}. Chacun disparaît après ${days} jours.`,
  switchOff: 'Tout supprimer et ne plus rien garder',
  switchOffSure: 'Vraiment supprimer tous les états antérieurs ?',
  backups:
    'Ils sont supprimés aussitôt. Les sauvegardes de ce serveur les contiennent encore, doublement chiffrés, jusqu’à leur propre suppression ; pour celles de la nuit, c’est après environ trois mois.',
  kinds: 'Ce qu’il faut reprendre',
  names: {
    bookmarks: 'Marque-pages',
    history: 'Historique',
    passwords: 'Mots de passe',
    addresses: 'Adresses',
    creditcards: 'Moyens de paiement',
    forms: 'Données de formulaires',
  },
  reading: (count) => `Lecture et ouverture… ${number(count)}`,
  nothing: 'Rien n’a changé depuis que la conservation a commencé.',
  appeared: (kind, count) => `apparu : ${named(kind, count)}`,
  changed: (kind, count) => `modifié : ${named(kind, count)}`,
  wentAway: (kind, count) => `disparu : ${named(kind, count)}`,
  together: (parts, device) => `${parts.join(', ')}${device === undefined ? '' : `, par l’envoi de « ${device} »`}.`,
  before: (moment) => `Revenir à avant cela (${moment})`,
  beforeShort: 'Revenir à avant cela…',
  chooseMoment: 'Ou n’importe quel moment',
  look: 'Voir ce qui changerait',
  outOfReach: (moment) => `Choisissez un moment entre le ${moment} et maintenant.`,
  planTitle: (kind, moment) => `${kind}, état du ${moment}`,
  planNothing: 'Rien ne changerait : c’était alors comme maintenant.',
  planEmpty: 'Rien n’était stocké alors, il n’y a donc rien à quoi revenir.',
  comesBack: (kind, count) => `Revient : ${named(kind, count)}`,
  becomes: (kind, count) => `Redevient ce que c’était : ${named(kind, count)}`,
  goes: (kind, count) => `Disparaît, car apparu depuis : ${named(kind, count)}`,
  more: (count) => `et ${number(count)} de plus`,
  lost: (count) =>
    count < 2
      ? `${number(count)} entrée d’alors ne peut pas être ouverte avec vos clés et restera comme elle est maintenant.`
      : `${number(count)} entrées d’alors ne peuvent pas être ouvertes avec vos clés et resteront comme elles sont maintenant.`,
  limits:
    'Les Firefox qui n’ont pas encore synchronisé leurs dernières modifications les gardent et les ajoutent à leur prochaine synchronisation. Ce qui est ici maintenant est gardé aussi : vous pouvez revenir à ce moment de la même façon.',
  confirm: 'Revenir en arrière',
  cancel: 'Laisser tel quel',
  done: (moment) =>
    `C’est fait. Vos Firefox suivent à leur prochaine synchronisation. Pour l’annuler, revenez à avant le ${moment} : c’est la modification la plus récente de la liste.`,
  offMeanwhile:
    'La conservation a été désactivée entre-temps, il n’y aurait donc pas de retour possible. Rien n’a été écrit.',
  unnamed: 'Sans nom',
};
