import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks the person at the terminal, or takes the next line of standard input where that is none. */
export interface Asker {
  /**
   * @param isSecret - What is typed is shown to nobody.
   * @returns The line; undefined when input has ended.
   */
  ask(question: string, isSecret?: boolean): Promise<string | undefined>;
  close(): void;
}

/** Begins to listen with the first question. */
export function createAsker({ input = process.stdin, output = process.stderr } = {}): Asker {
  let line: Interface | undefined;
  let lines: AsyncIterator<string> | undefined;
  let isSilent = false;
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!isSilent) output.write(chunk);
      done();
    },
  });
  return {
    async ask(question, isSecret = false) {
      isSilent = false;
      if (!lines) {
        line = createInterface({ input, output: echo, terminal: input.isTTY === true });
        lines = line[Symbol.asyncIterator]();
      }
      line!.setPrompt(question);
      line!.prompt();
      isSilent = isSecret;
      const { value, done } = await lines.next();
      if (isSecret || !input.isTTY) output.write('\n');
      return done ? undefined : value;
    },
    close: () => line?.close(),
  };
}
