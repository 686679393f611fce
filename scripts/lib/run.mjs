import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { noPinnedNode, pinnedNode } from './pinned-node.mjs';

const forwarded = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'];

/**
 * Runs a program under the pinned Node in place of this process: the same terminal, signals passed on, and this process
 * ends as the program ended.
 *
 * @param {string[]} args - Script and its arguments.
 * @returns {Promise<never>}
 */
export async function runInstead(args) {
  process.exit(await run(args));
}

/**
 * Runs a program under the pinned Node, signals passed on.
 *
 * @param {string[]} args - Script and its arguments.
 * @param {import('node:child_process').SpawnOptions & { name?: string }} options - Changes to how it is started; `name` stands
 *   before each line that it prints, for one that runs beside another.
 * @returns {Promise<number>} Its exit code; 128 + the signal's number when a signal ended it.
 */
export function run(args, { name, ...options } = {}) {
  const node = pinnedNode();
  if (!node) {
    console.error(noPinnedNode);
    return Promise.resolve(1);
  }
  // Authorities that this machine trusts count besides those that Node brings along.
  const env = { NODE_USE_SYSTEM_CA: '1', ...process.env };
  const stdio = name === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn(node, args, { stdio, env, ...options });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface(stream).on('line', (line) => console.log(`${name} ${line}`));
  }
  const forward = (signal) => child.kill(signal);
  for (const each of forwarded) process.on(each, forward);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${node} can't be started (${error.message}). Remove node_modules and try again.`);
      resolve(1);
    });
    child.on('exit', () => {
      for (const each of forwarded) process.off(each, forward);
      // Whatever it has left running may hold its output open.
      setTimeout(() => [child.stdout, child.stderr].map((stream) => stream?.destroy()), 5000).unref();
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
