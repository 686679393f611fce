import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  title: 'Votre mot de passe, s’il vous plaît',
  lead: 'Ce qui est stocké ici ne peut être lu qu’avec votre mot de passe. Il est transformé en clés dans cet onglet ; elles ne le quittent jamais et sont oubliées après 15 minutes ou à la fermeture de l’onglet.',
  email: 'Adresse e-mail',
  emailInvalid: 'Saisissez une adresse e-mail, par exemple nom@example.org.',
  password: 'Mot de passe',
  open: 'Ouvrir',
  opening: 'Ouverture de vos données…',
  lockedTitle: 'De nouveau verrouillé',
  locked:
    'Les clés de cet onglet sont oubliées, et avec elles ce qu’il affichait. Rien n’en est conservé dans ce navigateur.',
  openAgain: 'Ouvrir de nouveau',
  lockNow: 'Verrouiller maintenant',
  openFor: (minutes) => (minutes === 1 ? 'Ouvert pour encore une minute' : `Ouvert pour encore ${minutes} minutes`),
  nothingYetTitle: 'Rien n’est encore stocké ici',
  nothingYet:
    'Aucun navigateur n’a encore synchronisé avec ce compte. Connectez un Firefox ; ses données apparaissent ici en moins d’une minute.',
  connect: 'Comment connecter Firefox',
  elsewhere: (host) =>
    `Vos données sont stockées sur un autre serveur, ${host}, auquel cette page n’a pas le droit de s’adresser. Ouvrez cette page là-bas.`,
  otherKeys:
    'Ce qui est stocké ici a été verrouillé avec une autre clé, peut-être avant une réinitialisation du mot de passe. Synchronisez l’un de vos Firefox : il envoie ce qu’il a avec la nouvelle clé.',
  changedMeanwhile:
    'L’un de vos navigateurs vient de modifier les mêmes données, rien n’a donc été écrit. Regardez encore une fois ce qui changerait et confirmez à nouveau.',
  storageFull: 'Il n’y a plus assez de place pour cela sur le serveur. Rien n’a été écrit.',
  tooMany: 'Cela fait plus d’entrées que le serveur n’en accepte d’un coup. Rien n’a été écrit.',
};
