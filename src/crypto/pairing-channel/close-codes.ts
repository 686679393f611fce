/** Why the channel server closes a socket: WebSocket close codes that the pages put into words. */
export const closeCodes = {
  /** The server is being stopped or restarted (RFC 6455 §7.4.1). */
  goingAway: 1001,
  /** There is no such channel, or no longer. */
  unknownChannel: 4404,
  /** The channel was open for too long, or nothing happened in it. */
  expired: 4408,
  /** Two are in the channel already. */
  full: 4409,
  /** The other side has left. */
  peerLeft: 4410,
  /** More messages or bytes than any pairing needs, or the server has to make room. */
  tooMuch: 4429,
} as const;
