/**
 * Starts a program under a copy of Node that nothing else runs: what it takes of memory is not shared with others then, and counts
 * where it runs. Put before its command line.
 *
 * @param path - Where the copy is made.
 */
export const withOwnNode = (path: string): string[] => [
  '/bin/sh',
  '-c',
  'cp "$1" "$0" && shift && exec "$0" "$@"',
  path,
];
