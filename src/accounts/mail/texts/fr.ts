import type { MailTexts } from '../mail-kinds.ts';

const notYou = 'Si ce n’était pas vous, changez immédiatement votre mot de passe.';
const ignore = 'Si vous ne l’avez pas demandé, ignorez cet e-mail et ne communiquez le code à personne.';
const goodFor = (minutes: number) => `Il est valable ${minutes} minutes. ${ignore}`;

const programOf = (program: string, system: string) =>
  program && system ? `${program} sous ${system}` : program || system || 'Un programme inconnu';

/** Mails in French. */
export const fr: MailTexts = {
  mails: {
    verifyCode: ({ code, minutes, link }) => ({
      subject: `${code} est votre code de confirmation`,
      lead: 'Confirmez votre adresse e-mail avec ce code, ou par le lien qui le suit :',
      code,
      link,
      rest: goodFor(minutes),
    }),
    resetCode: ({ code, minutes }) => ({
      subject: 'Votre code pour un nouveau mot de passe',
      lead: 'Avec ce code, vous pouvez définir un nouveau mot de passe :',
      code,
      rest: `${goodFor(minutes)} Avec un nouveau mot de passe, vos données synchronisées ne sont lisibles que si vous avez une clé de récupération ; sinon, vos navigateurs les envoient à nouveau.`,
    }),
    legacyReset: ({ link, hours }) => ({
      subject: 'Définir un nouveau mot de passe pour Sync',
      lead: 'Sur cette page, vous pouvez définir un nouveau mot de passe pour votre compte Sync (Pale Moon, Basilisk et autres navigateurs avec Sync 1.1) :',
      link,
      rest: `Le lien est valable ${hours} heures, une seule fois. Vos données synchronisées restent telles quelles. Si vous ne l’avez pas demandé, ignorez cet e-mail et ne donnez le lien à personne.`,
    }),
    unblockCode: ({ code, minutes }) => ({
      subject: 'Votre code de connexion',
      lead: 'La connexion a été suspendue après trop de mots de passe incorrects. Continuez avec ce code :',
      code,
      rest: goodFor(minutes),
    }),
    changeEmailCode: ({ code, minutes }) => ({
      subject: `${code} confirme votre nouvelle adresse`,
      lead: 'Avec ce code, cette adresse devient celle de votre compte :',
      code,
      rest: goodFor(minutes),
    }),
    changeAccountCode: ({ code, minutes }) => ({
      subject: `${code} autorise une modification de votre compte`,
      lead: 'Avec ce code, un programme modifie la façon dont vous vous connectez à votre compte :',
      code,
      rest: `${goodFor(minutes)} La personne qui l’a demandé est connectée à votre compte : si ce n’était pas vous, changez immédiatement votre mot de passe.`,
    }),
    newSignIn: ({ program, system, address, time }) => ({
      subject: 'Nouvelle connexion à votre compte',
      lead: `${programOf(program, system)} s’est connecté à votre compte depuis ${address} (${time}).`,
      rest: notYou,
    }),
    passwordChanged: ({ time }) => ({
      subject: 'Votre mot de passe a été changé',
      lead: `Le mot de passe de votre compte a été changé (${time}). Vos autres appareils le demanderont à leur prochaine synchronisation.`,
      rest: 'Si ce n’était pas vous, définissez-en immédiatement un nouveau avec « Mot de passe oublié ? ».',
    }),
    passwordReset: ({ time }) => ({
      subject: 'Votre mot de passe a été réinitialisé',
      lead: `Le mot de passe de votre compte a été réinitialisé (${time}). Tous les appareils ont été déconnectés.`,
      rest: 'Si ce n’était pas vous, quelqu’un lit vos e-mails : protégez d’abord votre messagerie, puis réinitialisez à nouveau le mot de passe.',
    }),
    emailChanged: ({ newEmail, time }) => ({
      subject: 'L’adresse de votre compte a été changée',
      lead: `L’adresse de votre compte est maintenant ${newEmail} (${time}).`,
      rest: 'Si ce n’était pas vous, prévenez l’administrateur de votre serveur.',
    }),
    twoFactorOn: ({ time }) => ({
      subject: 'La connexion en deux étapes est activée',
      lead: `La connexion demande désormais aussi un code de votre application d’authentification (${time}).`,
      rest: `Gardez vos codes de récupération en lieu sûr. ${notYou}`,
    }),
    twoFactorOff: ({ time }) => ({
      subject: 'La connexion en deux étapes est désactivée',
      lead: `Votre mot de passe suffit désormais pour se connecter (${time}).`,
      rest: notYou,
    }),
    twoFactorPaused: ({ address, time }) => ({
      subject: 'Quelqu’un a votre mot de passe',
      lead: `Quelqu’un à l’adresse ${address} a saisi cent codes incorrects de votre application d’authentification (le dernier : ${time}). Cette personne connaît votre mot de passe. La connexion depuis des lieux où vous ne vous êtes jamais connecté est suspendue pour un jour.`,
      rest: 'Changez maintenant votre mot de passe, sur un appareil connecté. Si c’était vous : vérifiez l’horloge de l’appareil qui affiche les codes.',
    }),
    recoveryCodeUsed: ({ remaining, time }) => ({
      subject: 'Un code de récupération a été utilisé',
      lead: `Un code de récupération a été utilisé pour se connecter (${time}). Codes restants : ${remaining}.`,
      rest: notYou,
    }),
    recoveryKeyCreated: ({ time }) => ({
      subject: 'Une clé de récupération a été créée',
      lead: `Une clé de récupération a été créée pour votre compte (${time}). Avec elle, un mot de passe oublié ne fait perdre aucune donnée.`,
      rest: `Gardez-la là où vous seul la trouvez. ${notYou}`,
    }),
    recoveryKeyRemoved: ({ time }) => ({
      subject: 'Votre clé de récupération a été supprimée',
      lead: `Votre clé de récupération a été supprimée (${time}). Sans elle, un mot de passe oublié rend illisible ce qui est stocké sur le serveur.`,
      rest: notYou,
    }),
  },
  footer: (origin) => `Cet e-mail vient du serveur Firefox Sync à l’adresse ${origin}.`,
};
