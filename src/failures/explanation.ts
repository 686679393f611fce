import type { Config } from '../config/config.ts';
import { SaidError } from './said-error.ts';
import type { Saying } from './saying.ts';

/** A failure that Foxden's surroundings cause, for a person. */
export interface Explanation {
  /** What happened and why, with the file or the address, in one or two sentences. */
  cause: string;
  /** What to do next. */
  fix: string;
  /** The same for those who say it in another language. */
  saying: Saying;
}

/** What was being worked on, as far as errors of the system and of databases don't say it themselves. */
export interface Place {
  database?: Config['database'];
  dataDir?: string;
  /** Host and port that were asked: TLS and time-outs don't name them. */
  address?: string;
}

/** What an error brings along, whoever threw it. */
export interface ErrorFacts {
  name?: string;
  message?: string;
  code?: unknown;
  errno?: unknown;
  syscall?: unknown;
  /** Of files. */
  path?: unknown;
  /** Of network calls. */
  address?: unknown;
  port?: unknown;
  hostname?: unknown;
  host?: unknown;
  /** mysql2 marks errors that end the connection, and tells what the server said. */
  fatal?: unknown;
  sqlMessage?: unknown;
}

/** A failure of the surroundings in words: printed without a stack. */
export class SurroundingsError extends SaidError {
  constructor({ cause, fix, saying }: Explanation, error: unknown) {
    super(`${cause} ${fix}`, saying, error);
    this.name = 'SurroundingsError';
  }
}
