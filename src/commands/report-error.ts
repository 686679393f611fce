import { nameCommands } from '../config/installation.ts';
import { explain, speaksForItself } from '../failures/explain.ts';

/**
 * Prints an error for a person: errors that Foxden throws on purpose (their class names an exit code) by their message
 * alone, since it says what to do; what the surroundings cause in words; anything else with its stack, since it is a bug.
 *
 * @param command - The command that failed.
 * @returns The exit code to end with.
 */
export function reportError(error: unknown, command?: string): number {
  if (!(error instanceof Error)) {
    console.error(String(error));
    return 1;
  }
  if (speaksForItself(error)) {
    console.error(nameCommands(error.message));
    return (error.constructor as unknown as { exitCode: number }).exitCode;
  }
  if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) {
    const [what] = error.message.split('. ');
    console.error(
      nameCommands(`${what!.replace(/\.$/, '')}.\nfoxden help ${command ?? ''} tells what may stand there.`),
    );
    return 2;
  }
  const explanation = explain(error);
  if (explanation) console.error(nameCommands(`${explanation.cause} ${explanation.fix}`));
  else console.error(`This is a bug of Foxden; please report it with these lines:\n${error.stack}`);
  return 1;
}
