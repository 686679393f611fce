import { type Catalogue, dayIn, say } from './catalogue.ts';
import { trouble } from './es.trouble.ts';

const day = dayIn('es');
const clockSync = 'Active la sincronización de la hora (NTP).';
const room =
  'Haga sitio (los registros y copias antiguos se pueden borrar) o pase a un disco mayor, y vuelva a intentarlo.';
const onDisk = (own: boolean) =>
  own
    ? 'Haga sitio o lleve FOXDEN_DATA_DIR a un disco mayor. Las copias y los registros antiguos que contiene se pueden borrar.'
    : 'Haga sitio allí o lleve la base de datos a un disco mayor.';
const port =
  'Compruebe que el puerto está redirigido a esta máquina y que nada más responde en él. Si el router no deja que los equipos de casa ' +
  'usen la dirección pública, hace falta una entrada DNS en casa.';
const remedies = {
  image: 'Actualice Foxden, como dice el README, y ejecute también `docker compose pull --ignore-buildable`.',
  foxden: 'Actualice Foxden: trae su propio Node.js.',
  mariadb: 'Pase a una rama de MariaDB con soporte prolongado.',
  debian: 'Actualice esta máquina a un Debian más reciente.',
};
const again = 'Foxden vuelve a intentarlo por sí solo.';
const setClock = 'Ponga primero el reloj en hora: él decide qué cambio es más reciente.';

const daysOf = (count: number) => (count === 1 ? 'un día' : `${count} días`);
const backupAge = (count: number, hours: number) =>
  `${count === 1 ? 'La única copia de seguridad' : `La más reciente de ${count} copias de seguridad`} tiene ${hours < 1 ? 'menos de una hora' : hours === 1 ? 'una hora' : `${hours} horas`}.`;

