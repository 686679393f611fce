import type { MailTexts } from '../mail-kinds.ts';

const notYou = 'Si no ha sido usted, cambie su contraseña de inmediato.';
const ignore = 'Si no lo ha pedido, ignore este correo y no diga el código a nadie.';
const goodFor = (minutes: number) => `Es válido durante ${minutes} minutos. ${ignore}`;

const programOf = (program: string, system: string) =>
  program && system ? `${program} en ${system}` : program || system || 'Un programa desconocido';

/** Mails in Spanish. */
export const es: MailTexts = {
  mails: {
    verifyCode: ({ code, minutes, link }) => ({
      subject: `${code} es su código de confirmación`,
      lead: 'Confirme su dirección de correo con este código, o con el enlace que le sigue:',
      code,
      link,
      rest: goodFor(minutes),
    }),
    resetCode: ({ code, minutes }) => ({
      subject: 'Su código para una contraseña nueva',
      lead: 'Con este código puede establecer una contraseña nueva:',
      code,
      rest: `${goodFor(minutes)} Con una contraseña nueva, sus datos sincronizados solo pueden leerse si tiene una clave de recuperación; si no, sus navegadores vuelven a subirlos.`,
    }),
    legacyReset: ({ link, hours }) => ({
      subject: 'Establecer una contraseña nueva para Sync',
      lead: 'En esta página puede establecer una contraseña nueva para su cuenta de Sync (Pale Moon, Basilisk y otros navegadores con Sync 1.1):',
      link,
      rest: `El enlace es válido durante ${hours} horas, una sola vez. Sus datos sincronizados quedan como están. Si no lo ha pedido, ignore este correo y no dé el enlace a nadie.`,
    }),
    unblockCode: ({ code, minutes }) => ({
      subject: 'Su código para iniciar sesión',
      lead: 'El inicio de sesión se ha detenido después de demasiadas contraseñas incorrectas. Continúe con este código:',
      code,
      rest: goodFor(minutes),
    }),
    changeEmailCode: ({ code, minutes }) => ({
      subject: `${code} confirma su nueva dirección`,
      lead: 'Con este código, esta pasa a ser la dirección de su cuenta:',
      code,
      rest: goodFor(minutes),
    }),
    changeAccountCode: ({ code, minutes }) => ({
      subject: `${code} permite un cambio de su cuenta`,
      lead: 'Con este código, un programa cambia cómo inicia sesión en su cuenta:',
      code,
      rest: `${goodFor(minutes)} Quien lo ha pedido tiene la sesión iniciada en su cuenta: si no ha sido usted, cambie su contraseña de inmediato.`,
    }),
    newSignIn: ({ program, system, address, time }) => ({
      subject: 'Nuevo inicio de sesión en su cuenta',
      lead: `${programOf(program, system)} ha iniciado sesión en su cuenta desde ${address} (${time}).`,
      rest: notYou,
    }),
    passwordChanged: ({ time }) => ({
      subject: 'Se ha cambiado su contraseña',
      lead: `Se ha cambiado la contraseña de su cuenta (${time}). Los demás dispositivos la piden la próxima vez que sincronicen.`,
      rest: 'Si no ha sido usted, establezca una nueva de inmediato con «¿Ha olvidado su contraseña?».',
    }),
    passwordReset: ({ time }) => ({
      subject: 'Se ha restablecido su contraseña',
      lead: `Se ha restablecido la contraseña de su cuenta (${time}). Se ha cerrado la sesión en todos los dispositivos.`,
      rest: 'Si no ha sido usted, alguien lee su correo: protéjalo primero y después vuelva a restablecer la contraseña.',
    }),
    emailChanged: ({ newEmail, time }) => ({
      subject: 'Se ha cambiado la dirección de su cuenta',
      lead: `La dirección de su cuenta es ahora ${newEmail} (${time}).`,
      rest: 'Si no ha sido usted, avise al administrador de su servidor.',
    }),
    twoFactorOn: ({ time }) => ({
      subject: 'La verificación en dos pasos está activada',
      lead: `Para iniciar sesión hace falta ahora también un código de su aplicación de autenticación (${time}).`,
      rest: `Conserve sus códigos de recuperación en un lugar seguro. ${notYou}`,
    }),
    twoFactorOff: ({ time }) => ({
      subject: 'La verificación en dos pasos está desactivada',
      lead: `Para iniciar sesión basta ahora su contraseña (${time}).`,
      rest: notYou,
    }),
    twoFactorPaused: ({ address, time }) => ({
      subject: 'Alguien tiene su contraseña',
      lead: `Alguien en ${address} ha escrito cien códigos incorrectos de su aplicación de autenticación (el último: ${time}). Conoce su contraseña. El inicio de sesión desde lugares donde usted nunca ha iniciado sesión se ha detenido durante un día.`,
      rest: 'Cambie ahora su contraseña, en un dispositivo con la sesión iniciada. Si ha sido usted: compruebe el reloj del dispositivo que muestra los códigos.',
    }),
    recoveryCodeUsed: ({ remaining, time }) => ({
      subject: 'Se ha usado un código de recuperación',
      lead: `Se ha usado un código de recuperación para iniciar sesión (${time}). Códigos restantes: ${remaining}.`,
      rest: notYou,
    }),
    recoveryKeyCreated: ({ time }) => ({
      subject: 'Se ha creado una clave de recuperación',
      lead: `Se ha creado una clave de recuperación para su cuenta (${time}). Con ella, olvidar la contraseña no hace perder ningún dato.`,
      rest: `Consérvela donde solo usted la encuentre. ${notYou}`,
    }),
    recoveryKeyRemoved: ({ time }) => ({
      subject: 'Se ha eliminado su clave de recuperación',
      lead: `Se ha eliminado su clave de recuperación (${time}). Sin ella, olvidar la contraseña deja ilegible lo que se guarda en el servidor.`,
      rest: notYou,
    }),
  },
  footer: (origin) => `Este correo es del servidor de Firefox Sync en ${origin}.`,
};
