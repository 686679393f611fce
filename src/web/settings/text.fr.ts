import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  title: 'Votre compte',
  signInTitle: 'Connectez-vous à votre compte',
  signInLead:
    'Dans un Firefox qui synchronise avec ce serveur, votre compte s’ouvre de lui-même. Dans tout autre navigateur, connectez-vous avec votre mot de passe ; le navigateur l’oublie à la fermeture de l’onglet.',
  signIn: 'Se connecter',
  howTo: 'Comment connecter Firefox',
  byFirefox: 'Connecté par ce Firefox',
  byTab: 'Connecté pour cet onglet seulement',
  signOut: 'Se déconnecter',
  signOutFirefox: 'Déconnecter ce Firefox',
  signOutFirefoxConfirm:
    'Déconnecter ce Firefox ? Il cesse de synchroniser ; ce qu’il a enregistré reste sur cet ordinateur.',
  signOutTabConfirm: 'Se déconnecter dans cet onglet ? Les Firefox qui synchronisent continuent.',
  signedOutTitle: 'Vous êtes déconnecté',
  signedOut: 'Vos données restent sur vos appareils et, chiffrées, sur le serveur.',
  signedOutFirefox:
    'Pour reconnecter ce Firefox, ouvrez son menu ☰ et choisissez « Connexion ». Une connexion sur cette page ne vaudrait que pour cet onglet.',
  clientsTitle: 'Appareils et applications',
  clientsLead:
    'Tout ce qui est connecté à votre compte. Déconnectez ce que vous ne connaissez pas, puis changez votre mot de passe.',
  noClients:
    'Aucun Firefox n’est encore connecté. Indiquez au vôtre où se trouve ce serveur, puis connectez-vous depuis son menu.',
  thisOne: 'Celui-ci',
  lastActive: (when) => `Dernière activité : ${when}`,
  neverActive: 'Pas encore actif',
  webSession: 'Connexion sur une page',
  unnamedApp: 'Application sans nom',
  unnamed: 'Appareil sans nom',
  kinds: { desktop: 'Ordinateur', mobile: 'Téléphone', tablet: 'Tablette', tv: 'Téléviseur', vr: 'Casque' },
  app: 'Navigateur ou application',
  signOutOf: (name) => `Déconnecter ${name}`,
  signOutConfirm: (name) =>
    `Déconnecter ${name} ? La synchronisation s’arrête en quelques secondes ; ce qui y est déjà enregistré reste.`,
  yes: 'Oui, déconnecter',
  removed: (name) => `${name} est déconnecté.`,
  another: 'Connecter un autre appareil',
  back: 'Retour à votre compte',
  syncedTitle: 'Stocké sur ce serveur',
  syncedLead: (host) => `Voici ce que vos Firefox ont synchronisé avec ${host}. Eux seuls peuvent le lire.`,
  openMySync: 'Ma synchronisation : appareils, tailles, historique de sécurité, téléchargement',
  openData: 'Voir et exporter mes données',
  openTimeMachine: 'Reprendre ce qui a été modifié ou supprimé',
  sendPage: 'Envoyer une page à un Firefox',
  nothingSynced: 'Encore rien. Dès qu’un Firefox est connecté, ses données apparaissent ici en moins d’une minute.',
  collection: 'Quoi',
  records: 'Entrées',
  lastChange: 'Dernière modification',
  collections: {
    bookmarks: 'Marque-pages',
    history: 'Historique',
    passwords: 'Mots de passe',
    tabs: 'Onglets ouverts, par appareil',
    prefs: 'Paramètres',
    addons: 'Modules complémentaires',
    forms: 'Données de formulaires',
    addresses: 'Adresses',
    creditcards: 'Moyens de paiement',
    'extension-storage': 'Données des modules complémentaires',
  },
  internalCollections: ['meta', 'crypto', 'clients', 'keys'],
  phoneBookmarks:
    'Sur téléphone, Firefox affiche les marque-pages des ordinateurs dans un dossier à part, « Marque-pages ordinateur ».',
  sections: {
    profile: {
      title: 'Nom et image',
      what: 'Votre apparence sur vos appareils.',
      link: 'Modifier le nom ou l’image',
    },
    password: {
      title: 'Mot de passe',
      what: 'Il vous connecte et verrouille vos données.',
      link: 'Changer le mot de passe',
    },
    recoveryKey: {
      title: 'Clé de récupération',
      what: 'Ouvre vos données si vous oubliez un jour le mot de passe.',
      link: 'Configurer la clé de récupération',
      linkOn: 'Renouveler ou supprimer la clé de récupération',
    },
    twoStep: {
      title: 'Connexion en deux étapes',
      what: 'Demande en plus un code de votre téléphone.',
      link: 'Configurer la connexion en deux étapes',
      linkOn: 'Modifier ou désactiver la connexion en deux étapes',
    },
    email: {
      title: 'Adresse e-mail',
      what: 'Le nom de votre compte, et là où arrivent les e-mails.',
      link: 'Changer l’adresse',
    },
    destroy: {
      title: 'Supprimer le compte',
      what: 'Efface tout ce que ce serveur a de vous.',
      link: 'Supprimer le compte…',
    },
  },
  on: 'Activée',
  off: 'Désactivée',
  safetyTitle: 'Compte et sécurité',
  password: 'Mot de passe',
  proofWanted:
    'Vous êtes connecté depuis un certain temps. Saisissez encore une fois votre mot de passe pour confirmer que c’est bien vous.',
  currentPassword: 'Mot de passe actuel',
  newPassword: 'Nouveau mot de passe',
  repeatPassword: 'Répétez le nouveau mot de passe',
  save: 'Enregistrer',

  passwordLead:
    'Vos données restent telles quelles. Ce navigateur reste connecté ; tous les autres appareils demandent le nouveau mot de passe avant de synchroniser à nouveau.',
  passwordSubmit: 'Changer le mot de passe',
  passwordDone: 'Votre mot de passe est changé. Vos autres appareils vous le demanderont.',

  keyLead:
    'Si vous oubliez votre mot de passe, vous pouvez en définir un nouveau, mais seule cette clé peut ouvrir ce qui est stocké sur le serveur. Imprimez-la ou gardez-la en lieu sûr, et pas seulement sur cet appareil.',
  keyExists: 'Vous avez une clé de récupération. En créer une nouvelle rend l’ancienne inutilisable.',
  keyMissing: 'Vous n’avez pas encore de clé de récupération.',
  keySubmit: 'Créer une clé de récupération',
  keyNew: 'Créer une nouvelle clé de récupération',
  keyRemove: 'Supprimer la clé de récupération',
  keyRemoved: 'La clé de récupération est supprimée. Une copie imprimée n’ouvre plus rien.',
  keyDoneTitle: 'Votre clé de récupération',
  keyDone: 'Elle n’est affichée que maintenant. Imprimez-la ou enregistrez-la avant de continuer.',
  keySheetTitle: 'Clé de récupération Foxden',
  keySheet: (email, address, date) => `Compte ${email} sur ${address}, clé créée le ${date}`,
  keySheetUse:
    'En cas d’oubli du mot de passe : ouvrez cette adresse, choisissez « Mot de passe oublié ? » et saisissez cette clé quand elle vous est demandée. Quiconque la possède et peut lire les e-mails du compte peut en ouvrir les données : gardez-la donc là où vous gardez vos autres clés.',
  keyFile: 'foxden-cle-de-recuperation.txt',
  keyName: 'la clé de récupération',

  twoStepLead:
    'Avec la connexion en deux étapes, un mot de passe volé ne suffit pas : il faut aussi un code d’une application d’authentification sur votre téléphone.',
  twoStepOn: 'La connexion en deux étapes est activée.',
  twoStepOff: 'La connexion en deux étapes est désactivée.',
  twoStepStart: 'Activer',
  twoStepStop: 'Désactiver',
  twoStepStopped: 'La connexion en deux étapes est maintenant désactivée. Le mot de passe seul suffit de nouveau.',
  twoStepScanTitle: 'Activer la connexion en deux étapes',
  twoStepScan:
    'Scannez cette image avec votre application d’authentification, puis saisissez les six chiffres qu’elle affiche.',
  twoStepPicture: 'Code QR pour votre application d’authentification',
  twoStepSecret: 'Si elle ne peut pas scanner, saisissez cette clé dans l’application :',
  twoStepSecretName: 'la clé',
  twoStepCode: 'Code de sécurité',
  twoStepConfirm: 'Confirmer et activer',
  twoStepWrong:
    'Ce code n’est pas correct. Vérifiez que votre téléphone est à l’heure, attendez le code suivant et saisissez-le.',
  codesTitle: 'Enregistrez vos codes de récupération',
  codesLead:
    'Si vous perdez votre téléphone, chacun d’eux vous permet de vous connecter une fois. Ils ne sont affichés que maintenant.',
  codesFile: 'foxden-codes-de-recuperation.txt',
  codesName: 'les codes de récupération',

  emailLead: (email) => `Votre compte est ${email}.`,
  emailNew: 'Nouvelle adresse e-mail',
  emailRepeat: 'Répétez la nouvelle adresse e-mail',
  emailDiffers: 'Les deux adresses sont différentes.',
  emailUnchecked:
    'Ce serveur n’envoie pas d’e-mails, aucun code ne peut donc vérifier l’adresse. Relisez-la deux fois : c’est le nom avec lequel vous vous connectez.',
  emailSubmit: 'Y envoyer un code',
  emailSubmitUnchecked: 'Changer l’adresse',
  emailCodeLead: (email) => `Saisissez le code à six chiffres qui a été envoyé à ${email}.`,
  emailCode: 'Code',
  emailConfirm: 'Utiliser cette adresse',
  emailOther: 'Retour, pour saisir une autre adresse',
  emailDone: (email) => `Votre compte est maintenant ${email}. Votre mot de passe reste le même.`,
  emailInvalid: 'Saisissez une adresse e-mail, par exemple nom@example.org.',

  profileName: 'Nom',
  profileNameHint: 'Laissez ce champ vide pour apparaître avec votre adresse.',
  profileSaved: 'Enregistré. Vos appareils l’affichent après leur prochaine synchronisation.',
  avatarTitle: 'Image',
  avatarAlt: 'Votre image',
  avatarChoose: 'Choisir une image',
  avatarHint: 'PNG, JPEG, GIF ou WebP de 1 Mo au plus. Elle est rendue carrée.',
  avatarRemove: 'Supprimer l’image',
  avatarUnreadable:
    'Ce navigateur ne peut pas lire ce fichier comme une image. Choisissez un fichier PNG, JPEG, GIF ou WebP.',

  adminTitle: 'Devenir administrateur',
  admin: (email) => `Le lien que vous avez ouvert fait de ${email} un administrateur de ce serveur.`,
  adminSubmit: 'Devenir administrateur',
  adminDone:
    'Vous êtes maintenant administrateur de ce serveur. La commande foxden sur le serveur en offre davantage : foxden help.',
  adminLink: 'Votre compte',

  destroyLead: (email) =>
    `Cela supprime définitivement le compte ${email} et tout ce qu’il a synchronisé avec ce serveur.`,
  destroyKeeps:
    'Vos appareils gardent les marque-pages, les mots de passe et l’historique qu’ils ont en ce moment, mais ils cessent de synchroniser.',
  destroyConsent: 'Je comprends que personne ne pourra le récupérer',
  destroyConsentMissing: 'Cochez d’abord la case, si c’est bien ce que vous voulez.',
  destroySubmit: 'Supprimer définitivement le compte',
  destroyedTitle: 'Votre compte est supprimé',
  destroyed:
    'Il n’en reste rien sur ce serveur, en dehors des sauvegardes, qui finissent par être remplacées avec le temps.',
};