const sayings: Catalogue['sayings'] = {
  ...trouble,
  ENOSPC: ({ what }) => say(`El disco está lleno: no queda sitio para ${what}.`, room),
  EDQUOT: ({ what, uid }) =>
    say(
      `La cuota de disco de este usuario (uid ${uid}) está agotada, en ${what}.`,
      'Haga sitio o pida que amplíen la cuota, y vuelva a intentarlo.',
    ),
  EFBIG: ({ what }) =>
    say(
      `${what} sería más grande de lo que permite este usuario o su sistema de archivos.`,
      'Suba el límite (ulimit -f) o use otro sistema de archivos, y vuelva a intentarlo.',
    ),
  EROFS: ({ what }) =>
    say(
      `${what} está en un sistema de archivos de solo lectura.`,
      'Móntelo con escritura o indique otra carpeta. Un disco que pasó por sí solo a solo lectura está dañado: el registro del núcleo (dmesg) dice más.',
    ),
  EACCES: ({ what, uid }) =>
    say(
      `Este usuario (uid ${uid}) no tiene permiso para usar ${what}.`,
      'Déselo al usuario con el que se ejecuta Foxden.',
    ),
  ENOENT: ({ what }) => say(`No existe ${what}.`, 'Compruebe cómo está escrita la ruta y que su disco está montado.'),
  ENOTDIR: ({ what }) => say(`Una parte de la ruta ${what} es un archivo y no una carpeta.`, 'Indique otra ruta.'),
  EISDIR: ({ what }) => say(`${what} es una carpeta y no un archivo.`, 'Indique un archivo que esté en ella.'),
  EEXIST: ({ what }) => say(`${what} ya existe.`, 'Muévalo o indique otra ruta.'),
  ENAMETOOLONG: ({ what }) => say(`La ruta ${what} es demasiado larga.`, 'Indique una más corta.'),
  ELOOP: ({ what }) => say(`Los enlaces de ${what} dan vueltas.`, 'Corrija los enlaces o indique la ruta verdadera.'),
  EBUSY: ({ what }) => say(`Otra cosa está usando ${what}.`, 'Espere a que termine y vuelva a intentarlo.'),
  ETXTBSY: ({ what }) => say(`El programa ${what} se está reemplazando.`, 'Espere un momento y vuelva a intentarlo.'),
  ESTALE: ({ what }) =>
    say(
      `El recurso de red con ${what} ha desaparecido o ha sido reemplazado.`,
      'Vuelva a montarlo y vuelva a intentarlo.',
    ),
  EIO: ({ what }) =>
    say(
      `El disco con ${what} no ha podido leer o escribir.`,
      'Mire el registro del núcleo (dmesg); salve lo que se pueda leer, cambie el disco y restaure una copia de seguridad.',
    ),
  EMFILE: () =>
    say(
      'Se ha alcanzado el límite de archivos abiertos.',
      'Súbalo (ulimit -n, o LimitNOFILE= del servicio) y reinicie.',
    ),
  ENOMEM: () =>
    say(
      'La memoria de esta máquina, o la que Foxden puede usar, está agotada.',
      'Dele más o ponga FOXDEN_WORKERS=1, y vuelva a intentarlo.',
    ),
  ECONNREFUSED: ({ what }) =>
    say(`Ningún programa escucha en ${what}.`, 'Inicie lo que debería responder allí o corrija la dirección.'),
  ECONNRESET: ({ what }) =>
    say(`Se ha cortado la conexión con ${what}.`, 'Mire si el otro lado se está reiniciando y vuelva a intentarlo.'),
  ETIMEDOUT: ({ what }) =>
    say(
      `${what} no responde a tiempo.`,
      'Compruebe la dirección y que no hay un cortafuegos por medio, y vuelva a intentarlo.',
    ),
  EHOSTUNREACH: ({ what }) =>
    say(
      `No se puede llegar a ${what}: no hay camino por la red.`,
      'Compruebe la dirección, la red y el cortafuegos de esta máquina, y vuelva a intentarlo.',
    ),
  ENOTFOUND: ({ what }) =>
    say(
      `El nombre de equipo ${what} no se conoce aquí.`,
      'Compruebe cómo está escrito y el DNS de esta máquina, y vuelva a intentarlo.',
    ),
  EAI_AGAIN: ({ what }) =>
    say(
      `No se puede consultar el nombre de equipo ${what}: no responde ningún servidor DNS.`,
      'Compruebe el DNS de esta máquina y vuelva a intentarlo.',
    ),
  EADDRINUSE: ({ what }) =>
    say(
      `Otro programa usa ${what}, quizá un Foxden que sigue en marcha.`,
      'Deténgalo o elija otro puerto con FOXDEN_LISTEN.',
    ),
  EADDRNOTAVAIL: ({ what }) =>
    say(
      `Esta máquina no tiene la dirección ${what}.`,
      'Ponga en FOXDEN_LISTEN una que tenga, o 0.0.0.0:8000 para todas.',
    ),
  CERT_HAS_EXPIRED: ({ what }) =>
    say(
      `El certificado de ${what} ha caducado, o el reloj de esta máquina va adelantado.`,
      'Compare el reloj con otro y renueve después el certificado.',
    ),
  CERT_NOT_YET_VALID: ({ what }) =>
    say(
      `El certificado de ${what} aún no es válido, o el reloj de esta máquina va atrasado.`,
      `Compare el reloj con otro. ${clockSync}`,
    ),
  ERR_TLS_CERT_ALTNAME_INVALID: ({ what, message }) =>
    say(
      `El certificado de ${what} es para otro nombre (${message}).`,
      'Use el nombre para el que es, u obtenga un certificado para este.',
    ),
  CERT_REVOKED: ({ what }) => say(`El certificado de ${what} ha sido revocado.`, 'Obtenga uno nuevo.'),
  CERT_UNTRUSTED: ({ what }) =>
    say(
      `Esta máquina no confía en el certificado de ${what}: no conoce ninguna autoridad que responda por él.`,
      'Haga que el servidor envíe toda su cadena; instale su autoridad en esta máquina o indique el archivo de la autoridad en NODE_EXTRA_CA_CERTS.',
    ),
  'unusable certificate': ({ message }) =>
    say(
      `Un certificado o una clave no se puede usar (${message}).`,
      'Ponga en su sitio una cadena de certificados y la clave privada que le corresponde, ambas en PEM.',
    ),
  'no TLS': ({ what, message }) =>
    say(
      `No se logra TLS con ${what} (${message}).`,
      'Mire que el puerto sea para TLS y que ambos lados conozcan una versión de TLS común.',
    ),
  'acme connection': ({ host, detail }) =>
    say(
      `La autoridad de certificación no pudo abrir el puerto 80 de este equipo: ${detail}`,
      `Redirija el puerto 80 de su router y su cortafuegos a esta máquina, y compruebe que el registro A (o AAAA) de ${host} tiene la dirección pública de su red. ${again}`,
    ),
  'acme dns': ({ host, detail }) =>
    say(
      `La autoridad de certificación no encontró la dirección de este equipo: ${detail}`,
      `Cree para ${host} un registro A (o AAAA) con la dirección pública de su red.`,
    ),
  'acme unauthorized': ({ host, detail }) =>
    say(
      `En esta dirección respondió otro a la autoridad de certificación: ${detail}`,
      `Compruebe que los registros A y AAAA de ${host} nombran esta máquina (a menudo queda un AAAA antiguo) y que ningún otro servidor web tiene el puerto 80.`,
    ),
  'acme caa': ({ host, detail }) =>
    say(
      `Un registro CAA del dominio prohíbe esta autoridad de certificación: ${detail}`,
      `Permítala en los registros CAA de ${host} o de su dominio, o quítelos.`,
    ),
  'acme rateLimited': ({ detail }) =>
    say(
      `La autoridad de certificación ha expedido o rechazado demasiado para este nombre últimamente: ${detail}`,
      'No hay nada que hacer: Foxden espera lo que pide la autoridad y vuelve a intentarlo por sí solo.',
    ),
  'acme rejectedIdentifier': ({ detail }) =>
    say(
      `La autoridad de certificación no expide certificados para este nombre: ${detail}`,
      'Use un nombre de un dominio público, o FOXDEN_TLS=lan para un nombre de su propia red.',
    ),
  'acme invalidContact': ({ detail }) =>
    say(
      `La autoridad de certificación no acepta la dirección de correo: ${detail}`,
      'Corrija o quite FOXDEN_ACME_EMAIL.',
    ),
  'acme unreachable': ({ detail }) =>
    say(
      `No se pudo llegar a la autoridad de certificación: ${detail}`,
      `Compruebe que esta máquina llega a Internet y que su reloj está en hora. ${again}`,
    ),
  'acme other': ({ detail }) =>
    say(
      `La autoridad de certificación rechazó el pedido: ${detail}`,
      `${again} Si sigue así, busque el mensaje en la autoridad de certificación.`,
    ),
  'no public URL for a certificate': () =>
    say(
      'Aún no hay certificado, porque FOXDEN_PUBLIC_URL no está definido.',
      'Ponga en FOXDEN_PUBLIC_URL la dirección https que usarán los navegadores y reinicie.',
    ),
  'no public name': ({ host }) =>
    say(
      `Ninguna autoridad de certificación pública puede expedir un certificado para ${host}.`,
      'Use un nombre de un dominio público, o FOXDEN_TLS=lan para un nombre o una dirección de su propia red.',
    ),
  'certificate files unusable': ({ message }) =>
    say(
      `Los archivos del certificado no se pueden leer o escribir: ${message}`,
      'Compruebe los permisos y el espacio libre de la carpeta de datos.',
    ),
  'no certificate of the network': ({ message }) =>
    say(
      `No se pudo crear el certificado: ${message}`,
      'Compruebe que en la carpeta de datos se puede escribir y que tiene espacio libre.',
    ),
  'certificate files unreadable': ({ message, certificate, key }) =>
    say(
      `Los archivos del certificado no se pueden leer: ${message}`,
      `Ponga la cadena de certificados en ${certificate} y su clave privada en ${key} (PEM), legibles para Foxden.`,
    ),
  'other key': () =>
    say('La clave privada no corresponde al certificado.', 'Copie los dos archivos de la misma pareja.'),
  'other names': ({ names, host }) =>
    say(
      `El certificado es para ${names}, no para ${host}.`,
      `Obtenga un certificado para ${host} o cambie FOXDEN_PUBLIC_URL.`,
    ),
  'certificate ended': ({ date }) => say(`El certificado caducó el ${day(date)}.`, 'Renuévelo.'),
  'certificate ends': ({ date }) => say(`El certificado caduca el ${day(date)}.`, 'Renuévelo antes de ese día.'),
  'cannot check': ({ message }) =>
    say(`No se puede comprobar: ${message}`, 'Arregle lo que indica el mensaje y vuelva a comprobarlo.'),
  'sign-ups open': () =>
    say(
      'Cualquiera que encuentre este servidor puede crear en él una cuenta.',
      'Ponga FOXDEN_SIGNUPS=invite y reparta enlaces de invitación (`foxden invite create`), o defina FOXDEN_MAX_USERS.',
    ),
  'address with path': () =>
    say(
      'FOXDEN_PUBLIC_URL tiene una ruta, pero Firefox, en ordenadores y teléfonos, solo encuentra las páginas de las cuentas en la raíz de un equipo. Solo programas como ffsclient y PyFxA pueden iniciar sesión.',
      'Dé a Foxden un nombre de equipo propio, o deje las cuentas a Mozilla con FOXDEN_ACCOUNTS=mozilla.',
    ),
  'sign-ups open to others': ({ host }) =>
    say(
      `Cualquiera que tenga una cuenta en ${host} puede guardar datos en este servidor.`,
      'Indique en FOXDEN_ALLOW los uid que pueden, defina FOXDEN_MAX_USERS, o FOXDEN_SIGNUPS=closed cuando estén todos.',
    ),
  'untrusted proxy': () =>
    say(
      'Un proxy responde por este servidor, pero no se confía en ninguno: todos parecen venir de su dirección y comparten sus límites.',
      'Ponga en FOXDEN_TRUSTED_PROXIES la dirección del proxy, como loopback o 172.16.0.0/12.',
    ),
  'sign-ups': ({ signups }) =>
    say(
      `Cuentas nuevas: ${{ open: 'abiertas a todos', invite: 'por invitación', closed: 'ninguna' }[signups] ?? signups}.`,
    ),
  'no address': ({ host }) =>
    say(`${host} no tiene dirección.`, 'Cree para él un registro A o AAAA que señale a esta máquina.'),
  address: ({ host, address }) => say(`${host} es ${address}.`),
  answers: ({ origin }) => say(`${origin} responde con la configuración de este servidor.`),
  'other server': ({ origin, other }) => say(`En ${origin} responde otro servidor (${other}).`, port),
  'no answer': ({ origin, why }) => say(`${origin} no responde desde aquí: ${why}`, port),
  'ran out': ({ days }) => say(`Caducó hace ${daysOf(days)}.`, '`foxden status` dice por qué no se ha renovado.'),
  'runs out': ({ days }) => say(`Caduca en ${daysOf(days)}.`, '`foxden status` dice por qué aún no se ha renovado.'),
  'untrusted here': ({ days, why }) =>
    say(
      `Vale ${days} días más, pero esta máquina no confía en él (${why}).`,
      'En el modo LAN es lo normal: instale la autoridad en sus dispositivos, y aquí (update-ca-certificates). Si no, obtenga uno de una autoridad pública.',
    ),
  trusted: ({ days }) => say(`Es de confianza y vale ${days} días más.`),
  'TLS does not work': ({ why }) => say(`TLS no funciona. ${why}`, '`foxden status` dice cómo está el certificado.'),
  'newer schema': ({ name, schema, known }) =>
    say(
      `${name} tiene el esquema ${schema}, y este Foxden solo conoce hasta el ${known}.`,
      'Vuelva a iniciar el Foxden más reciente, o restaure una copia de seguridad anterior a la actualización.',
    ),
  'older schema': ({ name, schema, known }) =>
    say(`${name} tiene el esquema ${schema} de ${known}.`, 'Inicie Foxden: pone el esquema al día.'),
  'old server': ({ version }) =>
    say(
      `${version} es demasiado antiguo: Foxden necesita MariaDB 10.11 o posterior.`,
      'Actualícelo; compose.yaml fija una versión que sirve.',
    ),
  damaged: ({ damage }) =>
    say(
      `Está dañada: ${damage}`,
      'Detenga Foxden, guarde una copia del archivo, compruebe el disco y restaure la copia más reciente con `foxden restore ARCHIVO`.',
    ),
  'small packets': ({ name, packet, needed }) =>
    say(
      `${name} acepta paquetes de ${packet} bytes como máximo, así que los navegadores deben subir menos de una vez de lo que permiten los ajustes.`,
      `Ponga su max_allowed_packet en ${needed} como mínimo y reinicie ambos, o reduzca FOXDEN_COLLECTION_LIMITS.`,
    ),
  database: ({ name, schema }) => say(`${name} responde, esquema ${schema}.`),
  'free unknown': ({ folder, own }) => say(`No se puede decir cuánto queda libre en ${folder}.`, onDisk(own)),
  free: ({ mebibytes, folder, own }) => say(`Quedan ${mebibytes} MiB libres en ${folder}.`, onDisk(own)),
  'almost none free': ({ mebibytes, folder, own }) =>
    say(`Quedan ${mebibytes} MiB libres en ${folder}. Mientras quede tan poco no se guarda nada nuevo.`, onDisk(own)),
  'no backup': ({ folder }) =>
    say(
      `No hay ninguna copia de seguridad en ${folder}.`,
      'Haga una ahora (`foxden backup`); la de cada noche viene por sí sola.',
    ),
  'old backup': ({ count, hours }) =>
    say(backupAge(count, hours), 'Ejecute `foxden backup` y lea lo que dice; busque «backup» en el registro.'),
  backup: ({ count, hours }) => say(backupAge(count, hours)),
  'clocks differ': ({ here, there }) =>
    say(
      `El reloj de esta máquina marca ${here}, y el del servidor de la base de datos ${there}.`,
      `${setClock} ${clockSync}`,
    ),
  'clock behind': ({ here, there }) =>
    say(
      `El reloj de esta máquina marca ${here}, pero la base de datos se usó por última vez el ${there}: el reloj va atrasado, o iba adelantado entonces.`,
      `${setClock} ${clockSync}`,
    ),
  'clock ahead': ({ here, there }) =>
    say(
      `El reloj de esta máquina marca ${here}, pero la base de datos se usó por última vez el ${there}. Si no hace tanto de eso, el reloj va adelantado.`,
      `${setClock} ${clockSync}`,
    ),
  'no time to be had': () =>
    say(
      'No se pudo preguntar la hora a ningún servidor de fuera.',
      'Si esta máquina tiene acceso a Internet, compruebe su DNS y su cortafuegos.',
    ),
  'clock off': ({ seconds }) =>
    say(`Se desvía ${seconds} segundos.`, 'Active en esta máquina la sincronización de la hora (NTP).'),
  clock: ({ seconds }) =>
    say(seconds === 1 ? 'Va bien, con un segundo de margen.' : `Va bien, con ${seconds} segundos de margen.`),
  unsupported: ({ part, version, date, by }) =>
    say(`${part} ${version} no recibe actualizaciones de seguridad desde el ${day(date)}.`, remedies[by]),
  'supported until': ({ part, version, date, by }) =>
    say(`${part} ${version} solo recibe actualizaciones de seguridad hasta el ${day(date)}.`, remedies[by]),
  supported: ({ names }) => say(`Con soporte todavía: ${names}.`),
};

/** In Spanish. */
export const es: Catalogue = {
  sayings,
  unnamed: {
    file: 'un archivo que hace falta',
    peer: 'el otro lado',
    socket: 'ese socket',
    database: 'la base de datos',
  },
};
