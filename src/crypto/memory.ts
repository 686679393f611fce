import { totalmem } from 'node:os';

/** Memory that this process and those beside it may take, bytes: the machine's, or less where a control group limits it. */
export const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);

/** Whether one worker or one password too many at a time could end this process. */
export const isShortOfMemory = memory < 2 ** 29;
