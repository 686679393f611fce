import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  logTitle: 'Journal',
  logLead:
    'Les dernières entrées, au fur et à mesure, les plus récentes en premier. Elles ne contiennent ni adresses e-mail, ni mots de passe, ni jetons.',
  logRecords: 'Entrées du journal',
  logShow: 'Afficher',
  logLevels: {
    error: 'seulement les erreurs',
    warn: 'erreurs et avertissements',
    info: 'ce qu’il est bon de savoir',
    debug: 'tout',
  },
  logWords: { error: 'erreur', warn: 'avertissement', info: 'information', debug: 'détail' },
  noLog: 'Rien jusqu’ici.',
  logLevelTitle: (level) => `Le serveur écrit : ${level}`,
  logLevelLead:
    'Ce qui n’est pas écrit ne peut pas être affiché. Cela vaut jusqu’à l’arrêt du serveur ; FOXDEN_LOG_LEVEL est durable.',
  logWrite: 'Écrire',
  logLevelSubmit: 'Régler',
  logLevelDone: 'C’est en vigueur maintenant.',
  auditTitle: 'Journal de sécurité',
  auditLead: 'Ce qui touche à la sécurité, au fur et à mesure, le plus récent en premier : qui a fait quoi, et d’où.',
  auditElsewhere:
    'Le journal de sécurité va ailleurs (FOXDEN_AUDIT) ou n’est pas conservé dans des fichiers ; consultez-le là-bas.',
  auditRecords: 'Lignes du journal de sécurité',
  noAudit: 'Il n’y en a pas encore.',
};
