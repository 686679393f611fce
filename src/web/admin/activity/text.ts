import { inLanguage } from '../../language/language.ts';

/** Words of the charts. */
export const english = {
  activityTitle: 'Over time',
  activityLead:
    'Counted by the server itself and kept in its own database: each minute for a day, every ten minutes for two weeks, hours for three months, days for three years.',
  span: 'Show',
  spans: {
    hours: 'the last three hours, by minutes',
    day: 'the last day, by ten minutes',
    fortnight: 'the last two weeks, by hours',
    years: 'the last two years, by days',
  },
  noActivity: 'Nothing was written down within this time. The server does so every minute.',
  asTable: 'The same as a table',
  tableOf: (title: string) => `${title}, as a table`,
  moment: 'Time',
  charts: {
    statuses: {
      title: 'Requests by status',
      lead: 'How many answers there were, by HTTP status, with the total of this time.',
    },
    routes: { title: 'Requests by route', lead: 'What was asked for, with the total of this time.' },
    durations: {
      title: 'Duration of answers',
      lead: 'How long answers took, estimated; the newest figures stand below.',
    },
    errors: { title: 'Errors', lead: 'Answers that say that the server failed (5xx). What it refuses is no error.' },
    users: { title: 'Active accounts', lead: 'Accounts that used the server shortly before.' },
    collections: {
      title: 'Stored data by kind',
      lead: 'What everybody together stores, encrypted; the largest kinds.',
    },
    database: { title: 'Size of the database', lead: 'What the database takes on its disk.' },
  },
  median: 'half of them below',
  p99: '99 of 100 below',
  errors: 'Errors',
  usersOfHour: 'within an hour',
  usersOfDay: 'within a day',
  databaseBytes: 'Database',
  others: 'all others',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('admin/activity', english);
