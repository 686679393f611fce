import winston from 'winston';

const colours: Record<string, string> = { error: '31', warn: '33', info: '32', debug: '90' };

/**
 * Format of the console: JSON for machines; for a terminal one readable line, the fields behind the message, a stack below.
 *
 * @param isTerminal - Whether a person looks at it.
 */
export function consoleFormat(isTerminal: boolean): winston.Logform.Format {
  if (!isTerminal) return winston.format.json({ deterministic: false });
  return winston.format.printf(({ time, level, message, stream, stack, ...fields }) => {
    const rest = Object.entries(fields).map(([name, value]) => `${name}=${show(value)}`);
    const parts = [String(time).slice(11, 19), `\x1b[${colours[level]}m${level.padEnd(5)}\x1b[0m`];
    if (stream !== 'main') parts.push(`(${stream})`);
    parts.push(String(message));
    if (rest.length > 0) parts.push(`\x1b[90m${rest.join(' ')}\x1b[0m`);
    return parts.join(' ') + (typeof stack === 'string' ? `\n${stack}` : '');
  });
}

const show = (value: unknown) => (typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value));
