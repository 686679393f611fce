import type { Words } from './text.ts';

/** In Spanish. */
export const words: Words = {
  title: 'Enviar una página',
  lead: 'A uno de sus Firefox, desde cualquier navegador. La dirección se cifra en esta pestaña solo para ese dispositivo; el servidor no puede leerla.',
  address: 'Dirección de la página',
  addressInvalid: 'Escriba una dirección que empiece por https:// o http://.',
  pageTitle: 'Título (puede quedar vacío)',
  to: 'Enviar a',
  noDevices:
    'Ninguno de sus dispositivos admite páginas. Conecte un Firefox, o sincronice los que tiene: cada uno indica entonces aquí que admite páginas.',
  unknownDevice: 'Dispositivo sin nombre',
  otherKey: (name) =>
    `${name} inició sesión con una clave anterior de esta cuenta, quizá antes de restablecer la contraseña. Inicie sesión en él de nuevo; entonces admitirá páginas.`,
  send: 'Enviar',
  told: (name) => `Enviada. ${name} está avisado y la abre en un momento.`,
  waits: (name) =>
    `Enviada. ${name} la abrirá en su próxima sincronización, o cuando alguien elija allí «Sincronizar ahora»; espera 30 días.`,
  tooLong: 'Esta dirección es demasiado larga para enviarla.',
  bookmarkletTitle: 'Desde la página en la que está',
  bookmarklet:
    'Arrastre este enlace a la barra de marcadores de su navegador. Al pulsarlo en cualquier página, la dirección de esa página se abre aquí, lista para enviarse.',
  bookmarkletName: 'Enviar a Firefox',
};
