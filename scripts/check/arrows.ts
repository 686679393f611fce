import { dirname, normalize } from 'node:path';

/** An import that the layout of the house forbids. */
export interface WrongArrow {
  file: string;
  imports: string;
  reason: string;
}

// What stands on the ground floor may be used by every room above it (architecture.md §2).
const ground = ['config', 'crypto', 'log', 'failures'];
const floor = [...ground, 'database', 'http', 'identity'];
const services = ['accounts', 'oauth', 'profile', 'token', 'storage', 'legacy', 'pairing', 'admin', 'backup', 'import'];

/** Which rooms each room may know. A file directly in src/ is a room of its own. */
const allowed: Record<string, string[]> = {
  config: ['crypto'],
  crypto: [],
  log: ['config'],
  failures: ['config', 'log'],
  metrics: [],
  database: ground,
  http: [...ground, 'database'],
  identity: [...ground, 'database', 'http'],
  ...Object.fromEntries(services.map((service) => [service, floor])),
  control: ground,
  // What speaks to a Foxden from outside: in a page, or in a command that signs in like one.
  client: ['crypto'],
  web: ['crypto', 'client'],
  'context.ts': [...floor, ...services, 'metrics'],
  worker: [...floor, ...services, 'metrics', 'control', 'context.ts', 'web'],
  supervisor: [...floor, ...services, 'metrics', 'control', 'worker'],
  commands: [...floor, ...services, 'control', 'client', 'context.ts', 'supervisor'],
  'command-table.ts': ['commands'],
  'main.ts': ['command-table.ts', 'commands', ...ground],
};

/** True for files that only tests use: they may know everything, and nothing else may know them. */
const isTestHelp = (file: string): boolean =>
  /\.test\.tsx?$/.test(file) || /^(testing|src\/.*\/(fixtures|conformance|model|concurrency))\//.test(file);

/**
 * Finds imports that lead up, or from one service into another, or out of the product into test help.
 *
 * @param file - Path from the repository's root, below src/.
 * @param text - Its source.
 */
export function wrongArrows(file: string, text: string): WrongArrow[] {
  if (isTestHelp(file)) return [];
  const room = roomOf(file);
  return importsOf(text)
    .map((path) => normalize(`${dirname(file)}/${path}`))
    .flatMap((imports) => {
      const reason = reasonAgainst(room, imports);
      return reason === null ? [] : [{ file, imports, reason }];
    });
}

function reasonAgainst(room: string, imports: string): string | null {
  if (isTestHelp(imports)) return 'only tests may use test help';
  const target = roomOf(imports);
  const knows = allowed[room];
  if (!knows) return `the room ${room} is not in scripts/check/arrows.ts: say there what it may know`;
  if (target === room || !imports.startsWith('src/') || knows.includes(target)) return null;
  return services.includes(room) && services.includes(target)
    ? `a service never imports another: ${room} declares what it needs, and context.ts gives it`
    : `${room} must not know ${target}: arrows point down`;
}

const roomOf = (file: string): string => file.split('/')[1] ?? '';

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) => path!);
