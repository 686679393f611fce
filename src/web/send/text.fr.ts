import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  title: 'Envoyer une page',
  lead: 'À l’un de vos Firefox, depuis n’importe quel navigateur. L’adresse est chiffrée dans cet onglet pour cet appareil seul ; le serveur ne peut pas la lire.',
  address: 'Adresse de la page',
  addressInvalid: 'Saisissez une adresse qui commence par https:// ou http://.',
  pageTitle: 'Titre (peut rester vide)',
  to: 'Envoyer à',
  noDevices:
    'Aucun de vos appareils n’accepte de pages. Connectez un Firefox, ou synchronisez ceux que vous avez : chacun indique alors ici qu’il accepte des pages.',
  unknownDevice: 'Appareil sans nom',
  otherKey: (name) =>
    `${name} a été connecté avec une clé plus ancienne de ce compte, peut-être avant une réinitialisation du mot de passe. Reconnectez-le ; il acceptera alors des pages.`,
  send: 'Envoyer',
  told: (name) => `Envoyé. ${name} est prévenu et ouvre la page dans un instant.`,
  waits: (name) =>
    `Envoyé. ${name} ouvrira la page à sa prochaine synchronisation, ou quand quelqu’un y choisira « Synchroniser maintenant » ; elle attend 30 jours.`,
  tooLong: 'Cette adresse est trop longue pour être envoyée.',
  bookmarkletTitle: 'Depuis la page où vous êtes',
  bookmarklet:
    'Faites glisser ce lien vers la barre de favoris de votre navigateur. Un clic dessus, sur n’importe quelle page, ouvre ici l’adresse de cette page, prête à être envoyée.',
  bookmarkletName: 'Envoyer à Firefox',
};
