import type { Words } from './text.ts';

/** In Spanish. */
export const words: Words = {
  desktop: {
    open: 'Abra una pestaña nueva, escriba esta dirección en la barra de direcciones y elija «Aceptar el riesgo y continuar»:',
    aboutConfig: 'about:config',
    search: 'Busque este nombre:',
    set: 'Pulse el lápiz «Editar» (o elija «Cadena» y pulse +), pegue esta dirección y confirme:',
  },
  nameOf: {
    address: 'la dirección de este servidor',
    pref: 'el nombre de la preferencia',
    page: 'la dirección de la página de preferencias',
  },
  externalTitle: 'Este servidor guarda datos de sincronización',
  external:
    'Las cuentas las lleva otro servidor, normalmente el de Mozilla. Inicie sesión en Firefox allí como siempre, e indique una vez a Firefox que guarde sus datos aquí.',
  externalPref: 'identity.sync.tokenserver.uri',
  externalRestart:
    'Reinicie Firefox, o cierre la sesión y vuelva a iniciarla. A partir de entonces sincroniza con este servidor.',
  externalPhones:
    'Firefox para Android admite la misma dirección: abra ⋮, «Ajustes», «Acerca de Firefox», toque cinco veces el logotipo, vuelva a «Ajustes», abra «Sync Debug» y escríbala en «Custom Sync server». Firefox para iPhone y iPad no se puede conectar: su ajuste para esto también lo aparta de las cuentas del otro servidor.',
  deafTitle: 'Empiece desde el propio Firefox',
  deafChannel:
    'Esta página se ha abierto fuera de un inicio de sesión, o Firefox se ha reiniciado entretanto, así que Firefox no la atiende. Cierre esta pestaña, abra el menú ☰ de Firefox y elija «Iniciar sesión».',
  notFirefoxTitle: 'Abra esto en Firefox',
  notFirefox:
    'Esta página conecta un Firefox con su cuenta, así que debe abrirla Firefox: abra su menú y elija «Iniciar sesión».',
  serviceNames: {
    relay: 'Firefox Relay',
    vpn: 'Mozilla VPN',
    smartwindow: 'Smart Window',
    monitor: 'Mozilla Monitor',
  },
  otherServiceTitle: (name) => `${name} es un servicio de Mozilla`,
  otherService: (name) =>
    `A este Firefox se le ha indicado que use este servidor para su cuenta, y quiere una para ${name}. Ese servicio lo ofrece Mozilla, solo con cuentas de Mozilla, así que no se puede usar con una cuenta de aquí. No se ha cambiado nada, y no se ha enviado nada a Mozilla.`,
  otherServiceNext: (name) =>
    `Para usar ${name}, inicie sesión en Mozilla en otro perfil de Firefox, uno que no conozca este servidor. Para sincronizar aquí marcadores, contraseñas y pestañas, inicie sesión para sincronizar.`,
  syncInstead: 'Iniciar sesión para sincronizar',
  tooOldTitle: 'Este Firefox es demasiado antiguo',
  tooOld:
    'Pide iniciar sesión de una forma que se abandonó hace años. No se ha creado ninguna cuenta y no se ha cambiado nada. Foxden conecta Firefox 115 (ESR) y todos los más recientes: actualice este Firefox y empiece de nuevo desde su menú.',
  tooOldForCodes:
    'No se puede iniciar sesión en él con un código de otro Firefox; para eso hace falta Firefox 140 o posterior. Empiece de nuevo desde su menú e inicie sesión con su contraseña.',
  androidDeafTitle: 'Firefox no atiende',
  androidDeaf: (address) =>
    `Firefox para Android no atiende a esta página. En sus ajustes «Sync Debug», el servidor de cuentas debe ser exactamente ${address}, sin barra al final ni puerto, por https. Corríjalo, cierre Firefox y vuelva a intentarlo.`,
  howTo: 'Cómo conectar Firefox',
  insecureTitle: 'Esta dirección no es lo bastante segura',
  insecure:
    'Su contraseña se convierte en claves dentro del navegador, y los navegadores solo lo permiten por https (o en el propio ordenador del servidor, en http://localhost). No se ha enviado nada.',
  insecureNext:
    'Abra Foxden por su dirección https. Si aún no tiene, quien lo administra encontrará cómo obtenerla en el README, en TLS.',
  setupTitle: 'Foxden funciona. Falta una cosa.',
  setupWhy:
    'Aún no conoce su dirección pública, así que no admite inicios de sesión: los navegadores vinculan cuentas y firmas a esa única dirección, y una adivinada fallaría más adelante.',
  setupSteps: [
    'Decida la dirección https con la que todos sus dispositivos llegarán a este servidor, por ejemplo https://foxden.example.org.',
    'Désela a Foxden como ajuste FOXDEN_PUBLIC_URL: en el archivo .env junto a compose.yaml, en el formulario de la tienda de aplicaciones de su NAS o como variable de entorno.',
    'Reinicie Foxden y abra esa dirección.',
  ],
  setupExample: 'el ajuste',
  unknownClientTitle: 'Este programa no se conoce aquí',
  unknownClient: (id) =>
    `La dirección que le ha traído aquí es para un inicio de sesión en el programa «${id}», y este servidor no conoce ninguno con ese nombre.`,
  noClient: 'La dirección que le ha traído aquí es para un inicio de sesión en un programa, pero no dice en cuál.',
  unknownClientNext:
    'Si viene de Firefox, empiece de nuevo en sus ajustes. Otro programa debe ser uno para el que este servidor ofrezca un inicio de sesión.',
  rootNeededTitle: 'Firefox no puede iniciar sesión en esta dirección',
  rootNeeded:
    'Este servidor lleva cuentas y está instalado bajo una ruta, pero Firefox busca las páginas de las cuentas en la raíz de un host: el inicio de sesión no llevaría a ninguna parte.',
  rootNeededNext:
    'Su administrador puede darle un nombre de host propio y ponerlo en FOXDEN_PUBLIC_URL, o dejar las cuentas a Mozilla con FOXDEN_ACCOUNTS=mozilla: entonces los datos sincronizados pueden quedarse bajo la ruta.',
  notFoundTitle: 'Esa página no existe',
  notFound: 'Puede que el enlace sea antiguo o esté mal escrito.',
  home: 'Ir a la página de inicio',
  backTitle: 'Vuelva a Firefox',
  back: 'El inicio de sesión ha terminado. Si Firefox no ha continuado por sí solo, cierre esta página y mire en sus ajustes.',
};
