import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  desktop: {
    open: 'Ouvrez un nouvel onglet, saisissez cette adresse dans la barre d’adresse et choisissez « Accepter le risque et poursuivre » :',
    aboutConfig: 'about:config',
    search: 'Recherchez ce nom :',
    set: 'Cliquez sur le crayon « Modifier » (ou choisissez « Chaîne » et cliquez sur +), collez cette adresse et validez :',
  },
  nameOf: {
    address: 'l’adresse de ce serveur',
    pref: 'le nom de la préférence',
    page: 'l’adresse de la page des préférences',
  },
  externalTitle: 'Ce serveur stocke des données de synchronisation',
  external:
    'Les comptes sont tenus par un autre serveur, en général celui de Mozilla. Connectez-vous-y dans Firefox comme d’habitude, et indiquez une fois à Firefox de stocker ses données ici.',
  externalPref: 'identity.sync.tokenserver.uri',
  externalRestart:
    'Redémarrez Firefox, ou déconnectez-vous puis reconnectez-vous. Dès lors, il synchronise avec ce serveur.',
  externalPhones:
    'Firefox pour Android accepte la même adresse : ouvrez ⋮, « Paramètres », « À propos de Firefox », touchez cinq fois le logo, revenez à « Paramètres », ouvrez « Sync Debug » et saisissez-la dans « Custom Sync server ». Firefox pour iPhone et iPad ne peut pas être connecté : son réglage pour cela le coupe aussi des comptes de l’autre serveur.',
  deafTitle: 'Commencez depuis Firefox lui-même',
  deafChannel:
    'Cette page a été ouverte en dehors d’une connexion, ou Firefox a été redémarré entre-temps : Firefox ne l’écoute donc pas. Fermez cet onglet, ouvrez le menu ☰ de Firefox et choisissez « Connexion ».',
  notFirefoxTitle: 'Veuillez ouvrir ceci dans Firefox',
  notFirefox:
    'Cette page connecte un Firefox à votre compte, c’est donc Firefox qui doit l’ouvrir : ouvrez son menu et choisissez « Connexion ».',
  serviceNames: {
    relay: 'Firefox Relay',
    vpn: 'Mozilla VPN',
    smartwindow: 'Smart Window',
    monitor: 'Mozilla Monitor',
  },
  otherServiceTitle: (name) => `${name} est un service de Mozilla`,
  otherService: (name) =>
    `Ce Firefox est réglé pour utiliser ce serveur pour son compte, et en demande un pour ${name}. Ce service est géré par Mozilla, avec des comptes de Mozilla seulement : il ne peut pas être utilisé avec un compte d’ici. Rien n’a été modifié, et rien n’a été envoyé à Mozilla.`,
  otherServiceNext: (name) =>
    `Pour utiliser ${name}, connectez-vous chez Mozilla dans un autre profil de Firefox, qui ne connaît pas ce serveur. Pour synchroniser ici marque-pages, mots de passe et onglets, connectez-vous pour la synchronisation.`,
  syncInstead: 'Se connecter plutôt pour synchroniser',
  tooOldTitle: 'Ce Firefox est trop ancien',
  tooOld:
    'Il demande à se connecter d’une manière abandonnée depuis des années. Aucun compte n’a été créé et rien n’a été modifié. Foxden connecte Firefox 115 (ESR) et toutes les versions plus récentes : mettez ce Firefox à jour, puis recommencez depuis son menu.',
  tooOldForCodes:
    'Il ne peut pas être connecté avec un code d’un autre Firefox ; il faut pour cela Firefox 140 ou plus récent. Recommencez depuis son menu et connectez-vous plutôt avec votre mot de passe.',
  androidDeafTitle: 'Firefox n’écoute pas',
  androidDeaf: (address) =>
    `Firefox pour Android n’écoute pas cette page. Dans ses paramètres « Sync Debug », le serveur de comptes doit être exactement ${address}, sans barre oblique à la fin ni port, en https. Corrigez-le, quittez Firefox et réessayez.`,
  howTo: 'Comment connecter Firefox',
  insecureTitle: 'Cette adresse n’est pas assez sûre',
  insecure:
    'Votre mot de passe est transformé en clés dans le navigateur, et les navigateurs ne le permettent qu’en https (ou sur l’ordinateur même du serveur, à l’adresse http://localhost). Rien n’a été envoyé.',
  insecureNext:
    'Ouvrez Foxden par son adresse https. S’il n’en a pas encore, la personne qui le gère trouvera comment en obtenir une dans le README, sous TLS.',
  setupTitle: 'Foxden fonctionne. Il manque une chose.',
  setupWhy:
    'Il ne connaît pas encore son adresse publique et n’accepte donc aucune connexion : les navigateurs lient comptes et signatures à cette seule adresse, et une adresse devinée finirait par causer des pannes.',
  setupSteps: [
    'Choisissez l’adresse https par laquelle tous vos appareils joindront ce serveur, par exemple https://foxden.example.org.',
    'Donnez-la à Foxden par le réglage FOXDEN_PUBLIC_URL : dans le fichier .env à côté de compose.yaml, dans le formulaire de la boutique d’applications de votre NAS ou comme variable d’environnement.',
    'Redémarrez Foxden et ouvrez cette adresse.',
  ],
  setupExample: 'le réglage',
  unknownClientTitle: 'Ce programme n’est pas connu ici',
  unknownClient: (id) =>
    `L’adresse qui vous a conduit ici concerne une connexion au programme « ${id} », et ce serveur n’en connaît aucun de ce nom.`,
  noClient: 'L’adresse qui vous a conduit ici concerne une connexion à un programme, mais ne dit pas lequel.',
  unknownClientNext:
    'Si vous venez de Firefox, recommencez dans ses paramètres. Un autre programme doit être l’un de ceux pour lesquels ce serveur propose une connexion.',
  rootNeededTitle: 'Firefox ne peut pas se connecter à cette adresse',
  rootNeeded:
    'Ce serveur tient des comptes et est installé sous un chemin, mais Firefox cherche les pages des comptes à la racine d’un hôte : la connexion ne mènerait nulle part.',
  rootNeededNext:
    'Son administrateur peut lui donner un nom d’hôte à lui et l’indiquer dans FOXDEN_PUBLIC_URL, ou laisser les comptes à Mozilla avec FOXDEN_ACCOUNTS=mozilla : les données synchronisées peuvent alors rester sous le chemin.',
  notFoundTitle: 'Cette page n’existe pas',
  notFound: 'Le lien est peut-être ancien ou mal saisi.',
  home: 'Vers la page d’accueil',
  backTitle: 'Revenez à Firefox',
  back: 'La connexion est terminée. Si Firefox n’a pas pris le relais de lui-même, fermez cette page et regardez dans ses paramètres.',
};
