import type { Words } from './text.ts';

/** In Spanish. */
export const words: Words = {
  activityTitle: 'A lo largo del tiempo',
  activityLead:
    'Contado por el propio servidor y conservado en su propia base de datos: cada minuto durante un día, cada diez minutos durante dos semanas, las horas durante tres meses, los días durante tres años.',
  span: 'Mostrar',
  spans: {
    hours: 'las tres últimas horas, por minutos',
    day: 'el último día, cada diez minutos',
    fortnight: 'las dos últimas semanas, por horas',
    years: 'los dos últimos años, por días',
  },
  noActivity: 'En ese tiempo no se anotó nada. El servidor lo hace cada minuto.',
  asTable: 'Lo mismo como tabla',
  tableOf: (title) => `${title}, como tabla`,
  moment: 'Hora',
  charts: {
    statuses: {
      title: 'Peticiones por estado',
      lead: 'Cuántas respuestas hubo, por estado HTTP, con el total de este tiempo.',
    },
    routes: { title: 'Peticiones por ruta', lead: 'Qué se pidió, con el total de este tiempo.' },
    durations: {
      title: 'Duración de las respuestas',
      lead: 'Cuánto tardaron las respuestas, aproximadamente; las últimas cifras figuran debajo.',
    },
    errors: {
      title: 'Errores',
      lead: 'Respuestas que dicen que el servidor ha fallado (5xx). Lo que rechaza no es un error.',
    },
    users: { title: 'Cuentas activas', lead: 'Cuentas que usaron el servidor poco antes.' },
    collections: {
      title: 'Datos guardados por tipo',
      lead: 'Lo que guardan todos juntos, cifrado; los tipos más grandes.',
    },
    database: { title: 'Tamaño de la base de datos', lead: 'Lo que la base de datos ocupa en su disco.' },
  },
  median: 'la mitad por debajo',
  p99: '99 de 100 por debajo',
  errors: 'Errores',
  usersOfHour: 'en una hora',
  usersOfDay: 'en un día',
  databaseBytes: 'Base de datos',
  others: 'todos los demás',
};
