import { type ExecFileOptions, execFile } from 'node:child_process';

/**
 * Runs a program and returns what it wrote to its standard output.
 *
 * @param options - As for `execFile`; `input` is written to the program.
 * @throws {Error} With everything that it printed, when it ends with another code than 0.
 */
export function command(program: string, args: string[], options: ExecFileOptions & { input?: string } = {}) {
  const { input, ...rest } = options;
  return new Promise<string>((resolve, reject) => {
    const child = execFile(program, args, { maxBuffer: 64 * 1024 * 1024, ...rest }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program} ${args.join(' ')}: ${error.message}\n${stdout}\n${stderr}`));
      else resolve(String(stdout));
    });
    // A program that ends without reading is not at fault: its exit code tells.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
