import type { Words } from './text.ts';

/** In Spanish. */
export const words: Words = {
  title: 'Conecte su Firefox',
  lead: 'Foxden mantiene sincronizados los marcadores, las contraseñas, el historial y las pestañas abiertas de sus Firefox, en un servidor propio. Indique una vez a cada Firefox dónde está.',
  otherTitle: 'Añadir otro dispositivo',
  otherLead: (email) =>
    `Este Firefox ya está conectado con la cuenta ${email}. Elija qué quiere conectar ahora; aquí no hay que cerrar ninguna sesión.`,
  invited:
    'Tiene una invitación. Se conserva en este navegador y se rellena al crear su cuenta desde Firefox, como muestran los pasos siguientes.',
  invitedAdministrator:
    'Su enlace le convierte en administrador de este servidor. Se conserva en este navegador: conecte primero este Firefox, como muestran los pasos siguientes, y cree su cuenta desde su menú. Así su primer marcador se sincroniza en cuanto termine.',
  invitedElsewhere:
    'Este navegador no es un Firefox, así que en él la invitación no sirve de nada: abra el enlace que ha recibido en el Firefox que quiere conectar.',
  invitedTab: 'Crear una cuenta solo en esta pestaña',
  kindsLegend: '¿Qué dispositivo?',
  kinds: { desktop: 'Ordenador', android: 'Android', ios: 'iPhone, iPad', legacy: 'Pale Moon y similares' },
  thisDevice: 'este dispositivo',
  manage: 'Administrar cuenta',
  pairTitle: 'Con un código, sin escribir',
  pair: 'Un Firefox que ya está conectado puede mostrar un código. Un teléfono que conoce este servidor lo escanea; otro ordenador lo lee de una imagen o como texto.',
  pairShow: 'Mostrar o introducir un código',
  accountTitle: 'Su cuenta',
  account: 'También puede ocuparse de su cuenta desde cualquier navegador.',
  signIn: 'Iniciar sesión en su cuenta',

  desktopTitle: 'En un ordenador',
  desktop: {
    oldest: 'Se pueden conectar Firefox 115 (ESR) y todos los más recientes.',
    signedOut:
      'Si ese Firefox tiene la sesión iniciada en otro sitio, ciérrela primero; lo que ha guardado permanece en el ordenador.',
    open: 'Abra una pestaña nueva, escriba esta dirección en la barra de direcciones y elija «Aceptar el riesgo y continuar»:',
    aboutConfig: 'about:config',
    search: 'Busque este nombre:',
    set: 'Pulse el lápiz «Editar» (o elija «Cadena» y pulse +), pegue esta dirección y confirme:',
    allowHttp:
      'Este servidor se usa por http en este mismo ordenador, así que ponga también esta preferencia en «true» (elija «Booleano»):',
    restart:
      'Solo en Firefox 152 y anteriores (como ESR 140 y ESR 115): elija «Iniciar sesión» como en el paso siguiente, cierre la página que se abre, salga de Firefox y vuelva a iniciarlo. Hasta entonces pregunta al servidor de cuentas que conocía antes.',
    signIn:
      'Abra el menú ☰ y elija «Iniciar sesión» junto a «Sincronizar y guardar datos». Se abre el inicio de sesión de esta página.',
  },
  nameOf: {
    address: 'la dirección de este servidor',
    pref: 'el nombre de la preferencia',
    page: 'la dirección de la página de preferencias',
    file: (name) => `las líneas para ${name}`,
    command: 'la orden',
  },
  filesTitle: 'Con un archivo o una orden, para un perfil o toda una oficina',
  files: {
    profile:
      'La carpeta de un perfil figura en about:profiles junto a «Directorio raíz». Salga de Firefox antes de escribir en ella, e inícielo después.',
    folder: 'Carpeta del perfil',
    folderHint: 'Cópiela de about:profiles. No sale de esta página.',
    linux: 'Linux, en un terminal',
    macos: 'macOS, en Terminal',
    windows: 'Windows, en PowerShell',
    command: 'Esto escribe la dirección en el user.js de ese perfil. Lo demás que haya en el archivo se conserva.',
    userJs: 'O añada esto usted mismo al archivo user.js de la carpeta del perfil:',
    autoConfig:
      'Para todos los perfiles de un ordenador: ponga estos dos archivos en la carpeta del propio Firefox, la de su programa (en macOS Firefox.app/Contents/Resources). Entonces la dirección no puede cambiarse en Firefox.',
    policies:
      'Firefox no toma un servidor de cuentas de policies.json: la directiva «Preferences» rechaza esta preferencia. Use para ello los dos archivos de arriba. Lo que sí puede una directiva es hacer que Firefox confíe en la autoridad de certificación de esta red:',
    policiesCertificate:
      'Ponga foxden.crt donde Firefox busca los certificados de las directivas: en Linux /usr/lib/mozilla/certificates o ~/.mozilla/certificates, en macOS /Library/Application Support/Mozilla/Certificates, en Windows %LOCALAPPDATA%\\Mozilla\\Certificates. El archivo siguiente va en la carpeta «distribution» de la carpeta del propio Firefox.',
    policiesNone:
      'Firefox no toma un servidor de cuentas de policies.json: la directiva «Preferences» rechaza esta preferencia. Use en su lugar los dos archivos de arriba.',
  },
  forksTitle: 'LibreWolf, Zen, Floorp, Waterfox',
  forks: {
    all: 'Se configuran con los mismos pasos. En qué se diferencian:',
    librewolf:
      'LibreWolf desactiva las cuentas. Ponga primero esto en «true» en about:config y reinícielo; entonces el menú tiene «Iniciar sesión». (El mismo interruptor está en sus ajustes, en LibreWolf, «Enable Firefox Sync».)',
    librewolfClear:
      'LibreWolf también elimina las cookies y los datos de sitios al cerrarse: una invitación que espere en él no sobrevive a eso. Cree la cuenta antes de cerrarlo.',
    zen: 'Zen: si su barra lateral no muestra ☰, escriba about:preferences#sync en la barra de direcciones. Lo que sincroniza por su cuenta, como los espacios de trabajo, también se guarda aquí, y solo Zen lo muestra.',
    floorp:
      'Floorp: el mismo menú. Lo que añade a Firefox solo se sincroniza en la medida en que el propio Floorp lo hace.',
    waterfox:
      'Waterfox: el mismo menú, si está hecho a partir de Firefox 115 o posterior. Waterfox Classic es demasiado antiguo para las cuentas de este servidor.',
  },

  androidTitle: 'En Android',
  android: {
    port: 'Firefox para Android solo habla con páginas de inicio de sesión en el puerto estándar de https. La dirección de este servidor tiene otro puerto o no tiene https, así que no se podrá iniciar sesión en un teléfono hasta que eso cambie.',
    signedOut:
      'Firefox debe tener la sesión cerrada mientras se ajusta esto. También vale para Firefox Beta, Nightly y la mayoría de los derivados.',
    secret: 'Abra ⋮, «Ajustes», luego «Acerca de Firefox» al final del todo, y toque cinco veces el logotipo.',
    menu: 'Vuelva a «Ajustes»: hay una entrada nueva, «Sync Debug». Ábrala y elija «Custom Mozilla account server».',
    enter: 'Escriba exactamente esta dirección, sin barra al final, y deje vacío el servidor de sincronización:',
    restart: 'Cuando la aplicación ofrezca cerrarse, acepte, vuelva a abrir Firefox e inicie sesión desde «Ajustes».',
    bookmarks: 'Los marcadores de los ordenadores aparecen en una carpeta aparte, «Marcadores de escritorio».',
  },
  iosTitle: 'En iPhone y iPad',
  ios: {
    insecure:
      'Firefox para iPhone y iPad solo habla con servidores por https, y esta dirección no lo tiene. Estos pasos funcionarán cuando quien administra el servidor le haya dado https.',
    secret:
      'Cierre la sesión en Firefox, abra sus «Ajustes» y toque cinco veces el número de versión al final del todo.',
    menu: 'Arriba hay una entrada nueva, «Advanced Sync Settings». Ábrala y active «Use Custom FxA Content Server».',
    enter: 'Escriba esta dirección en «Custom Account Content Server URI»:',
    signIn:
      'Cierre Firefox del todo (deslícelo fuera de la pantalla), vuelva a abrirlo e inicie sesión en la parte superior de sus ajustes.',
  },
  pictures: {
    androidAbout: 'Imagen: la página «Acerca de Firefox», con el logotipo tocado cinco veces',
    androidDebug: 'Imagen: los ajustes con la entrada nueva «Sync Debug»',
    androidServer: 'Imagen: la entrada «Custom Mozilla account server» debajo de «Sync Debug»',
    iosVersion: 'Imagen: el final de los ajustes, con el número de versión tocado cinco veces',
    iosAdvanced: 'Imagen: los ajustes con la entrada nueva «Advanced Sync Settings»',
    iosServer: 'Imagen: el interruptor «Use Custom FxA Content Server» activado, con la dirección debajo',
    settings: 'Ajustes',
    tap: '5 ×',
  },
  qrTitle: 'Llevar la dirección al teléfono',
  qr: 'Escanee esto con la cámara del teléfono. Allí se abre esta guía, de la que se puede copiar la dirección.',
  qrLabel: 'Código QR de la dirección de este servidor',
  legacyTitle: 'Pale Moon, Basilisk, SeaMonkey antiguo',
  legacy: 'Usan el antiguo Sync 1.1, con una cuenta aparte.',
  legacyLink: 'Cómo conectarlos con Sync 1.1',
  legacyOff: 'Usan el antiguo Sync 1.1, que este servidor no ofrece. Quien lo administra puede activarlo.',

  checksTitle: '¿Funcionará desde aquí?',
  checksLead: 'Comprobado desde este navegador, ahora mismo.',
  checksAgain: 'Comprobar de nuevo',
  checkStates: { ok: 'Bien', note: 'Atención', bad: 'Mal', running: 'Comprobando…' },
  checks: {
    secure: 'Conexión segura',
    secureOk: 'El navegador permite que esta página trabaje con claves.',
    secureBad:
      'Esta dirección no es lo bastante segura: su contraseña se convierte en claves dentro del navegador, y los navegadores solo lo permiten por https (o en el propio ordenador del servidor, en http://localhost). Abra Foxden por su dirección https. Si aún no tiene, quien lo administra encontrará cómo obtenerla en el README, en TLS.',
    address: 'Dirección de este servidor',
    addressOk: (url) => `Esta página se ha abierto por la dirección propia del servidor, ${url}.`,
    addressBad: (url) =>
      `Esta página se ha abierto por otra dirección que la propia del servidor, ${url}. Firefox solo atenderá a esa: ábrala y siga allí.`,
    certificate: 'Certificado',
    certificateNone:
      'La dirección no tiene https, así que no hay certificado. Eso solo está bien en el propio ordenador del servidor.',
    certificateOk: 'Este navegador lo acepta, y nada indica que otros dispositivos no vayan a hacerlo.',
    certificateOwn:
      'Es de la autoridad propia de esta red. Cada dispositivo debe confiar en ella una vez, antes de conectarse.',
    certificateOwnLink: 'Cómo hacer que un dispositivo confíe en ella',
    port: 'Accesible para Android',
    portOk: 'La dirección es https en su puerto estándar, como lo quiere Firefox para Android.',
    portBad: (port) =>
      `La dirección tiene el puerto ${port}. Firefox para Android nunca atiende allí a páginas de inicio de sesión; los ordenadores y los iPhone sí. Quien administra el servidor puede pasarlo al puerto 443.`,
    portHttp: 'La dirección no es https, así que Firefox para Android y para iPhone no iniciarán sesión.',
    clock: 'Reloj',
    clockOk: 'El reloj de este dispositivo y el del servidor coinciden.',
    clockOff: (duration) =>
      `El reloj de este dispositivo y el del servidor difieren en ${duration}. Haga que ambos tomen la hora de la red: si no, los códigos de la verificación en dos pasos fallan, y el cambio más reciente puede perder frente a uno anterior.`,
    discovery: 'Lo primero que pregunta Firefox',
    discoveryOk: 'El documento con el que Firefox lo encuentra todo está ahí, y todo en él lleva a este servidor.',
    discoveryElsewhere: (url) =>
      `El documento con el que Firefox lo encuentra todo lleva a ${url}, y no aquí. Algo entre este navegador y Foxden responde en su lugar, o lo hace otro servidor.`,
    discoveryMissing: (path) =>
      `El documento con el que Firefox lo encuentra todo no se puede leer en ${path}. Un proxy delante de Foxden debe pasar todas las rutas bajo la dirección, también las que empiezan por /.well-known/.`,
    socket: 'Códigos para conectar',
    socketOk: 'Los WebSockets pasan, así que se pueden conectar dispositivos con un código.',
    socketBad:
      'Los WebSockets no pasan, así que no se puede conectar ningún dispositivo con un código; todo lo demás funciona. Un proxy delante de Foxden debe pasar «Upgrade» para /v1/ws/.',
  },
};
