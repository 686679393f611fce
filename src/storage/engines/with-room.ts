import type { StorageEngine } from '../engine.ts';

/**
 * Puts a check before every write that makes the database larger, so that a disk that is nearly full is told in words before the
 * database breaks on it. Deleting goes on.
 *
 * @param checkRoom - Throws when there is no room.
 */
export function withRoom(engine: StorageEngine, checkRoom: () => Promise<void>): StorageEngine {
  const checked =
    <Command, Result>(write: (command: Command) => Promise<Result>) =>
    async (command: Command) => {
      await checkRoom();
      return write(command);
    };
  return {
    ...engine,
    put: checked(engine.put),
    post: checked(engine.post),
    openBatch: checked(engine.openBatch),
    appendBatch: checked(engine.appendBatch),
    commitBatch: checked(engine.commitBatch),
    legacy: { ...engine.legacy, post: checked(engine.legacy.post), put: checked(engine.legacy.put) },
  };
}
