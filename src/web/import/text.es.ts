import type { Words } from './text.ts';

const number = (count: number) => count.toLocaleString('es');
const things = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

/** In Spanish. */
export const words: Words = {
  title: 'Importar un archivo',
  lead: 'Elija un archivo de marcadores (HTML) o de contraseñas (CSV) que haya exportado un navegador o que haya guardado aquí. Se lee solo en esta pestaña, y verá qué cambiaría antes de que se escriba nada.',
  choose: 'Elegir un archivo',
  reading: (count) =>
    count === 0
      ? 'Leyendo el archivo…'
      : `Comparando con lo guardado… ${things(count, 'registro leído', 'registros leídos')}`,
  planTitle: (file) => `Lo que cambiaría ${file}`,
  added: {
    bookmarks: (count) => things(count, 'marcador nuevo', 'marcadores nuevos'),
    passwords: (count) => things(count, 'contraseña nueva', 'contraseñas nuevas'),
  },
  folders: (count) => things(count, 'carpeta nueva', 'carpetas nuevas'),
  separators: (count) => things(count, 'separador nuevo', 'separadores nuevos'),
  present: (count) => `${number(count)} ya ${count === 1 ? 'existe' : 'existen'}`,
  changed: {
    bookmarks: (count) => `${things(count, 'marcador recibe', 'marcadores reciben')} etiquetas o una palabra clave`,
    passwords: (count) =>
      `${things(count, 'contraseña cede', 'contraseñas ceden')} el lugar a una más reciente del archivo`,
  },
  kept: (count) =>
    `${number(count)} ya ${count === 1 ? 'existe' : 'existen'} con otra contraseña, que se queda, porque el archivo no dice que la suya sea más reciente`,
  unusable: (count) =>
    `${things(count, 'entrada', 'entradas')} del archivo no ${count === 1 ? 'sirve' : 'sirven'}: sin dirección o sin contraseña, o con algo que Firefox no conserva`,
  more: (count) => `y ${number(count)} más`,
  withoutUser: 'sin nombre de usuario',
  nothing: 'No hay nada que añadir: todo lo aprovechable de este archivo ya está guardado.',
  timeMachineOn: 'La máquina del tiempo está activada. Si no le gusta el resultado, lleva al momento anterior:',
  timeMachineOff: 'La máquina del tiempo está desactivada, así que nada lleva de vuelta. Puede activarla antes:',
  timeMachine: 'Máquina del tiempo',
  confirm: 'Escribir en mi cuenta',
  cancel: 'Cancelar',
  writing: (sent, all) =>
    `Cifrando y enviando… ${number(sent)} de ${number(all)} registros. Solo cuentan cuando han llegado todos.`,
  done: {
    bookmarks: (count) => `${things(count, 'marcador añadido', 'marcadores añadidos')}.`,
    passwords: (count) => `${things(count, 'contraseña añadida', 'contraseñas añadidas')}.`,
  },
  follow: 'Sus Firefox lo toman todo en la próxima sincronización.',
  wayBack: (moment) => `Punto de retorno: antes de ${moment}, en la máquina del tiempo.`,
  changedMeanwhile:
    'Uno de sus navegadores acaba de cambiar los mismos datos, así que no se ha escrito nada. El archivo se ha comparado de nuevo; mire qué cambiaría y confirme otra vez.',
  problems: {
    'unknown kind':
      'Este no es un archivo que exporten los navegadores. Exporte sus marcadores como HTML o sus contraseñas como CSV y elija ese archivo.',
    'too large': 'Este archivo supera los 100 MB, más de lo que lee esta página. Expórtelo por partes.',
    'not text':
      'Las letras de este archivo no se pueden leer: no es texto UTF-8. Expórtelo otra vez desde el navegador, sin guardarlo con otro programa.',
    columns:
      'A este archivo le falta una columna. Su primera línea debe nombrar url, username y password, como las escriben Firefox y Chrome.',
    quotes: 'Este archivo está dañado: unas comillas no se cierran. Expórtelo otra vez desde el navegador.',
    empty: 'En este archivo no hay nada. Expórtelo otra vez desde el navegador.',
  },
  notSynced:
    'Ninguno de sus navegadores sincroniza datos de este tipo, y el primero que empiece borraría lo que encuentre aquí. Actívelo en los ajustes de Firefox, en «Sincronización», sincronice una vez y vuelva a elegir el archivo.',
};
