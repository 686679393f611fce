import { inLanguage } from '../../language/language.ts';

/** Words about processes and jobs. */
export const english = {
  processesTitle: 'What runs',
  supervisorMemory: 'Memory of the supervisor',
  hub: 'Pairing',
  hubOff: 'nobody pairs',
  process: (pid: number) => `process ${pid}`,
  workersTitle: 'Workers',
  workerColumns: ['Process', 'State', 'Started', 'Memory', 'Event loop late by', 'Requests', 'Connections'],
  workerStates: { starting: 'starting', ready: 'serves', draining: 'finishes', gone: 'gone' },
  restart: 'Restart workers one by one',
  restartQuestion: 'Replace the workers one after the other? No request is dropped.',
  restartYes: 'Yes, restart them',
  jobsTitle: 'Jobs',
  jobsLead: 'What the server does by itself.',
  jobNames: {
    purge: 'Clearing away what has expired',
    backup: 'Nightly backup',
    activity: 'Writing down activity',
    notices: 'Looking for what an administrator is to be told',
  } as Record<string, string>,
  jobStates: { running: 'under way', done: 'done', failed: 'failed' },
  lastRun: (when: string, seconds: string) => `Last run ${when}, ${seconds} s`,
  notRunYet: 'Not run since the start',
  nextRun: (when: string) => `next ${when}`,
  noNextRun: 'no next time',
  runNow: 'Run now',
  runNowOf: (name: string) => `Run now: ${name}`,
  runQuestion: (name: string) => `Run “${name}” now?`,
  runYes: 'Yes, run it',
  jobDone: (name: string) => `${name}: done.`,
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('admin/processes', english);
