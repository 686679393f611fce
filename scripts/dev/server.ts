import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Editors write a file in several steps, and a branch changes many: all that within so many ms is one change. */
const pause = 200;

/**
 * Runs `foxden serve`, anew whenever a source of the server changes. One that fails to start is left until the next change.
 *
 * @param settings - Settings beside those of the environment.
 * @returns `stop` ends it and resolves when it has ended.
 */
export function restartOnChange(settings: Record<string, string>): { stop(): Promise<void> } {
  let child = start(settings);
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();
  const restart = () => {
    turn = turn.then(async () => {
      await end(child);
      child = start(settings);
    });
  };
  const watcher = watch(`${root}src`, { recursive: true }, (_event, name) => {
    if (name === null || name.startsWith('web') || !name.endsWith('.ts') || name.endsWith('.test.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(restart, pause);
  });
  return {
    async stop() {
      watcher.close();
      clearTimeout(timer);
      await turn;
      await end(child);
    },
  };
}

function start(settings: Record<string, string>): ChildProcess {
  const env = { ...process.env, ...settings, FOXDEN_INSTALLATION: 'npm' };
  return spawn(process.execPath, [`${root}src/main.ts`, 'serve'], { cwd: root, env, stdio: 'inherit' });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
