import { inWords, sayingOf } from '../failures/explain.ts';
import type { Place } from '../failures/explanation.ts';
import { SaidError } from '../failures/said-error.ts';
import type { Saying } from '../failures/saying.ts';
import type { Progress, TellProgress } from '../log/progress.ts';

/** Long work that somebody has asked for on a page. Times in ms. */
export interface Task {
  name: TaskName;
  /** What it works on, such as a file. */
  subject?: string;
  startedAt: number;
  endedAt?: number;
  state: 'running' | 'done' | 'failed';
  /** How far it is, while it runs. */
  progress?: Progress;
  /** What came of it: a report, or why it failed, in words. */
  result?: unknown;
  error?: string;
  /** Why, for those who say it in another language. */
  saying?: Saying;
}

/** Kinds of long work; of each one runs at a time. */
export type TaskName = 'backup' | 'verify' | 'restore' | 'restore person' | 'restart' | 'certificate';

/** Does long work while nobody waits for an answer, and remembers what came of it until Foxden is stopped. */
export interface Tasks {
  /**
   * Begins it.
   *
   * @param work - Tells, if it can, how far it is.
   * @throws {Error} While another of the kind is running.
   */
  begin(name: TaskName, work: (tell: TellProgress) => Promise<unknown>, subject?: string): Task;
  /** The last task of each kind, newest first. */
  list(): Task[];
}

/** Makes it. `place`: what is worked on, to explain errors. */
export function createTasks(place: Place, now: () => number = Date.now): Tasks {
  const tasks = new Map<TaskName, Task>();
  return {
    begin(name, work, subject) {
      if (tasks.get(name)?.state === 'running') {
        throw new SaidError(`This is under way already (${name}); wait for it.`, { id: 'under way', facts: {} });
      }
      const task: Task = { name, subject, startedAt: now(), state: 'running' };
      tasks.set(name, task);
      const end = (outcome: Partial<Task>) => Object.assign(task, { ...outcome, progress: undefined, endedAt: now() });
      work((progress) => Object.assign(task, { progress })).then(
        (result) => end({ state: 'done', result }),
        (error) => end({ state: 'failed', error: inWords(error, place), saying: sayingOf(error, place) }),
      );
      return task;
    },
    list: () => [...tasks.values()].sort((a, b) => b.startedAt - a.startedAt),
  };
}
