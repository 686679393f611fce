import type { Words } from './text.ts';

/** In German. */
export const words: Words = {
  activityTitle: 'Im Lauf der Zeit',
  activityLead:
    'Vom Server selbst gezählt und in seiner eigenen Datenbank aufbewahrt: einen Tag lang jede Minute, zwei Wochen lang alle zehn Minuten, drei Monate lang jede Stunde, drei Jahre lang jeder Tag.',
  span: 'Zeigen',
  spans: {
    hours: 'die letzten drei Stunden, nach Minuten',
    day: 'den letzten Tag, alle zehn Minuten',
    fortnight: 'die letzten zwei Wochen, nach Stunden',
    years: 'die letzten zwei Jahre, nach Tagen',
  },
  noActivity: 'In dieser Zeit wurde nichts aufgeschrieben. Der Server tut das jede Minute.',
  asTable: 'Dasselbe als Tabelle',
  tableOf: (title) => `${title}, als Tabelle`,
  moment: 'Zeit',
  charts: {
    statuses: {
      title: 'Anfragen nach Status',
      lead: 'Wie viele Antworten es gab, nach HTTP-Status, mit der Summe dieser Zeit.',
    },
    routes: { title: 'Anfragen nach Pfad', lead: 'Wonach gefragt wurde, mit der Summe dieser Zeit.' },
    durations: {
      title: 'Dauer der Antworten',
      lead: 'Wie lange Antworten dauerten, geschätzt; die neuesten Werte stehen darunter.',
    },
    errors: {
      title: 'Fehler',
      lead: 'Antworten, nach denen der Server versagt hat (5xx). Was er ablehnt, ist kein Fehler.',
    },
    users: { title: 'Aktive Konten', lead: 'Konten, die den Server kurz zuvor benutzt haben.' },
    collections: {
      title: 'Gespeichertes nach Art',
      lead: 'Was alle zusammen gespeichert haben, verschlüsselt; die größten Arten.',
    },
    database: { title: 'Größe der Datenbank', lead: 'Was die Datenbank auf ihrem Datenträger belegt.' },
  },
  median: 'die Hälfte darunter',
  p99: '99 von 100 darunter',
  errors: 'Fehler',
  usersOfHour: 'binnen einer Stunde',
  usersOfDay: 'binnen eines Tages',
  databaseBytes: 'Datenbank',
  others: 'alle anderen',
};
