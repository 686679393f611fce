/** One subcommand of `foxden`. */
export interface Command {
  /** What `foxden help <command>` prints: a usage line, then what it does. */
  help: string;
  /**
   * Does the work.
   *
   * @param args - What stands after the command's name.
   * @returns The exit code.
   * @throws {UsageError} When the arguments make no sense. Other errors are told by `reportError`.
   */
  run(args: string[]): Promise<number>;
}

/** The command line makes no sense; the message says what to write instead. */
export class UsageError extends Error {
  static readonly exitCode = 2;
}

/** A command can't do its work for a reason that the user can mend; printed without a stack. */
export class CommandError extends Error {
  static readonly exitCode = 1;
}

/** What the table tells of a subcommand before it is loaded. */
export interface CommandEntry {
  summary: string;
  /** Settings that it needs: its own, as it makes an appliance; those of the appliance that it is about; or none. */
  settings: 'own' | 'appliance' | 'none';
  load: () => Promise<Command>;
}
