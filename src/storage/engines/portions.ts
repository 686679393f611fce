/** A portion of a streamed read ends with this many records, or with this many characters of payload. */
export const portionRows = 1000;
export const portionBytes = 512 * 1024;

/** Milliseconds that a client may take for a streamed read; it holds a snapshot meanwhile. */
export const readTimeLimit = 300_000;
