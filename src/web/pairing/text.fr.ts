import type { Words } from './text.ts';

const freshOnPhone = 'Sur cet appareil, revenez aux paramètres de Firefox et scannez un nouveau code.';

/** In French. */
export const words: Words = {
  connectingTitle: 'Connexion des deux appareils',
  connecting: 'Recherche de l’autre Firefox…',
  confirmTitle: 'Se connecter à ce compte ?',
  confirm: (email, device) => `${device} propose à ce Firefox le compte ${email}.`,
  confirmSafety: 'Ne continuez que si vous affichez vous-même le code sur cet autre appareil.',
  confirmButton: 'Oui, se connecter',
  cancelButton: 'Annuler',
  waitTitle: 'Approuvez maintenant sur l’autre appareil',
  wait: (device) => `${device} vous demande d’approuver celui-ci. En attente…`,
  deliveringTitle: 'Connexion de ce Firefox',
  delivering: 'Transmission des clés à Firefox…',
  doneTitle: 'Ce Firefox est connecté',
  done: 'Il a commencé à synchroniser. Vous pouvez fermer cette page.',
  failedTitle: 'Les appareils ne sont pas connectés',
  nothingChanged: 'Rien n’a été modifié.',
  cancelledTitle: 'Annulé',
  cancelled: 'Vous ne vous êtes pas connecté. Rien n’a été modifié.',
  fresh: freshOnPhone,
  otherCode: 'Saisir un autre code',
  incomplete: 'Cette adresse n’est pas complète. ',
  ends: {
    'closed by peer': 'L’autre Firefox a mis fin à la connexion : quelqu’un y a refusé, ou sa page a été fermée.',
    closed: 'La connexion a été terminée ici.',
    lost: 'La connexion a été perdue avant que les deux côtés ne soient d’accord. Vérifiez que les deux appareils sont en ligne.',
    unknown: 'Ce code est déjà utilisé, trop ancien ou mal saisi : aucun Firefox ne l’affiche en ce moment.',
    expired: 'Ce code a expiré, car rien ne s’est passé pendant quelques minutes.',
    full: 'Un autre appareil utilise déjà ce code. Si ce n’est pas le vôtre, refusez sur l’autre Firefox.',
    refused: 'Le serveur n’a pas de place pour d’autres connexions par code en ce moment. Attendez une minute.',
    'server restart': 'Le serveur a été redémarré entre-temps.',
    broken:
      'Un problème est survenu dans cette page de Foxden. S’il persiste, prévenez la personne qui gère ce serveur.',
    'not secure': 'Le code ne correspond pas : il a été mal saisi, ou quelqu’un a altéré la connexion.',
  },
  strange: 'L’autre Firefox a répondu quelque chose qui n’a pas sa place ici.',

  approveTitle: 'Laisser cet appareil accéder à votre compte ?',
  approveLead: (email) => `Un appareil a scanné votre code et veut synchroniser avec le compte ${email}.`,
  device: 'Appareil',
  address: 'Adresse réseau',
  unknown: 'inconnu',
  approveSafety:
    'Il pourra lire vos mots de passe, vos marque-pages et tout ce que vous synchronisez. N’approuvez qu’un appareil que vous avez vous-même en main.',
  approve: 'Approuver',
  refuse: 'Refuser',
  approvedTitle: 'Approuvé. Confirmez maintenant sur l’autre appareil',
  approved: 'En attente de l’autre appareil…',
  completeTitle: 'Les deux appareils sont connectés',
  complete: 'Le nouvel appareil a commencé à synchroniser avec votre compte.',
  openSettings: 'Paramètres de synchronisation',
  refusedTitle: 'Refusé',
  refused: 'L’appareil n’a pas été admis, et le code qu’il a scanné n’est plus valable.',
  timeoutTitle: 'Cela a pris trop de temps',
  timeout: 'Les deux côtés ne se sont pas mis d’accord à temps : le code n’est plus valable et rien n’a été modifié.',
  authorityFailedTitle: 'L’appareil n’a pas été connecté',
  authorityFailed:
    'La connexion à l’autre appareil a été perdue, ou son code ne correspondait pas. Rien n’a été modifié.',
  unsureTitle: 'La connexion a été perdue',
  unsure:
    'Elle s’est interrompue après votre approbation : l’appareil a peut-être été admis, ou peut-être pas. Regardez sur l’appareil lui-même ou dans la liste des appareils dans les paramètres de votre compte.',
  newCode: 'Afficher un nouveau code',
  notHereTitle: 'Rien n’est en attente ici',
  notHere: 'Cette page sert à approuver de nouveaux appareils. Firefox l’ouvre de lui-même après la lecture d’un code.',
  otherUser: (email) =>
    `Ce Firefox n’est plus connecté avec le compte ${email}. Reconnectez-vous et affichez un nouveau code.`,

  pairTitle: 'Connecter un autre appareil',
  pairLead: 'Ce Firefox peut en admettre un autre dans votre compte, sans mot de passe, en lui montrant un code.',
  showCode: 'Afficher le code',
  showCodeHint:
    'Les paramètres de Firefox l’affichent dans un nouvel onglet. Sur un téléphone ou une tablette : ouvrez-y Firefox, choisissez de vous connecter et scannez-le.',
  scanTitle: 'Scannez ce code',
  scanLead:
    'Sur le téléphone ou la tablette, ouvrez Firefox, choisissez de vous connecter et scannez le code. Il fonctionne une fois, pendant quelques minutes et seulement tant que cette page est ouverte.',
  qrLabel: 'Le code',
  scanComputer:
    'Sur un autre ordinateur, ouvrez le menu ☰ de Firefox, choisissez « Connexion », puis « Se connecter avec un code d’un autre Firefox ». Scannez-le là-bas avec la caméra, ou transférez-le sous forme de texte et ne montrez celui-ci à personne d’autre :',
  showOwnHint:
    'Il apparaît sur cette page. Sur un téléphone ou une tablette : ouvrez-y Firefox, choisissez de vous connecter et scannez-le.',
  firefoxCode: 'Afficher plutôt le code dans les paramètres de Firefox',
  computerTitle: 'Un autre ordinateur',
  computerSteps: [
    'Sur l’autre ordinateur, ouvrez le menu ☰ de Firefox et choisissez « Connexion ».',
    'Choisissez-y « Se connecter avec un code d’un autre Firefox ».',
    'Affichez le code ici et scannez-le avec la caméra de l’autre ordinateur. Sans caméra : faites une capture d’écran du code, revenez à cet onglet et transformez-la en texte.',
  ],
  asText: 'Transformer une capture d’écran du code en texte',
  asTextDone:
    'Transférez ce texte sur l’autre ordinateur et collez-le là-bas. Il fonctionne une fois et pendant quelques minutes ; ne le montrez à personne d’autre.',
  codeName: 'le code',
  signInFirstTitle: 'Connectez-vous d’abord',
  signInFirst: 'Seul un Firefox connecté peut en admettre un autre.',
  openInFirefox: 'Ouvrez cette page dans le Firefox qui est connecté à votre compte.',
  howTo: 'Comment connecter Firefox',
  scannedTitle: 'Vous avez scanné un code de Firefox',
  scanned:
    'Votre application appareil photo l’a lu, mais c’est Firefox lui-même qui doit le faire. Rien n’a été connecté.',
  scannedPhone:
    'Sur cet appareil, ouvrez Firefox, allez dans les paramètres, choisissez de vous connecter, puis de scanner, et scannez le code à nouveau depuis là.',
  scannedComputer:
    'Pour connecter Firefox sur un autre ordinateur, transférez-y ce texte : menu ☰, « Connexion », « Se connecter avec un code d’un autre Firefox ».',
  scannedHere: 'Connecter ce Firefox avec ce code',

  codeTitle: 'Se connecter avec un code',
  codeLead:
    'Dans le Firefox qui est connecté : ouvrez le menu ☰, choisissez votre compte, puis « Connecter un autre appareil ». Il affiche un code carré. Transférez ce code ici :',
  codeField: 'Le code sous forme de texte',
  codeHint: 'Collez ou saisissez le lien contenu dans le code carré. Il commence par l’adresse de ce serveur.',
  useCode: 'Utiliser ce code',
  picture: 'Depuis une image ou une capture d’écran du code',
  camera: 'Avec la caméra de cet ordinateur',
  stopCamera: 'Arrêter la caméra',
  cameraHint: 'Tenez le code devant la caméra.',
  noCamera: 'La caméra ne peut pas être utilisée : il n’y en a pas, ou Firefox n’y a pas été autorisé.',
  noCode: 'Il n’y a pas de code de connexion là-dedans. Copiez-le en entier.',
  noCodeInPicture:
    'Aucun code n’a été trouvé dans cette image. Faites en sorte que le code carré en remplisse davantage.',
  otherServer: 'Ce code appartient à un autre serveur.',
  codeWithPassword: 'Se connecter plutôt avec le mot de passe',
  pairInstead: 'Se connecter avec un code d’un autre Firefox',
};
