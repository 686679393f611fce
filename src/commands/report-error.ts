/**
 * Prints an error for a person: errors that Foxden throws on purpose (their class names an exit code) by their message
 * alone, since it says what to do; anything else with its stack, since it is a bug.
 *
 * @returns The exit code to end with.
 */
export function reportError(error: unknown): number {
  if (!(error instanceof Error)) {
    console.error(String(error));
    return 1;
  }
  const { exitCode } = error.constructor as { exitCode?: unknown };
  if (typeof exitCode === 'number') {
    console.error(error.message);
    return exitCode;
  }
  if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) {
    console.error(`${error.message}\nTry: foxden help`);
    return 2;
  }
  console.error(error.stack);
  return 1;
}
