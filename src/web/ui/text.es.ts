import type { Words } from './text.ts';

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** In Spanish. */
export const words: Words = {
  footer: (host) => `Este Foxden se encuentra en ${host}. Lo que Firefox sincroniza está cifrado antes de llegar aquí.`,
  languages: 'Idioma',
  working: 'Un momento…',
  copy: 'Copiar',
  copied: 'Copiado',
  copyOf: (what) => `Copiar: ${what}`,
  show: 'Mostrar',
  showTyped: 'Mostrar lo escrito',
  tryAgain: 'Volver a intentarlo',
  retryAfter: (seconds) =>
    seconds < 90
      ? some(seconds, 'segundo', 'segundos')
      : seconds < 5400
        ? some(Math.ceil(seconds / 60), 'minuto', 'minutos')
        : some(Math.ceil(seconds / 3600), 'hora', 'horas'),
  programOn: (program: string, system: string) => `${program} en ${system}`,
  someBrowser: 'Un navegador',
  cancel: 'Cancelar',
  back: 'Atrás',
  print: 'Imprimir',
  saveAsFile: 'Guardar como archivo',
  saved: 'Ya lo he guardado',
  problems: {
    unreachable:
      'Foxden no responde. Compruebe que este dispositivo está conectado y que el servidor funciona, y vuelva a intentarlo; no se ha cambiado nada.',
    unavailable: 'Foxden está ocupado o se está reiniciando. Espere unos segundos y vuelva a intentarlo.',
    tooMany: (wait) => `Ha habido demasiados intentos. Por seguridad, espere ${wait} y vuelva a intentarlo.`,
    tooManySoon: 'Ha habido demasiados intentos. Por seguridad, espere unos minutos y vuelva a intentarlo.',
    unexpected: (detail) =>
      `Algo ha fallado en Foxden (${detail}). Vuelva a intentarlo; si continúa, avise a quien administra este servidor.`,
    wrongPassword:
      'Esa contraseña no es correcta. Compruebe las mayúsculas y la distribución del teclado, y vuelva a intentarlo.',
    unknownAccount:
      'Aquí no hay ninguna cuenta con esta dirección de correo. Compruebe que está bien escrita o cree una cuenta.',
    accountExists: 'Ya existe una cuenta con esta dirección de correo. Inicie sesión con su contraseña.',
    invalidEmail: 'Foxden no puede usar esta dirección de correo. Compruebe que está bien escrita.',
    notAllowed:
      'Este Foxden no admite una cuenta nueva para esta dirección. Pida una invitación a quien administra este servidor.',
    refused: {
      closed: 'Este servidor no admite cuentas nuevas. Pida una a quien lo administra.',
      inviteNeeded:
        'Aquí hace falta una invitación para crear una cuenta. Pida una a quien administra este servidor y escriba su código.',
      inviteUnknown:
        'No hay ninguna invitación con este código. Compárelo letra por letra con el que ha recibido, o abra el enlace.',
      unsafeAddress: 'Esta dirección contiene una letra que se confunde con otra. Escríbala con las letras habituales.',
      lastAdministrator:
        'Usted es la única persona que administra este servidor. Nombre antes a otra en /admin, o haga que se elimine la cuenta con foxden user delete.',
      inviteUsed: 'Esta invitación ya se ha usado. Pida una nueva a quien administra este servidor.',
      inviteExpired: 'Esta invitación ha caducado. Pida una nueva a quien administra este servidor.',
      notAllowed:
        'Aquí no se permite una cuenta con esta dirección. Pida a quien administra este servidor que la permita.',
      full: 'En este servidor no cabe otra cuenta. Consulte a quien lo administra.',
      captcha: 'No se ha superado la comprobación de que usted es una persona. Vuelva a intentarlo.',
    },
    wrongCode: 'Ese código no es correcto o ha caducado. Escriba el más reciente.',
    unverifiedSession:
      'Este inicio de sesión aún no está confirmado con su segundo paso. Vuelva a iniciar sesión y escriba el código.',
    addressTaken: 'Esa dirección ya pertenece a una cuenta. Elija otra.',
    locked: 'Esta cuenta está bloqueada. Consulte a quien administra este servidor.',
    alreadyOn: 'La verificación en dos pasos ya está activada. Recargue la página para verlo.',
    wrongRecoveryKey:
      'Esa no es la clave de recuperación de esta cuenta. Compruebe cada carácter; una clave anterior ya no sirve.',
    staleProof: 'No se ha hecho nada, porque no se ha vuelto a escribir la contraseña.',
    sessionEnded: 'Esta sesión ha terminado. Vuelva a iniciar sesión.',
    channelSilent:
      'Firefox no ha respondido. Cierre esta pestaña y empiece de nuevo desde el menú ☰ de Firefox con «Iniciar sesión».',
    flowLost:
      'Firefox ha olvidado este inicio de sesión, porque entretanto se ha empezado otro o se ha reiniciado. Cierre esta pestaña, abra el menú ☰ de Firefox y elija allí iniciar sesión o terminar de configurar la cuenta.',
    firefoxRefused: (detail) =>
      `Firefox no ha aceptado el inicio de sesión (${detail}). Cierre esta pestaña y empiece de nuevo desde el menú ☰ de Firefox con «Iniciar sesión».`,
  },
};
