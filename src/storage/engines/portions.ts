import type { ReadCommand } from '../commands.ts';

/** How much of a read may be in memory at a time. `characters` counts payloads. */
export interface Portion {
  rows: number;
  characters: number;
}

/**
 * What a streamed read takes from the database at once. Nothing else runs in this process until the portion is on its way, and
 * every other request waits for that: of this size it takes about a millisecond.
 */
export const streamPortion: Portion = { rows: 200, characters: 128 * 1024 };

const smallPage = 1000;

/** Pages up to this size are read whole before they are sent; with them one record more, and what engines put before. */
export const wholePage: Portion = { rows: smallPage + 3, characters: 2 * 1024 * 1024 };

/** Returns true when a page has so few records that it is probably small enough to be read whole. */
export const isSmallPage = ({ limit }: ReadCommand): boolean => limit !== null && limit <= smallPage;
