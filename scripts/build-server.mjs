// node scripts/build-server.mjs [FOLDER]: puts the server together to a few files, in dist/server unless told otherwise.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { narrow } from './lib/narrow.mjs';
import { root } from './lib/pinned-node.mjs';

// Packages that stay beside it: a compiled library, and two whose files are read as they are. docker/prune-packages knows them, too.
const alone = ['better-sqlite3', 'altcha-lib', '@fontsource/inconsolata'];

const output = process.argv[2] ?? join(root, 'dist/server');

// What the sources require when it is first used gets a file of its own.
const late = ['mysql2', 'opentype.js'];
const fileOf = (name) => `./${name.replace('.', '-')}.cjs`;
const lateRequires = {
  name: 'late-requires',
  transform: {
    filter: { id: /\/src\/.*\.ts$/ },
    handler: (code) =>
      code
        .replace(/^const require = createRequire\(import\.meta\.url\);$/m, '')
        .replace(/(?<=require\()'([^']+)'/g, (text, name) => (late.includes(name) ? `'${fileOf(name)}'` : text)),
  },
  resolveId: (id) => (late.some((name) => fileOf(name) === id) ? { id, external: true } : null),
};

const narrowed = {
  name: 'narrowed',
  generateBundle(_options, files) {
    for (const file of Object.values(files)) if (file.type === 'chunk') file.code = narrow(file.code);
  },
};

// CommonJS: importing node:http as a module of ECMAScript would load fetch, WebSocket and all else that it can give, 12 MiB a
// process. No names are shortened, so that stacks in a log can be read.
const bundle = await rolldown({
  cwd: root,
  input: {
    main: 'src/main.ts',
    worker: 'src/worker/main.ts',
    hub: 'src/worker/hub-main.ts',
    ...Object.fromEntries(late.map((name) => [fileOf(name).slice(2, -4), name])),
  },
  platform: 'node',
  external: [...alone, 'pg-native'],
  plugins: [lateRequires, narrowed],
  logLevel: 'warn',
  checks: { bundlerTimings: false },
});
await bundle.write({
  dir: output,
  format: 'cjs',
  cleanDir: true,
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
  minify: { compress: false, mangle: false, codegen: true },
  comments: false,
});
await bundle.close();
for (const name of ['legacy.css', 'captcha.js']) cpSync(join(root, 'src/legacy/media', name), join(output, name));
