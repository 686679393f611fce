import type { TroubleSayings } from '../../failures/saying.ts';
import { dayIn, type Part, say } from './catalogue.ts';

const day = dayIn('es');
const base = (name: string) => (name === '' ? 'La base de datos' : `La base de datos ${name}`);
const serverOf = (name: string) =>
  name === '' ? 'El servidor de base de datos' : `El servidor de la base de datos ${name}`;
const withServer = (name: string) =>
  name === '' ? 'con el servidor de base de datos' : `con el servidor de la base de datos ${name}`;
const toUser = 'Dé el archivo y su carpeta al usuario con el que se ejecuta Foxden';
const restore = 'restaure una copia de seguridad: `foxden restore ARCHIVO`';
const checkUrl = 'Corrija el usuario, la contraseña, el equipo y el nombre en FOXDEN_DATABASE_URL.';
const jobs: Record<string, string> = {
  purge: 'limpieza',
  notices: 'avisos',
  'nightly-backup': 'copia de seguridad nocturna',
  migrate: 'actualización de la base de datos',
};
const job = (name: string) => jobs[name] ?? name;

/** What goes wrong, and notices, in Spanish. */
export const trouble: Part<TroubleSayings> = {
  SQLITE_NOTADB: ({ database }) =>
    say(
      `${base(database)} no es una base SQLite, o su principio está dañado.`,
      `Si FOXDEN_DATA_DIR es correcto, ${restore}.`,
    ),
  SQLITE_CORRUPT: ({ database }) =>
    say(
      `${base(database)} está dañada: lo que SQLite encuentra en ella no puede ser.`,
      'Detenga Foxden, guarde una copia del archivo, compruebe el disco y restaure la copia más reciente con `foxden restore ARCHIVO`.',
    ),
  SQLITE_READONLY: ({ database, uid }) =>
    say(
      `${base(database)} solo la puede leer este usuario (uid ${uid}), o su disco está montado como de solo lectura.`,
      `${toUser}, en un disco en el que se pueda escribir.`,
    ),
  SQLITE_CANTOPEN: ({ database, uid }) =>
    say(`${base(database)} no la puede abrir este usuario (uid ${uid}).`, `${toUser}.`),
  SQLITE_BUSY: ({ database }) =>
    say(
      `${base(database)} sigue bloqueada por otro programa.`,
      'Cierre lo que usa el archivo (otro Foxden, un programa de copia) y vuelva a intentarlo.',
    ),
  SQLITE_IOERR: ({ database }) =>
    say(
      `${base(database)} está en un disco que no ha podido leer o escribir.`,
      `Mire el registro del núcleo (dmesg) y compruebe el disco. Si el archivo está dañado, ${restore}.`,
    ),
  SQLITE_PROTOCOL: ({ database }) =>
    say(
      `${base(database)} está en un sistema de archivos cuyos bloqueos no funcionan, como en algunos recursos de red.`,
      'Lleve la carpeta de datos a un disco de esta máquina, o use MariaDB (FOXDEN_DATABASE_URL).',
    ),
  'mariadb refused': ({ database, said }) =>
    say(
      `${serverOf(database)} rechaza a este usuario (${said}).`,
      said.includes('using password: NO')
        ? 'En FOXDEN_DATABASE_URL falta la contraseña: mysql://usuario:contraseña@equipo/nombre.'
        : `${checkUrl} MariaDB distingue a los usuarios también por el equipo desde el que vienen.`,
    ),
  'mariadb forbidden': ({ database, said }) =>
    say(
      `${base(database)}: al usuario de FOXDEN_DATABASE_URL le faltan permisos (${said}).`,
      'Pida a un administrador del servidor que se los dé con GRANT ALL.',
    ),
  'mariadb full': ({ database }) =>
    say(
      `${serverOf(database)} no tiene más sitio en su disco.`,
      'Haga sitio en aquella máquina; MariaDB sigue por sí sola.',
    ),
  'mariadb read only': ({ database }) =>
    say(
      `${serverOf(database)} no acepta escrituras ahora: es de solo lectura, quizá una réplica.`,
      'Indique en FOXDEN_DATABASE_URL el servidor en el que se puede escribir, o quite su modo de solo lectura.',
    ),
  'mariadb crowded': ({ database }) =>
    say(
      `${serverOf(database)} no tiene conexiones libres para Foxden.`,
      'Suba su max_connections (cada worker usa hasta 20) o baje FOXDEN_WORKERS.',
    ),
  'mariadb leaving': ({ database }) =>
    say(
      `${serverOf(database)} se está deteniendo, o ha cerrado esta conexión.`,
      'Espere a que vuelva a funcionar y vuelva a intentarlo.',
    ),
  'mariadb busy': ({ database }) =>
    say(
      `${base(database)} está bloqueada por otros.`,
      'Mire qué se ejecuta allí desde hace tanto (SHOW PROCESSLIST) y vuelva a intentarlo.',
    ),
  'mariadb damaged': ({ database, said }) =>
    say(`${base(database)} está dañada (${said}).`, `Lea el registro del servidor y repare la tabla, o ${restore}.`),
  'mariadb damaged index': ({ database, said, table }) =>
    say(
      `${base(database)} tiene un índice dañado (${said}).`,
      'MariaDB lo deja así cuando su disco estaba lleno mientras deshacía una escritura; pueden faltar registros sueltos. ' +
        `En su servidor, ALTER TABLE ${table} FORCE reconstruye los índices. Después, \`foxden backup\`, y \`foxden restore\` con ` +
        'esa copia: cada navegador compara entonces lo que tiene con el servidor y sube lo que falta. ' +
        'Si ALTER TABLE es rechazado, restaure la copia más reciente.',
    ),
  'mariadb not ready': ({ database }) =>
    say(
      `${serverOf(database)} no está listo: ha perdido a los demás de su clúster.`,
      'Reúna de nuevo la mayoría de los nodos, o indique los otros nodos con fallback= en FOXDEN_DATABASE_URL.',
    ),
  'mariadb too large': ({ database }) =>
    say(`${serverOf(database)} no acepta paquetes de ese tamaño.`, 'Ponga su max_allowed_packet en 64M.'),
  'mariadb no name': ({ said }) => say(`FOXDEN_DATABASE_URL no indica ninguna base de datos (${said}).`, checkUrl),
  'mariadb no such database': ({ database, said }) =>
    say(
      `${base(database)} no existe en el servidor (${said}).`,
      'Pida a un administrador del servidor que la cree con CREATE DATABASE, o corrija el nombre en FOXDEN_DATABASE_URL.',
    ),
  'mariadb lost': ({ database }) =>
    say(
      `Se ha cortado la conexión ${withServer(database)}.`,
      'Compruebe que el servidor está en marcha y vuelva a intentarlo.',
    ),
  'mariadb no TLS': ({ database }) =>
    say(`${serverOf(database)} no habla TLS.`, 'Actívelo allí, o quítelo de FOXDEN_DATABASE_URL.'),
  'mariadb unreachable': ({ database, why }) =>
    say(
      `${serverOf(database)} no está al alcance. ${why}`,
      'Compruebe que está en marcha y que FOXDEN_DATABASE_URL tiene su equipo y su puerto.',
    ),
  'not installed': ({ program }) =>
    say(`El programa ${program} no está instalado.`, 'Instálelo y vuelva a intentarlo.'),
  'low port': ({ what }) =>
    say(
      `Este usuario no puede escuchar en ${what}: los puertos inferiores a 1024 son de root.`,
      'Elija otro con FOXDEN_LISTEN, como 127.0.0.1:8000. Con systemd, AmbientCapabilities= y CapabilityBoundingSet=CAP_NET_BIND_SERVICE se los permiten al servicio (docker/systemd/README.md).',
    ),
  'archive unreadable': ({ file, why }) => say(`La copia de seguridad ${file} no se puede leer. ${why}`),
  'archive incomplete': ({ file }) => say(`La copia de seguridad ${file} está incompleta.`, 'Use otra.'),
  'archive does not open': () =>
    say(
      'La copia de seguridad no se abre: la frase de contraseña es otra, o el archivo está dañado o cortado.',
      'Pruebe la frase de contraseña que se usaba cuando se hizo, u otra copia.',
    ),
  'no archive': () =>
    say(
      'El archivo no es una copia de seguridad de Foxden.',
      'Indique un archivo de la carpeta de copias de seguridad (terminan en .foxden).',
    ),
  'nothing to save': () => say('Aún no hay base de datos, así que no hay nada que guardar.', 'Inicie primero Foxden.'),
  'unknown table': ({ table }) =>
    say(`La copia de seguridad tiene una tabla «${table}» que no existe en su esquema: está dañada.`, 'Use otra.'),
  'newer archive': ({ version, schema, known }) =>
    say(
      `La copia de seguridad es de Foxden ${version}, con el esquema ${schema}; este Foxden solo conoce hasta el ${known}.`,
      'Restáurela con esa versión o con una más reciente.',
    ),
  'nothing of this person': () =>
    say(
      'La copia de seguridad no contiene nada de esta persona que sus navegadores puedan leer: no tenía cuenta aquí cuando se hizo, o su clave es otra desde entonces, porque se restableció la contraseña sin la clave de recuperación.',
      'Use una copia hecha cuando la clave actual ya estaba en uso.',
    ),
  'never synced': ({ user }) =>
    say(
      `Ningún navegador de «${user}» se ha sincronizado nunca con este Foxden, así que no hay clave a la que se ajusten los datos.`,
      'Conecte uno, deje que se sincronice una vez y vuelva a intentarlo.',
    ),
  'unknown user': ({ user }) => say(`No hay ninguna cuenta «${user}».`, 'La lista de cuentas muestra las que hay.'),
  'not alone': ({ collection }) => say(`«${collection}» no se puede restaurar por separado.`, 'Restaure todo.'),
  'no such collection': ({ collection }) =>
    say(
      `La copia de seguridad no tiene nada de esta persona con el nombre «${collection}».`,
      'Los nombres habituales son bookmarks, history, passwords, forms, prefs, addons, tabs, addresses y creditcards.',
    ),
  'other sync keys': ({ collection }) =>
    say(
      `Las claves de sincronización de esta persona (crypto/keys) han cambiado desde entonces: los navegadores no podrían leer «${collection}» de entonces junto al resto de ahora.`,
      'Restaure todo: así las claves vuelven con lo demás.',
    ),
  'no such backup': () => say('Ya no hay ninguna copia de seguridad con ese nombre.', 'Vuelva a cargar la lista.'),
  unexpected: ({ message }) =>
    say(`Esto no estaba previsto: ${message}`, 'El registro dice más. Si sigue así, le rogamos que lo comunique.'),
  'under way': () => say('Ya está en marcha.', 'Espere a que termine.'),
  'no such job': () => say('Esa tarea ya no existe.', 'Vuelva a cargar la página.'),
  'no worker': () => say('Ahora mismo no hay ningún worker listo.', 'Vuelva a intentarlo dentro de un momento.'),
  'worker ended': ({ how }) => say(`El worker que lo hacía ha terminado (${how}).`, 'Vuelva a intentarlo.'),
  'worker does not start': ({ why }) =>
    say(`No se pudo iniciar un worker nuevo; los anteriores siguen en marcha. ${why}`),
  'cannot listen': ({ address, why }) => say(`Foxden no puede escuchar en ${address}. ${why}`),
  stopping: () => say('Foxden se está deteniendo; no se ha hecho nada.', 'Vuelva a intentarlo cuando haya arrancado.'),
  'not running': ({ dataDir }) =>
    say(
      `El proceso principal de Foxden no responde en ${dataDir}.`,
      'Mire si Foxden se está reiniciando y vuelva a cargar la página.',
    ),
  silent: () =>
    say(
      'El proceso principal de Foxden está en marcha, pero no responde.',
      'Si sigue así, termínelo (kill -KILL) y vuelva a iniciar Foxden.',
    ),
  frozen: ({ pid }) =>
    say(
      'El proceso principal de Foxden está detenido, pero no terminado.',
      `Deje que continúe (kill -CONT ${pid} o docker compose unpause).`,
    ),
  'ended in answer': () =>
    say('Foxden terminó en medio de su respuesta.', 'Mire si está en marcha y vuelva a intentarlo.'),
  'older version': () =>
    say('El proceso principal de Foxden no conoce esta petición: es de una versión anterior.', 'Reinicie Foxden.'),
  'lease taken': ({ name, pid, host }) =>
    say(
      `Otro proceso (${pid} en ${host}) está haciendo «${job(name)}» en esta base de datos.`,
      'Espere a que termine y vuelva a intentarlo.',
    ),
  'lease lost': ({ name }) =>
    say(
      `Este proceso estuvo callado demasiado tiempo, y otro se ha hecho cargo de «${job(name)}» en esta base de datos.`,
      'Vuelva a intentarlo.',
    ),
  'no room': ({ mebibytes }) =>
    say(
      `Solo quedan ${mebibytes} MiB libres en el disco de la base de datos, así que no se guarda nada nuevo.`,
      'Haga sitio allí.',
    ),
  'newer database': ({ schema, known }) =>
    say(
      `La base de datos tiene el esquema ${schema}, y este Foxden solo conoce hasta el ${known}: la ha usado una versión más reciente.`,
      'Vuelva a iniciar la versión más reciente, o restaure una copia de seguridad anterior a la actualización.',
    ),
  'backup failed': () => say('Foxden: ha fallado la copia de seguridad'),
  'backup again': () => say('`foxden backup` lo intenta de nuevo.'),
  'no fresh backup': () => say('Foxden: no hay ninguna copia de seguridad reciente'),
  'certificate ends on': ({ date }) => say(`Foxden: el certificado caduca el ${day(date)}`),
  'see certificate': () => say('`foxden certificate` dice cómo está.'),
  'no fresh certificate': () => say('Foxden: no hay ningún certificado reciente'),
  'disk fills': () => say('Foxden: el disco se está llenando'),
  'device silent': ({ days }) =>
    say(`Foxden: un dispositivo no da señales de vida desde hace ${days === 1 ? 'un día' : `${days} días`}`),
  'device last here': ({ name, email, date }) =>
    say(
      `«${name}» de ${email} estuvo aquí por última vez el ${day(date)}.`,
      'Si aún se usa, mire si ha iniciado sesión; si no, su dueño la cierra en la página /settings.',
    ),
};
