/** Something that an administrator should know without looking. */
export interface Notice {
  /** Names what it is about, for as long as it holds: `backup`, `device <id>`. */
  name: string;
  /** One line. */
  title: string;
  /** What happened, and what to do. */
  text: string;
}

/** What only the supervisor knows. */
export interface SupervisorFacts {
  /** Why the last nightly backup failed, in words; absent when it did not. */
  backupError?: string;
  certificate?: {
    /** When the one in service ends, ms. */
    notAfter?: number;
    problem?: { reason: string; fix: string };
  };
}

/** Hands a notice over; throws when that failed. */
export type Channel = (notice: Notice) => Promise<void>;
