import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  title: 'Connectez votre Firefox',
  lead: 'Foxden garde synchronisés les marque-pages, les mots de passe, l’historique et les onglets ouverts de vos Firefox, sur votre propre serveur. Indiquez une fois à chaque Firefox où il se trouve.',
  otherTitle: 'Ajouter un autre appareil',
  otherLead: (email) =>
    `Ce Firefox est déjà connecté avec le compte ${email}. Choisissez ce que vous voulez connecter ensuite ; rien n’a besoin d’être déconnecté ici.`,
  invited:
    'Vous avez une invitation. Elle est conservée dans ce navigateur et remplie d’office quand vous créez votre compte depuis Firefox, comme le montrent les étapes ci-dessous.',
  invitedAdministrator:
    'Votre lien fait de vous l’administrateur de ce serveur. Il est conservé dans ce navigateur : connectez d’abord ce Firefox, comme le montrent les étapes ci-dessous, et créez votre compte depuis son menu. Votre premier marque-page est alors synchronisé dès que vous avez terminé.',
  invitedElsewhere:
    'Ce navigateur n’est pas un Firefox, l’invitation n’y sert donc à rien : ouvrez le lien que vous avez reçu dans le Firefox que vous voulez connecter.',
  invitedTab: 'Créer un compte dans cet onglet seulement',
  kindsLegend: 'Quel appareil ?',
  kinds: { desktop: 'Ordinateur', android: 'Android', ios: 'iPhone, iPad', legacy: 'Pale Moon et apparentés' },
  thisDevice: 'cet appareil',
  manage: 'Gestion du compte',
  pairTitle: 'Avec un code, sans rien saisir',
  pair: 'Un Firefox déjà connecté peut afficher un code. Un téléphone qui connaît ce serveur le scanne ; un autre ordinateur le lit dans une image ou sous forme de texte.',
  pairShow: 'Afficher ou saisir un code',
  accountTitle: 'Votre compte',
  account: 'Vous pouvez aussi gérer votre compte depuis n’importe quel navigateur.',
  signIn: 'Se connecter à votre compte',

  desktopTitle: 'Sur un ordinateur',
  desktop: {
    oldest: 'Firefox 115 (ESR) et toutes les versions plus récentes peuvent être connectés.',
    signedOut:
      'Si ce Firefox est connecté ailleurs, déconnectez-le d’abord ; ce qu’il a enregistré reste sur l’ordinateur.',
    open: 'Ouvrez un nouvel onglet, saisissez cette adresse dans la barre d’adresse et choisissez « Accepter le risque et poursuivre » :',
    aboutConfig: 'about:config',
    search: 'Recherchez ce nom :',
    set: 'Cliquez sur le crayon « Modifier » (ou choisissez « Chaîne » et cliquez sur +), collez cette adresse et validez :',
    allowHttp:
      'Ce serveur est utilisé en http sur cet ordinateur même, mettez donc aussi cette préférence à « true » (choisissez « Booléen ») :',
    restart:
      'Seulement dans Firefox 152 et plus ancien (comme ESR 140 et ESR 115) : choisissez « Connexion » comme à l’étape suivante, fermez la page qui s’ouvre, quittez Firefox et relancez-le. Jusque-là, il s’adresse au serveur de comptes qu’il connaissait avant.',
    signIn:
      'Ouvrez le menu ☰ et choisissez « Connexion » à côté de « Synchroniser et enregistrer les données ». La page de connexion de ce serveur s’ouvre.',
  },
  nameOf: {
    address: 'l’adresse de ce serveur',
    pref: 'le nom de la préférence',
    page: 'l’adresse de la page des préférences',
    file: (name) => `les lignes pour ${name}`,
    command: 'la commande',
  },
  filesTitle: 'Avec un fichier ou une commande, pour un profil ou tout un bureau',
  files: {
    profile:
      'Le dossier d’un profil est indiqué dans about:profiles à côté de « Répertoire racine ». Quittez Firefox avant d’y écrire, et lancez-le ensuite.',
    folder: 'Dossier du profil',
    folderHint: 'Copiez-le depuis about:profiles. Il ne quitte pas cette page.',
    linux: 'Linux, dans un terminal',
    macos: 'macOS, dans le Terminal',
    windows: 'Windows, dans PowerShell',
    command:
      'Cela écrit l’adresse dans le fichier user.js de ce profil. Ce que le fichier contient par ailleurs est conservé.',
    userJs: 'Ou ajoutez ceci vous-même au fichier user.js dans le dossier du profil :',
    autoConfig:
      'Pour tous les profils d’un ordinateur : placez ces deux fichiers dans le dossier de Firefox lui-même, celui de son programme (sous macOS Firefox.app/Contents/Resources). L’adresse ne peut alors plus être changée dans Firefox.',
    policies:
      'Firefox ne prend pas de serveur de comptes dans policies.json : la stratégie « Preferences » refuse cette préférence. Utilisez pour cela les deux fichiers ci-dessus. Ce qu’une stratégie peut faire, c’est que Firefox se fie à l’autorité de certification de ce réseau :',
    policiesCertificate:
      'Placez foxden.crt là où Firefox cherche les certificats des stratégies : sous Linux /usr/lib/mozilla/certificates ou ~/.mozilla/certificates, sous macOS /Library/Application Support/Mozilla/Certificates, sous Windows %LOCALAPPDATA%\\Mozilla\\Certificates. Le fichier ci-dessous va dans le dossier « distribution » du dossier de Firefox lui-même.',
    policiesNone:
      'Firefox ne prend pas de serveur de comptes dans policies.json : la stratégie « Preferences » refuse cette préférence. Utilisez à la place les deux fichiers ci-dessus.',
  },
  forksTitle: 'LibreWolf, Zen, Floorp, Waterfox',
  forks: {
    all: 'Ils se configurent par les mêmes étapes. Voici ce qui diffère :',
    librewolf:
      'LibreWolf désactive les comptes. Mettez d’abord ceci à « true » dans about:config et relancez-le ; le menu propose alors « Connexion ». (Le même réglage se trouve dans ses paramètres, sous LibreWolf, « Enable Firefox Sync ».)',
    librewolfClear:
      'LibreWolf supprime aussi les cookies et les données de sites à sa fermeture : une invitation qui y attend n’y survit pas. Créez donc le compte avant de le quitter.',
    zen: 'Zen : là où son panneau latéral n’affiche pas de ☰, saisissez about:preferences#sync dans la barre d’adresse. Ce qu’il synchronise en propre, comme les espaces de travail, est aussi stocké ici, et seul Zen l’affiche.',
    floorp:
      'Floorp : le même menu. Ce qu’il ajoute à Firefox n’est synchronisé que dans la mesure où Floorp le fait lui-même.',
    waterfox:
      'Waterfox : le même menu, s’il est basé sur Firefox 115 ou plus récent. Waterfox Classic est trop ancien pour les comptes de ce serveur.',
  },

  androidTitle: 'Sur Android',
  android: {
    port: 'Firefox pour Android ne communique qu’avec des pages de connexion sur le port standard de https. L’adresse de ce serveur a un autre port ou n’est pas en https : la connexion depuis un téléphone ne fonctionnera pas tant que cela ne change pas.',
    signedOut:
      'Firefox doit être déconnecté pendant ce réglage. Cela vaut aussi pour Firefox Beta, Nightly et la plupart des dérivés.',
    secret: 'Ouvrez ⋮, « Paramètres », puis tout à la fin « À propos de Firefox », et touchez cinq fois le logo.',
    menu: 'Revenez aux « Paramètres » : une nouvelle entrée « Sync Debug » s’y trouve. Ouvrez-la et choisissez « Custom Mozilla account server ».',
    enter:
      'Saisissez exactement cette adresse, sans barre oblique à la fin, et laissez vide le serveur de synchronisation :',
    restart:
      'Quand l’application vous propose de quitter, acceptez, puis rouvrez Firefox et connectez-vous depuis les « Paramètres ».',
    bookmarks: 'Les marque-pages des ordinateurs apparaissent dans un dossier à part, « Marque-pages ordinateur ».',
  },
  iosTitle: 'Sur iPhone et iPad',
  ios: {
    insecure:
      'Firefox pour iPhone et iPad ne communique qu’avec des serveurs en https, et cette adresse ne l’est pas. Ces étapes fonctionneront dès que la personne qui gère le serveur l’aura mis en https.',
    secret:
      'Déconnectez-vous dans Firefox, ouvrez ses « Paramètres » et touchez cinq fois le numéro de version tout à la fin.',
    menu: 'En haut apparaît une nouvelle entrée « Advanced Sync Settings ». Ouvrez-la et activez « Use Custom FxA Content Server ».',
    enter: 'Saisissez cette adresse dans « Custom Account Content Server URI » :',
    signIn: 'Fermez complètement Firefox (en le balayant), rouvrez-le et connectez-vous en haut de ses paramètres.',
  },
  pictures: {
    androidAbout: 'Image : la page « À propos de Firefox », le logo touché cinq fois',
    androidDebug: 'Image : les paramètres avec la nouvelle entrée « Sync Debug »',
    androidServer: 'Image : l’entrée « Custom Mozilla account server » sous « Sync Debug »',
    iosVersion: 'Image : la fin des paramètres, le numéro de version touché cinq fois',
    iosAdvanced: 'Image : les paramètres avec la nouvelle entrée « Advanced Sync Settings »',
    iosServer: 'Image : l’option « Use Custom FxA Content Server » activée, l’adresse en dessous',
    settings: 'Paramètres',
    tap: '5 ×',
  },
  qrTitle: 'Transférer l’adresse sur le téléphone',
  qr: 'Scannez ceci avec l’appareil photo du téléphone. Ce guide s’y ouvre, et l’adresse peut y être copiée.',
  qrLabel: 'Code QR de l’adresse de ce serveur',
  legacyTitle: 'Pale Moon, Basilisk, ancien SeaMonkey',
  legacy: 'Ils utilisent l’ancien Sync 1.1, avec un compte à part.',
  legacyLink: 'Comment les connecter par Sync 1.1',
  legacyOff: 'Ils utilisent l’ancien Sync 1.1, que ce serveur ne propose pas. La personne qui le gère peut l’activer.',

  checksTitle: 'Est-ce que cela fonctionnera d’ici ?',
  checksLead: 'Vérifié à l’instant depuis ce navigateur.',
  checksAgain: 'Vérifier à nouveau',
  checkStates: { ok: 'Bon', note: 'À voir', bad: 'Faux', running: 'Vérification…' },
  checks: {
    secure: 'Connexion sécurisée',
    secureOk: 'Le navigateur autorise cette page à travailler avec des clés.',
    secureBad:
      'Cette adresse n’est pas assez sûre : votre mot de passe est transformé en clés dans le navigateur, et les navigateurs ne le permettent qu’en https (ou sur l’ordinateur même du serveur, à l’adresse http://localhost). Ouvrez Foxden par son adresse https. S’il n’en a pas encore, la personne qui le gère trouvera comment en obtenir une dans le README, sous TLS.',
    address: 'Adresse de ce serveur',
    addressOk: (url) => `Cette page a été ouverte par l’adresse propre du serveur, ${url}.`,
    addressBad: (url) =>
      `Cette page a été ouverte par une autre adresse que celle du serveur, ${url}. Firefox n’écoute que celle-là : ouvrez-la et continuez là-bas.`,
    certificate: 'Certificat',
    certificateNone:
      'L’adresse n’est pas en https, il n’y a donc pas de certificat. Cela ne convient que sur l’ordinateur même du serveur.',
    certificateOk: 'Ce navigateur l’accepte, et rien n’indique que d’autres appareils ne l’accepteraient pas.',
    certificateOwn:
      'Il vient de l’autorité propre à ce réseau. Chaque appareil doit s’y fier une fois, avant d’être connecté.',
    certificateOwnLink: 'Comment faire pour qu’un appareil s’y fie',
    port: 'Accessible pour Android',
    portOk: 'L’adresse est en https sur son port standard, comme le veut Firefox pour Android.',
    portBad: (port) =>
      `L’adresse a le port ${port}. Firefox pour Android n’y écoute jamais les pages de connexion ; les ordinateurs et les iPhone, si. La personne qui gère le serveur peut le passer sur le port 443.`,
    portHttp: 'L’adresse n’est pas en https, Firefox pour Android et pour iPhone ne s’y connecteront donc pas.',
    clock: 'Horloge',
    clockOk: 'L’horloge de cet appareil et celle du serveur concordent.',
    clockOff: (duration) =>
      `L’horloge de cet appareil et celle du serveur ont un écart de ${duration}. Faites régler les deux par le réseau : sinon les codes de la connexion en deux étapes échouent, et la modification la plus récente peut céder devant une plus ancienne.`,
    discovery: 'Ce que Firefox demande en premier',
    discoveryOk: 'Le document par lequel Firefox trouve tout est là, et tout ce qu’il contient mène à ce serveur.',
    discoveryElsewhere: (url) =>
      `Le document par lequel Firefox trouve tout mène à ${url}, et non ici. Quelque chose entre ce navigateur et Foxden répond à sa place, ou bien un autre serveur le fait.`,
    discoveryMissing: (path) =>
      `Le document par lequel Firefox trouve tout ne peut pas être lu à ${path}. Un proxy devant Foxden doit transmettre tous les chemins sous l’adresse, y compris ceux qui commencent par /.well-known/.`,
    socket: 'Codes de connexion',
    socketOk: 'Les WebSockets passent, les appareils peuvent donc être connectés avec un code.',
    socketBad:
      'Les WebSockets ne passent pas, aucun appareil ne peut donc être connecté avec un code ; tout le reste fonctionne. Un proxy devant Foxden doit transmettre « Upgrade » pour /v1/ws/.',
  },
};
