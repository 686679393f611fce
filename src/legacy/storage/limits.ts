/** Limits of Sync 1.1 (sync11.md §2.3, §2.5). Its clients can't be told others. Sizes in bytes of UTF-8. */
export const limits = {
  records: 100,
  postBytes: 1024 * 1024,
  payloadBytes: 262_144,
  idLength: 64,
  sortindex: 999_999_999,
  ttl: 31_536_000,
  /** From here on down the client hears how much is left of the quota. */
  quotaWarning: 1024 * 1024,
} as const;
