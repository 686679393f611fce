import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  activityTitle: 'Au fil du temps',
  activityLead:
    'Compté par le serveur lui-même et conservé dans sa propre base de données : chaque minute pendant un jour, toutes les dix minutes pendant deux semaines, les heures pendant trois mois, les jours pendant trois ans.',
  span: 'Afficher',
  spans: {
    hours: 'les trois dernières heures, par minute',
    day: 'le dernier jour, par dix minutes',
    fortnight: 'les deux dernières semaines, par heure',
    years: 'les deux dernières années, par jour',
  },
  noActivity: 'Rien n’a été noté pendant ce temps. Le serveur le fait chaque minute.',
  asTable: 'La même chose en tableau',
  tableOf: (title) => `${title}, en tableau`,
  moment: 'Heure',
  charts: {
    statuses: {
      title: 'Requêtes par code HTTP',
      lead: 'Combien de réponses il y a eu, par code HTTP, avec le total de la période.',
    },
    routes: { title: 'Requêtes par chemin', lead: 'Ce qui a été demandé, avec le total de la période.' },
    durations: {
      title: 'Durée des réponses',
      lead: 'Combien de temps ont pris les réponses, par estimation ; les derniers chiffres figurent dessous.',
    },
    errors: {
      title: 'Erreurs',
      lead: 'Réponses selon lesquelles le serveur a échoué (5xx). Ce qu’il refuse n’est pas une erreur.',
    },
    users: { title: 'Comptes actifs', lead: 'Comptes qui ont utilisé le serveur peu auparavant.' },
    collections: {
      title: 'Données stockées par type',
      lead: 'Ce que tous ensemble stockent, chiffré ; les types les plus volumineux.',
    },
    database: { title: 'Taille de la base de données', lead: 'Ce que la base de données occupe sur son disque.' },
  },
  median: 'la moitié en dessous',
  p99: '99 sur 100 en dessous',
  errors: 'Erreurs',
  usersOfHour: 'en une heure',
  usersOfDay: 'en un jour',
  databaseBytes: 'Base de données',
  others: 'tous les autres',
};
