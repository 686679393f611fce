import type { Words } from './text.ts';

/** In French. */
export const words: Words = {
  title: 'Mot de passe oublié',
  before: 'Avant de définir un nouveau mot de passe, sachez ce que cela fait à vos données :',
  effects: [
    'Avec votre clé de récupération, rien n’est perdu : le nouveau mot de passe ouvre tout comme avant.',
    'Sans elle, ce qui est stocké sur ce serveur reste verrouillé pour toujours et est supprimé. Personne ne peut l’ouvrir, pas même la personne qui gère le serveur.',
    'Ce que contiennent vos appareils y reste. Chacun de ceux qui se connectent avec le nouveau mot de passe y envoie à nouveau ses données.',
  ],
  remember: 'Finalement, je m’en souviens',
  email: 'Adresse e-mail',
  emailInvalid: 'Saisissez une adresse e-mail, par exemple nom@example.org.',
  sendCode: 'Obtenir un code',
  codeTitle: 'Saisissez le code',
  codeByMail: (email) => `Nous avons envoyé un code à huit chiffres à ${email}. Il est valable 20 minutes.`,
  codeByAdministrator:
    'Ce serveur n’envoie pas d’e-mails. Demandez votre code à huit chiffres à la personne qui le gère ; il est valable 20 minutes.',
  code: 'Code',
  confirm: 'Continuer',
  newCode: 'Retour, pour obtenir un nouveau code',
  wrongCode:
    'Ce code n’est pas correct ou a expiré. Vérifiez les chiffres, ou revenez en arrière pour en obtenir un nouveau.',
  keyTitle: 'Saisissez votre clé de récupération',
  keyLead: 'Elle a 32 lettres et chiffres. Les espaces, les tirets et les majuscules n’ont pas d’importance.',
  key: 'Clé de récupération',
  keyInvalid: 'Ce n’est pas une clé de récupération : elle doit avoir 32 lettres et chiffres.',
  useKey: 'Utiliser cette clé',
  noKey: 'Je ne l’ai plus',
  lossTitle: 'Cela supprimera vos données stockées',
  lossNoKey:
    'Votre compte n’a pas de clé de récupération : sans l’ancien mot de passe, personne ne peut ouvrir ce qui est stocké sur ce serveur.',
  lossKey:
    'Sans l’ancien mot de passe et sans la clé de récupération, personne ne peut ouvrir ce qui est stocké sur ce serveur.',
  lossEffect:
    'Si vous continuez, ces données sont supprimées. Si l’un de vos appareils les a encore, conservez-le : connectez-vous d’abord sur celui-là, et il envoie tout à nouveau.',
  lossConsent: 'Je comprends que les données sur le serveur seront perdues',
  lossConsentMissing: 'Cochez d’abord la case, si vous voulez continuer.',
  goOn: 'Continuer sans les données',
  goBack: 'Retour à la clé de récupération',
  passwordTitle: 'Choisissez un nouveau mot de passe',
  passwordKept: 'Votre clé de récupération est la bonne. Vos données restent.',
  passwordNew: 'Nouveau mot de passe',
  passwordRepeat: 'Répétez le nouveau mot de passe',
  setPassword: 'Définir le nouveau mot de passe',
  doneTitle: 'Votre nouveau mot de passe est défini',
  doneKept: 'Vos données sont en sécurité. Chaque appareil demande maintenant une fois le nouveau mot de passe.',
  doneLost:
    'Chaque appareil demande maintenant le nouveau mot de passe. Commencez par celui qui a vos données : il envoie tout à nouveau.',
  doneKey: 'Créez une clé de récupération, pour que rien ne soit perdu la prochaine fois :',
  makeKey: 'Créer une clé de récupération',
  settings: 'Votre compte',
  verifyTitle: 'Confirmation de votre adresse',
  verified: 'Votre adresse e-mail est confirmée.',
  verifyFailed: 'Ce lien n’est pas correct ou est trop ancien. Connectez-vous pour en obtenir un nouveau.',
};
