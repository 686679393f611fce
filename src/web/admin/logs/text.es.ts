import type { Words } from './text.ts';

/** In Spanish. */
export const words: Words = {
  logTitle: 'Registro',
  logLead:
    'Las últimas entradas según se escriben, las más recientes primero. No contienen direcciones de correo, contraseñas ni tokens.',
  logRecords: 'Entradas del registro',
  logShow: 'Mostrar',
  logLevels: {
    error: 'solo errores',
    warn: 'errores y avisos',
    info: 'lo que conviene saber',
    debug: 'todo',
  },
  logWords: { error: 'error', warn: 'aviso', info: 'información', debug: 'detalle' },
  noLog: 'Nada por ahora.',
  logLevelTitle: (level) => `El servidor escribe: ${level}`,
  logLevelLead:
    'Lo que no se escribe no se puede mostrar. Esto vale hasta que se detenga el servidor; FOXDEN_LOG_LEVEL perdura.',
  logWrite: 'Escribir',
  logLevelSubmit: 'Fijar',
  logLevelDone: 'Ya está en vigor.',
  auditTitle: 'Registro de seguridad',
  auditLead: 'Lo que atañe a la seguridad según se escribe, lo más reciente primero: quién hizo qué, y desde dónde.',
  auditElsewhere:
    'El registro de seguridad va a otro sitio (FOXDEN_AUDIT) o no se conserva en archivos; búsquelo allí.',
  auditRecords: 'Líneas del registro de seguridad',
  noAudit: 'Aún no hay ninguna.',
};
