import { inLanguage } from '../../language/language.ts';

/** Words about the log and the audit log. */
export const english = {
  logTitle: 'Log',
  logLead: 'The newest records as they are written, newest first. They hold no mail addresses, passwords or tokens.',
  logRecords: 'Records of the log',
  logShow: 'Show',
  logLevels: {
    error: 'errors only',
    warn: 'errors and warnings',
    info: 'what is worth knowing',
    debug: 'everything',
  },
  logWords: { error: 'error', warn: 'warning', info: 'info', debug: 'detail' },
  noLog: 'Nothing so far.',
  logLevelTitle: (level: string) => `The server writes: ${level}`,
  logLevelLead: 'What isn’t written can’t be shown. This holds until the server is stopped; FOXDEN_LOG_LEVEL lasts.',
  logWrite: 'Write',
  logLevelSubmit: 'Set',
  logLevelDone: 'That is in force now.',
  auditTitle: 'Audit log',
  auditLead: 'Security events as they are written, newest first: who did what, from where.',
  auditElsewhere: 'Security events go to another place (FOXDEN_AUDIT) or are not kept in files, so look there.',
  auditRecords: 'Lines of the audit log',
  noAudit: 'There are none yet.',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('admin/logs', english);
