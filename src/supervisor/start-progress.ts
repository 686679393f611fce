import type { Logger } from '../log/logger.ts';
import { everySoOften, progressInWords, type TellProgress } from '../log/progress.ts';
import { withProgress } from '../log/with-progress.ts';
import type { ServiceManager } from './service-manager.ts';

/** Pause between two words to the log and to systemd, ms. */
const pause = 5000;

/** What a start is at that takes long, as an upgrade of a large database does. */
export interface StartProgress {
  /** Does the long work; whoever waits sees a bar on a terminal, or lines in the log. */
  follow<T>(work: (tell: TellProgress) => Promise<T>): Promise<T>;
  /** What it is at, in words. */
  step(): string | undefined;
}

/** Makes it. */
export function createStartProgress(log: Logger, manager: ServiceManager): StartProgress {
  let step: string | undefined;
  const toLog = (work: (tell: TellProgress) => Promise<unknown>) =>
    work(everySoOften((progress) => log.info(progressInWords(progress)), pause));
  return {
    async follow<T>(work: (tell: TellProgress) => Promise<T>): Promise<T> {
      const toManager = everySoOften((progress) => manager.starting(progressInWords(progress)), pause);
      const followed = (show: TellProgress) =>
        work((progress) => {
          step = progressInWords(progress);
          toManager(progress);
          show(progress);
        }).finally(() => {
          step = undefined;
        });
      return (await (process.stderr.isTTY ? withProgress(followed) : toLog(followed))) as T;
    },
    step: () => step,
  };
}
