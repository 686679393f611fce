import { supervise } from '../src/supervisor/supervise.ts';

// `foxden serve` for tests in which clients are on the connections of workers that leave: the same program, with more patience
// for clients that a loaded machine lets wait for so long.
process.exit(
  await supervise(process.env, {
    startLimit: 60_000,
    silenceLimit: 60,
    replaced: { linger: 20_000, grace: 60_000 },
    stopped: { linger: 20_000, grace: 60_000 },
  }),
);
