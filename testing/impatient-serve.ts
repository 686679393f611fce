import { supervise } from '../src/supervisor/supervise.ts';

// `foxden serve` for tests of workers that hang or are replaced: the same program, with less patience.
process.exit(
  await supervise(process.env, {
    startLimit: 60_000,
    silenceLimit: 1,
    // A client that a loaded machine lets wait for so long is still no client that has gone.
    replaced: { linger: 3000, grace: 8000 },
    stopped: { linger: 500, grace: 5000 },
  }),
);
