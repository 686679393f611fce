import type { Words } from './text.ts';

/** In Spanish. */
export const words: Words = {
  title: 'Su contraseña, por favor',
  lead: 'Lo que se guarda aquí solo puede leerse con su contraseña. Se convierte en claves en esta pestaña; nunca salen de ella, y se olvidan después de 15 minutos o al cerrar la pestaña.',
  email: 'Dirección de correo',
  emailInvalid: 'Escriba una dirección de correo, por ejemplo nombre@example.org.',
  password: 'Contraseña',
  open: 'Abrir',
  opening: 'Abriendo sus datos…',
  lockedTitle: 'Bloqueado de nuevo',
  locked:
    'Las claves de esta pestaña se han olvidado, y con ellas lo que mostraba. Nada de ello se conserva en este navegador.',
  openAgain: 'Abrir de nuevo',
  lockNow: 'Bloquear ahora',
  openFor: (minutes) => (minutes === 1 ? 'Abierto un minuto más' : `Abierto ${minutes} minutos más`),
  nothingYetTitle: 'Aquí aún no hay nada guardado',
  nothingYet:
    'Ningún navegador ha sincronizado todavía con esta cuenta. Conecte un Firefox; sus datos aparecen aquí en menos de un minuto.',
  connect: 'Cómo conectar Firefox',
  elsewhere: (host) =>
    `Sus datos se guardan en otro servidor, ${host}, con el que esta página no puede hablar. Abra esta página allí.`,
  otherKeys:
    'Lo que se guarda aquí se cifró con otra clave, quizá antes de restablecer la contraseña. Sincronice uno de sus Firefox: sube lo que tiene con la clave nueva.',
  changedMeanwhile:
    'Uno de sus navegadores ha cambiado los mismos datos en este momento, así que no se ha escrito nada. Vea otra vez qué cambiaría y confirme de nuevo.',
  storageFull: 'En el servidor ya no hay bastante espacio para esto. No se ha escrito nada.',
  tooMany: 'Son más entradas de las que el servidor admite de una vez. No se ha escrito nada.',
};
