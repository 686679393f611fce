/**
 * The settings can't be used. `problems` holds one sentence for each thing that is wrong, so that the user can mend all
 * of them before the next try. The supervisor exits with 78 (EX_CONFIG of sysexits.h) on it and isn't restarted.
 */
export class ConfigError extends Error {
  static readonly exitCode = 78;
  readonly problems: string[];

  constructor(problems: string[]) {
    super(
      `Foxden can't start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\n` +
        'Mend the settings named above and start again. All settings are described in the README.',
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
