import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  backupsTitle: 'Archives',
  backupsLead:
    'Chacune est un fichier chiffré avec toute la base de données et les clés. Qui a le fichier et sa phrase secrète a tout.',
  backupsFolder: (folder) => `Elles se trouvent dans ${folder} sur le serveur.`,
  noBackups: 'Il n’y a pas encore de sauvegarde dans ce dossier.',
  backUpNow: 'Faire une sauvegarde maintenant',
  backUpQuestion: 'Faire une sauvegarde maintenant ? Le serveur continue pendant ce temps.',
  backUpYes: 'Oui, en faire une',
  verify: 'Vérifier',
  verifyOf: (name) => `Vérifier ${name}`,
  verifyQuestion: 'Lire cette sauvegarde d’un bout à l’autre pour voir si elle est entière ?',
  verifyYes: 'Oui, la vérifier',
  download: 'Télécharger',
  downloadOf: (name) => `Télécharger ${name}`,
  downloadQuestion:
    'Enregistrer cette sauvegarde sur cet ordinateur ? Elle reste chiffrée ; conservez sa phrase secrète ailleurs.',
  downloadYes: 'Oui, la télécharger',
  restore: 'Remettre cette sauvegarde en place',
  restoreLead:
    'Tout ce que ce serveur stocke est remplacé par ce qui s’y trouvait alors : comptes, mots de passe, données de synchronisation, clés. Ce qui s’y trouve maintenant fait d’abord l’objet d’une sauvegarde à part. Le serveur s’interrompt pendant ce temps ; ensuite, chaque Firefox compare ce qu’il a avec le serveur. Votre session ici se termine aussi, sauf si elle est plus ancienne que la sauvegarde.',
  restoreConsent: 'Je veux tout remplacer par cette sauvegarde',
  restoreConsentMissing: 'Cochez d’abord la case, si c’est ce que vous voulez.',
  passphrase: 'Phrase secrète',
  passphraseHint: 'Seulement pour une sauvegarde d’un autre serveur ; laissez vide pour une de celui-ci.',
  restoreSubmit: 'Tout remplacer',
  restorePerson: 'Reprendre les données d’une personne',
  restorePersonLead:
    'Ce que ce compte a synchronisé redevient ce que c’était alors ; personne d’autre, aucun mot de passe ni aucune clé n’est touché. Ce qui s’y trouve maintenant fait d’abord l’objet d’une sauvegarde à part. À la prochaine synchronisation, ses navigateurs comparent ce qu’ils ont et ajoutent ce qui manque.',
  restoreWhose: 'De qui',
  restoreWhat: 'Quoi',
  restoreAllOfIt: 'tout',
  restorePersonSubmit: 'Reprendre',
  nobody: 'Personne n’a encore de compte.',
  collections: {
    bookmarks: 'marque-pages',
    history: 'historique',
    passwords: 'mots de passe',
    forms: 'données de formulaires',
    prefs: 'paramètres',
    addons: 'modules complémentaires',
    tabs: 'onglets ouverts',
    addresses: 'adresses',
    creditcards: 'moyens de paiement',
  },
};
