import type { Words } from './text.ts';

/** In Spanish. */
export const words: Words = {
  title: 'Contraseña olvidada',
  before: 'Antes de establecer una contraseña nueva, sepa qué supone para sus datos:',
  effects: [
    'Con su clave de recuperación no se pierde nada: la contraseña nueva lo abre todo como antes.',
    'Sin ella, lo que se guarda en este servidor queda bloqueado para siempre y se elimina. Nadie puede abrirlo, ni siquiera quien administra el servidor.',
    'Lo que contienen sus dispositivos permanece en ellos. Cada uno que inicia sesión con la contraseña nueva vuelve a subir sus datos.',
  ],
  remember: 'Al final la he recordado',
  email: 'Dirección de correo',
  emailInvalid: 'Escriba una dirección de correo, por ejemplo nombre@example.org.',
  sendCode: 'Obtener un código',
  codeTitle: 'Escriba el código',
  codeByMail: (email) => `Hemos enviado un código de ocho cifras a ${email}. Es válido durante 20 minutos.`,
  codeByAdministrator:
    'Este servidor no envía correos. Pida su código de ocho cifras a quien lo administra; es válido durante 20 minutos.',
  code: 'Código',
  confirm: 'Continuar',
  newCode: 'Atrás, para obtener un código nuevo',
  wrongCode: 'Ese código no es correcto o ha caducado. Compruebe las cifras, o vuelva atrás y obtenga uno nuevo.',
  keyTitle: 'Escriba su clave de recuperación',
  keyLead: 'Tiene 32 letras y cifras. Los espacios, los guiones y las mayúsculas no importan.',
  key: 'Clave de recuperación',
  keyInvalid: 'Eso no es una clave de recuperación: debe tener 32 letras y cifras.',
  useKey: 'Usar esta clave',
  noKey: 'Ya no la tengo',
  lossTitle: 'Esto eliminará sus datos guardados',
  lossNoKey:
    'Su cuenta no tiene clave de recuperación, así que sin la contraseña anterior nadie puede abrir lo que se guarda en este servidor.',
  lossKey:
    'Sin la contraseña anterior y sin la clave de recuperación, nadie puede abrir lo que se guarda en este servidor.',
  lossEffect:
    'Si continúa, se elimina. Si uno de sus dispositivos aún tiene sus datos, consérvelo: inicie sesión primero en ese, y vuelve a subirlo todo.',
  lossConsent: 'Entiendo que los datos del servidor se perderán',
  lossConsentMissing: 'Marque primero la casilla, si quiere continuar.',
  goOn: 'Continuar sin los datos',
  goBack: 'Volver a la clave de recuperación',
  passwordTitle: 'Elija una contraseña nueva',
  passwordKept: 'Su clave de recuperación es correcta. Sus datos se conservan.',
  passwordNew: 'Contraseña nueva',
  passwordRepeat: 'Repita la contraseña nueva',
  setPassword: 'Establecer la contraseña nueva',
  doneTitle: 'Su contraseña nueva está establecida',
  doneKept: 'Sus datos están a salvo. Cada dispositivo pide ahora una vez la contraseña nueva.',
  doneLost:
    'Cada dispositivo pide ahora la contraseña nueva. Empiece por el que tiene sus datos: vuelve a subirlo todo.',
  doneKey: 'Cree una clave de recuperación, para que la próxima vez no se pierda nada:',
  makeKey: 'Crear una clave de recuperación',
  settings: 'Su cuenta',
  verifyTitle: 'Confirmando su dirección',
  verified: 'Su dirección de correo está confirmada.',
  verifyFailed: 'Este enlace no es correcto o es demasiado antiguo. Inicie sesión para obtener uno nuevo.',
};
