import { spawn } from 'node:child_process';
import { constants } from 'node:os';
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
 * @param {import('node:child_process').SpawnOptions} options - Changes to how it is started.
 * @returns {Promise<number>} Its exit code; 128 + the signal's number when a signal ended it.
 */
export function run(args, options = {}) {
  const node = pinnedNode();
  if (!node) {
    console.error(noPinnedNode);
    return Promise.resolve(1);
  }
  // Authorities that this machine trusts count besides those that Node brings along.
  const env = { NODE_USE_SYSTEM_CA: '1', ...process.env };
  const child = spawn(node, args, { stdio: 'inherit', env, ...options });
  const forward = (signal) => child.kill(signal);
  for (const signal of forwarded) process.on(signal, forward);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${node} can't be started (${error.message}). Remove node_modules and try again.`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      for (const name of forwarded) process.off(name, forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
