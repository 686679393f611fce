import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  logTitle: 'Protokoll',
  logLead:
    'Die neuesten Einträge, wie sie geschrieben werden, die neuesten zuerst. Sie enthalten keine E-Mail-Adressen, Passwörter oder Token.',
  logRecords: 'Einträge des Protokolls',
  logShow: 'Zeigen',
  logLevels: {
    error: 'nur Fehler',
    warn: 'Fehler und Warnungen',
    info: 'was wissenswert ist',
    debug: 'alles',
  },
  logWords: { error: 'Fehler', warn: 'Warnung', info: 'Hinweis', debug: 'Einzelheit' },
  noLog: 'Bisher nichts.',
  logLevelTitle: (level) => `Der Server schreibt: ${level}`,
  logLevelLead:
    'Was nicht geschrieben wird, kann nicht gezeigt werden. Dies gilt, bis der Server angehalten wird; FOXDEN_LOG_LEVEL bleibt.',
  logWrite: 'Schreiben',
  logLevelSubmit: 'Festlegen',
  logLevelDone: 'Das gilt jetzt.',
  auditTitle: 'Sicherheitsprotokoll',
  auditLead: 'Was die Sicherheit betrifft, wie es geschrieben wird, das Neueste zuerst: wer was getan hat, und von wo.',
  auditElsewhere:
    'Das Sicherheitsprotokoll geht an einen anderen Ort (FOXDEN_AUDIT) oder wird nicht in Dateien aufbewahrt; sehen Sie dort nach.',
  auditRecords: 'Zeilen des Sicherheitsprotokolls',
  noAudit: 'Noch sind keine da.',
};
