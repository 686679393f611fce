/**
 * Collects all garbage now, where Node was started with --expose-gc: tens of milliseconds in which nothing else happens, for a
 * process that has nothing to do. By itself it would keep what its start or a large answer has left behind until much more
 * has come together.
 */
export function collectGarbage(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
