import type { FormTexts } from './en.ts';

/** In French. */
export const fr: FormTexts = {
  accountTitle: 'Votre compte Sync',
  accountFor: 'Pour les comptes de Pale Moon, Basilisk et d’autres navigateurs avec Sync 1.1.',
  name: 'Nom ou adresse e-mail',
  password: 'Mot de passe',
  show: 'Afficher mon compte',
  forgotten: 'J’ai oublié mon mot de passe',
  howToConnect: 'Comment connecter un navigateur',
  wrong: 'Le nom et le mot de passe ne vont pas ensemble.',
  late: 'Trop de temps a passé, ou le mot de passe a été changé. Connectez-vous de nouveau.',
  weak: 'Ce mot de passe est trop faible. Il lui faut au moins 8 caractères, et il ne doit être ni le nom du compte ni l’un de ceux que tout le monde essaie d’abord.',
  different: 'Les deux mots de passe sont différents. Rien n’a été changé.',
  noMail: 'Ce n’est pas une adresse e-mail. Rien n’a été changé.',
  passwordSet:
    'Votre nouveau mot de passe est enregistré. Saisissez-le dans chacun de vos navigateurs : ils le demandent à la prochaine synchronisation.',
  mailSet: 'Votre adresse est changée. Dans vos navigateurs, vous vous connectez toujours avec l’adresse du début.',
  ownName: 'Nom',
  ownMail: 'Adresse pour les e-mails',
  none: 'aucune',
  storedTitle: 'Ce qui est enregistré ici',
  nothingStored: 'Rien encore.',
  columns: { what: 'Quoi', records: 'Éléments', size: 'Kio', changed: 'Dernière modification' },
  sizeInAll: (used) => `${used} Kio en tout.`,
  sizeOfQuota: (used, quota) => `${used} Kio sur ${quota} sont utilisés.`,
  unreadable: 'Le serveur ne peut rien en lire : tout est verrouillé avec votre clé de récupération.',
  changePassword: 'Changer le mot de passe',
  newPassword: 'Nouveau mot de passe',
  length: 'au moins 8 caractères',
  onceMore: 'Encore une fois',
  changeMailTitle: 'Changer l’adresse pour les e-mails',
  mail: 'Adresse e-mail',
  mailHint: 'où est envoyé le lien pour un nouveau mot de passe',
  changeMail: 'Changer l’adresse',
  leave: 'Partir',
  toDeletion: 'Supprimer le compte et tout ce qu’il contient',

  resetTitle: 'Nouveau mot de passe pour Sync',
  reset: 'Saisissez le nom ou l’adresse e-mail de votre compte. Vous recevrez un e-mail avec un lien.',
  sendMail: 'Envoyer l’e-mail',
  withoutMail: 'Ce serveur n’envoie pas d’e-mails. Demandez à son administrateur un lien pour un nouveau mot de passe.',
  sent: 'S’il y a un tel compte, un e-mail est en route.',
  sentHint: (hours) =>
    `Le lien qu’il contient est valable ${hours} heures. Vos données restent comme elles sont : elles sont verrouillées avec votre clé de récupération, pas avec le mot de passe.`,
  setPassword: 'Enregistrer le mot de passe',
  done: 'Votre nouveau mot de passe est enregistré.',
  doneHint: 'Saisissez-le dans chacun de vos navigateurs : ils le demandent à la prochaine synchronisation.',
  noName: 'Dites pour qui : saisissez le nom ou l’adresse e-mail de votre compte.',
  unknown: 'Il n’y a pas de tel compte. Vérifiez le nom ou demandez un autre e-mail.',
  noPassword: 'Saisissez le nouveau mot de passe.',
  typeTwice: 'Les deux mots de passe sont différents. Saisissez deux fois le même.',
  wrongKey: (hours) =>
    `Ce lien n’est plus valable : il a servi ou date de plus de ${hours} heures. Demandez un autre e-mail.`,

  deleteTitle: 'Supprimer un compte Sync',
  deletion:
    'Cela supprime définitivement le compte et tout ce qu’il enregistre sur ce serveur. Vos navigateurs gardent ce qu’ils ont.',
  delete: 'Supprimer le compte',
  missing: 'Il manque quelque chose. Saisissez le nom et le mot de passe.',
  notDeleted: 'Le nom et le mot de passe ne vont pas ensemble. Rien n’a été supprimé.',
  deleted: 'Le compte est supprimé, avec tout ce qu’il avait enregistré ici.',

  connectTitle: 'Se connecter avec Sync 1.1',
  connect:
    'Pale Moon, Basilisk et l’ancien SeaMonkey parlent l’ancien Sync 1.1, avec un compte à part qui se crée dans le navigateur.',
  connectAddress:
    'Ouvrez la configuration de Sync, choisissez un serveur personnalisé et saisissez cette adresse, rien d’autre :',
  connectPairing: (pref) =>
    `Pour associer un second appareil par un code, réglez d’abord ${pref} dans about:config sur les deux :`,
  connectAccount: 'Voir ce qui est enregistré, changer le mot de passe ou supprimer un tel compte',

  tooMany: 'Il y a eu trop d’essais.',
  busy: 'Le serveur est trop occupé pour le moment.',
  wait: (minutes) => `Attendez ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, puis réessayez.`,

  captchaTitle: 'Êtes-vous humain ?',
  needsInvite: 'Ce serveur demande une invitation. Son administrateur peut vous en donner une.',
  inviteCode: 'Code de l’invitation',
  anotherPicture: 'Une autre image',
  whatDoYouRead: 'Que lisez-vous ?',
  proved: 'Votre navigateur a prouvé qu’il n’est pas utilisé par un robot. Il n’y a rien à saisir.',
};
