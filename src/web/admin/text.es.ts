import type { Words } from './text.ts';

/** In Spanish. */
export const words: Words = {
  unlock: {
    title: 'Administración',
    lead: 'Para los administradores de este servidor. La contraseña se pide cada vez, y también el segundo paso donde está activado.',
    open: 'Abrir',
    opening: 'Abriendo la administración…',
  },
  password: 'Contraseña',
  restrictedTitle: 'Esto es para administradores',
  restricted:
    'Su cuenta no tiene derechos de administrador en este servidor, así que aquí no hay nada que pueda ver o hacer.',
  restrictedNext: 'Si debe tenerlos, pídalos a un administrador o a quien administra el servidor: foxden help user.',
  toSettings: 'Su cuenta',
  leftTitle: 'Ha salido de la administración',
  left: 'Su sesión en ella ha terminado, y esta pestaña ya no muestra nada.',
  endedTitle: 'Esta sesión ha terminado',
  ended:
    'Se cerró en otro sitio, o una copia de seguridad reemplazó lo que el servidor guardaba. Ya no se puede hacer nada con ella.',
  openAgain: 'Abrir de nuevo',
  againTitle: 'Su contraseña, otra vez',
  again: 'La escribió hace más de 15 minutos. Quien encuentre esta pestaña abierta no debe poder cambiar nada.',
  againSubmit: 'Continuar',
  cancel: 'Cancelar',
  as: (email) => `Administración, con la cuenta ${email}`,
  leave: 'Salir',
  navigation: 'Partes de la administración',
  sections: {
    overview: 'Resumen',
    activity: 'Actividad',
    users: 'Cuentas',
    backups: 'Copias de seguridad',
    processes: 'Procesos',
    log: 'Registros',
    settings: 'Ajustes',
  },
  crashes: 'Workers que terminaron por sí solos',

  serverAway:
    'El servidor no responde en este momento, por ejemplo porque se está reiniciando o restaurando. Esta página sigue por sí sola en cuanto vuelva.',
  tasks: {
    backup: { name: 'Copia de seguridad' },
    verify: { name: 'Comprobación de una copia de seguridad' },
    restore: { name: 'Restauración' },
    'restore person': { name: 'Recuperación de los datos de una persona' },
    restart: { name: 'Reinicio de los workers' },
    certificate: { name: 'Certificado nuevo' },
  },
  taskRunning: (seconds) => `en marcha desde hace ${seconds} s.`,
  taskDone: (what, seconds) => `${what}: terminado en ${seconds} s.`,
  taskFailed: (what) => `Ha fallado: ${what}.`,
  rows: (rows) => `${rows} filas.`,
  loadAgain: 'Volver a cargar',

  settingsTitle: 'En vigor ahora',
  settingsLead: 'Vienen del entorno del servidor y valen hasta que se vuelva a iniciar. Los secretos no se muestran.',
  sources: { file: 'de un archivo', environment: 'del entorno', default: 'por omisión' },
  secret: 'tiene valor; es un secreto',
};
