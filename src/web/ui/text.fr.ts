import type { Words } from './text.ts';

const some = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;

/** In French. */
export const words: Words = {
  footer: (host) =>
    `Ce Foxden se trouve à l’adresse ${host}. Ce que Firefox synchronise est chiffré avant d’arriver ici.`,
  languages: 'Langue',
  working: 'Un instant…',
  copy: 'Copier',
  copied: 'Copié',
  copyOf: (what) => `Copier : ${what}`,
  show: 'Afficher',
  showTyped: 'Afficher la saisie',
  tryAgain: 'Réessayer',
  retryAfter: (seconds) =>
    seconds < 90
      ? some(seconds, 'seconde', 'secondes')
      : seconds < 5400
        ? some(Math.ceil(seconds / 60), 'minute', 'minutes')
        : some(Math.ceil(seconds / 3600), 'heure', 'heures'),
  programOn: (program: string, system: string) => `${program} sous ${system}`,
  someBrowser: 'Un navigateur',
  cancel: 'Annuler',
  back: 'Retour',
  print: 'Imprimer',
  saveAsFile: 'Enregistrer dans un fichier',
  saved: 'C’est enregistré',
  problems: {
    unreachable:
      'Foxden ne répond pas. Vérifiez que cet appareil est en ligne et que le serveur fonctionne, puis réessayez ; rien n’a été modifié.',
    unavailable: 'Foxden est occupé ou en cours de redémarrage. Attendez quelques secondes, puis réessayez.',
    tooMany: (wait) => `Il y a eu trop de tentatives. Par sécurité, attendez ${wait}, puis réessayez.`,
    tooManySoon: 'Il y a eu trop de tentatives. Par sécurité, attendez quelques minutes, puis réessayez.',
    unexpected: (detail) =>
      `Un problème est survenu dans Foxden (${detail}). Réessayez ; s’il persiste, prévenez la personne qui gère ce serveur.`,
    wrongPassword:
      'Ce mot de passe n’est pas correct. Vérifiez les majuscules et la disposition du clavier, puis réessayez.',
    unknownAccount:
      'Il n’y a pas de compte avec cette adresse e-mail ici. Vérifiez son orthographe ou créez un compte.',
    accountExists: 'Il existe déjà un compte avec cette adresse e-mail. Connectez-vous plutôt avec son mot de passe.',
    invalidEmail: 'Foxden ne peut pas utiliser cette adresse e-mail. Vérifiez son orthographe.',
    notAllowed:
      'Ce Foxden n’accepte pas de nouveau compte pour cette adresse. Demandez une invitation à la personne qui gère ce serveur.',
    refused: {
      closed: 'Ce serveur n’accepte pas de nouveaux comptes. Demandez-en un à la personne qui le gère.',
      inviteNeeded:
        'Il faut une invitation pour créer un compte ici. Demandez-en une à la personne qui gère ce serveur et saisissez son code.',
      inviteUnknown:
        'Aucune invitation ne porte ce code. Comparez-le lettre par lettre avec celui que vous avez reçu, ou ouvrez plutôt le lien.',
      unsafeAddress:
        'Cette adresse contient une lettre qui passe pour une autre. Écrivez-la avec les lettres habituelles.',
      lastAdministrator:
        'Vous êtes le seul administrateur de ce serveur. Nommez-en d’abord un autre sur /admin, ou faites supprimer le compte avec foxden user delete.',
      inviteUsed: 'Cette invitation a déjà été utilisée. Demandez-en une nouvelle à la personne qui gère ce serveur.',
      inviteExpired: 'Cette invitation a expiré. Demandez-en une nouvelle à la personne qui gère ce serveur.',
      notAllowed:
        'Un compte avec cette adresse n’est pas autorisé ici. Demandez à la personne qui gère ce serveur de l’autoriser.',
      full: 'Ce serveur n’a plus de place pour un autre compte. Adressez-vous à la personne qui le gère.',
      captcha: 'Le contrôle vérifiant que vous êtes humain a échoué. Veuillez réessayer.',
    },
    wrongCode: 'Ce code n’est pas correct ou a expiré. Saisissez le plus récent.',
    unverifiedSession:
      'Cette connexion n’est pas encore confirmée par sa deuxième étape. Reconnectez-vous et saisissez le code.',
    addressTaken: 'Cette adresse appartient déjà à un compte. Choisissez-en une autre.',
    locked: 'Ce compte est verrouillé. Adressez-vous à la personne qui gère ce serveur.',
    alreadyOn: 'La connexion en deux étapes est déjà activée. Actualisez la page pour le voir.',
    wrongRecoveryKey:
      'Ce n’est pas la clé de récupération de ce compte. Vérifiez chaque caractère ; une ancienne clé ne fonctionne plus.',
    staleProof: 'Rien n’a été fait, car le mot de passe n’a pas été saisi de nouveau.',
    sessionEnded: 'Cette connexion est terminée. Veuillez vous reconnecter.',
    channelSilent:
      'Firefox n’a pas répondu. Fermez cet onglet et recommencez depuis le menu ☰ de Firefox avec « Connexion ».',
    flowLost:
      'Firefox a oublié cette connexion, car une autre y a été commencée entre-temps ou il a été redémarré. Fermez cet onglet, ouvrez le menu ☰ de Firefox et choisissez-y de vous connecter ou de terminer la configuration du compte.',
    firefoxRefused: (detail) =>
      `Firefox n’a pas accepté la connexion (${detail}). Fermez cet onglet et recommencez depuis le menu ☰ de Firefox avec « Connexion ».`,
  },
};
