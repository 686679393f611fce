import type { Saying } from '../../failures/saying.ts';

/** A sentence or two in English, and the same for other languages. */
export interface Said {
  english: string;
  saying?: Saying | undefined;
}

/** Something that an administrator should know without looking. */
export interface Notice {
  /** Names what it is about, for as long as it holds: `backup`, `device <id>`. */
  name: string;
  /** One line. */
  title: Said;
  /** What happened, and what to do. */
  text: Said[];
}

/** A notice in one language. */
export interface Message {
  name: string;
  title: string;
  text: string;
}

/** What only the supervisor knows. */
export interface SupervisorFacts {
  /** Why the last nightly backup failed; absent when it did not. */
  backupError?: Said;
  certificate?: {
    /** When the one in service ends, ms. */
    notAfter?: number;
    problem?: { reason: string; fix: string; saying?: Saying };
  };
}

/** Writes a notice for somebody: in the language of the account with a mail address, or of the server's oldest administrator. */
export type WriteFor = (email?: string) => Promise<Message>;

/** Hands a notice over; throws when that failed. */
export type Channel = (write: WriteFor) => Promise<void>;
