import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the pages into dist/web: one HTML file for every path, and assets whose names carry a hash of their content. */
export default defineConfig({
  root: here('.'),
  // The server writes in where the assets are: they may be below the path of the public URL.
  base: './',
  worker: { format: 'es' },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    // The oldest browsers that the pages work in; scripts/lib/api-floor.mjs has them, too.
    target: ['firefox115', 'chrome115', 'safari16.4'],
    // The content security policy forbids data: scripts and styles, and a cached file beats an inlined one.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
