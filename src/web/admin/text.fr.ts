import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  unlock: {
    title: 'Administration',
    lead: 'Pour les administrateurs de ce serveur. Le mot de passe est demandé à chaque fois, ainsi que la seconde étape de la connexion là où elle est activée.',
    open: 'Ouvrir',
    opening: 'Ouverture de l’administration…',
  },
  password: 'Mot de passe',
  restrictedTitle: 'Réservé aux administrateurs',
  restricted:
    'Votre compte n’a pas de droits d’administration sur ce serveur : il n’y a donc rien ici qu’il puisse voir ou faire.',
  restrictedNext:
    'S’il doit les avoir, demandez-les à un administrateur ou à la personne qui gère le serveur : foxden help user.',
  toSettings: 'Votre compte',
  leftTitle: 'Vous avez quitté l’administration',
  left: 'Sa session est terminée, et cet onglet n’en affiche plus rien.',
  endedTitle: 'Cette session est terminée',
  ended:
    'Elle a été fermée ailleurs, ou une sauvegarde a remplacé ce que le serveur stockait. Elle ne permet plus de rien faire.',
  openAgain: 'Ouvrir de nouveau',
  againTitle: 'Votre mot de passe, encore une fois',
  again:
    'Vous l’avez saisi il y a plus de 15 minutes. Quiconque trouve cet onglet ouvert ne doit rien pouvoir modifier.',
  againSubmit: 'Continuer',
  cancel: 'Annuler',
  as: (email) => `Administration, avec le compte ${email}`,
  leave: 'Quitter',
  navigation: 'Parties de l’administration',
  sections: {
    overview: 'Aperçu',
    activity: 'Activité',
    users: 'Comptes',
    backups: 'Sauvegardes',
    processes: 'Processus',
    log: 'Journaux',
    settings: 'Paramètres',
  },
  crashes: 'Workers qui se sont arrêtés d’eux-mêmes',

  serverAway:
    'Le serveur ne répond pas en ce moment, par exemple parce qu’il redémarre ou qu’il est en cours de restauration. Cette page reprend d’elle-même dès qu’il est de retour.',
  tasks: {
    backup: { name: 'Sauvegarde' },
    verify: { name: 'Vérification d’une sauvegarde' },
    restore: { name: 'Restauration' },
    'restore person': { name: 'Reprise des données d’une personne' },
    restart: { name: 'Redémarrage des workers' },
    certificate: { name: 'Nouveau certificat' },
  },
  taskRunning: (seconds) => `en cours depuis ${seconds} s.`,
  taskDone: (what, seconds) => `${what} : terminé en ${seconds} s.`,
  taskFailed: (what) => `Échec : ${what}.`,
  rows: (rows) => `${rows} lignes.`,
  loadAgain: 'Recharger',

  settingsTitle: 'En vigueur maintenant',
  settingsLead:
    'Ils viennent de l’environnement du serveur et valent jusqu’à son prochain démarrage. Les secrets ne sont pas affichés.',
  sources: { file: 'd’un fichier', environment: 'de l’environnement', default: 'par défaut' },
  secret: 'est défini ; c’est un secret',
};
