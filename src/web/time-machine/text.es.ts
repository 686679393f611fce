import type { Words } from './text.ts';

const number = (count: number) => count.toLocaleString('es');
const things = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

const nouns: Record<string, [one: string, many: string]> = {
  bookmarks: ['marcador o carpeta', 'marcadores y carpetas'],
  history: ['página visitada', 'páginas visitadas'],
  passwords: ['contraseña', 'contraseñas'],
  addresses: ['dirección', 'direcciones'],
  creditcards: ['método de pago', 'métodos de pago'],
  forms: ['entrada de formulario', 'entradas de formularios'],
};
const named = (kind: string, count: number) => things(count, ...(nouns[kind] ?? (['entrada', 'entradas'] as const)));

/** In Spanish. */
export const words: Words = {
  title: 'Máquina del tiempo',
  lead: 'Lo que sus Firefox han cambiado o eliminado aquí, y el camino de vuelta a cualquier momento.',
  unavailableTitle: 'No está activada aquí',
  unavailable:
    'Este servidor solo conserva lo que está guardado ahora. Quien lo administra puede cambiarlo poniendo FOXDEN_TIME_MACHINE en on; hasta entonces solo una copia de seguridad permite volver atrás.',
  offTitle: '¿Conservar lo que se cambia o se elimina?',
  off: (days, size) =>
    `Desde el momento en que lo active, este servidor conserva lo que sus Firefox sobrescriben o eliminan: durante ${days} días, y como máximo ${size}. Sigue cifrado como estaba, así que solo su contraseña lo abre. Puede recuperarlo aquí, y cada Firefox lo sigue por sí solo.`,
  switchOn: 'Conservarlo desde ahora',
  since: (moment) => `Se conserva todo lo que se cambió o eliminó después del ${moment}.`,
  kept: (versions, size, days) =>
    `Conservado ahora: ${things(versions, 'estado anterior', 'estados anteriores')} de entradas, ${size}. Cada uno desaparece a los ${days} días.`,
  switchOff: 'Eliminarlo todo y dejar de conservar',
  switchOffSure: '¿Eliminar de verdad todos los estados anteriores?',
  backups:
    'Se eliminan enseguida. Las copias de seguridad de este servidor aún los contienen, doblemente cifrados, hasta que se eliminen ellas mismas; las nocturnas, a los tres meses más o menos.',
  kinds: 'Qué recuperar',
  names: {
    bookmarks: 'Marcadores',
    history: 'Historial',
    passwords: 'Contraseñas',
    addresses: 'Direcciones',
    creditcards: 'Métodos de pago',
    forms: 'Datos de formularios',
  },
  reading: (count) => `Leyendo y abriendo… ${number(count)}`,
  nothing: 'No ha cambiado nada desde que empezó a conservarse.',
  appeared: (kind, count) => `nuevo: ${named(kind, count)}`,
  changed: (kind, count) => `cambiado: ${named(kind, count)}`,
  wentAway: (kind, count) => `desaparecido: ${named(kind, count)}`,
  together: (parts, device) => `${parts.join(', ')}${device === undefined ? '' : `, por la subida de «${device}»`}.`,
  before: (moment) => `Volver a antes de esto (${moment})`,
  beforeShort: 'Volver a antes de esto…',
  chooseMoment: 'O cualquier momento',
  look: 'Ver qué cambiaría',
  outOfReach: (moment) => `Elija un momento entre el ${moment} y ahora.`,
  planTitle: (kind, moment) => `${kind}, estado del ${moment}`,
  planNothing: 'No cambiaría nada: entonces estaba como ahora.',
  planEmpty: 'Entonces no había nada guardado, así que no hay nada a lo que volver.',
  comesBack: (kind, count) => `Vuelve: ${named(kind, count)}`,
  becomes: (kind, count) => `Vuelve a ser lo que era: ${named(kind, count)}`,
  goes: (kind, count) => `Desaparece, porque ha llegado después: ${named(kind, count)}`,
  more: (count) => `y ${number(count)} más`,
  lost: (count) =>
    count === 1
      ? '1 entrada de entonces no se puede abrir con sus claves y quedará como está ahora.'
      : `${number(count)} entradas de entonces no se pueden abrir con sus claves y quedarán como están ahora.`,
  limits:
    'Los Firefox que aún no han sincronizado sus últimos cambios los conservan, y los añaden en su próxima sincronización. Lo que hay aquí ahora también se conserva: puede volver a este momento de la misma manera.',
  confirm: 'Volver atrás',
  cancel: 'Dejarlo como está',
  done: (moment) =>
    `Hecho. Sus Firefox lo siguen en su próxima sincronización. Para deshacerlo, vuelva a antes del ${moment}: es el cambio más reciente de la lista.`,
  offMeanwhile: 'Entretanto se dejó de conservar, así que no habría vuelta atrás. No se ha escrito nada.',
  unnamed: 'Sin nombre',
};
