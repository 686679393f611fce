/** Why this machine can't run containers. */
export class NoEngine extends Error {}
