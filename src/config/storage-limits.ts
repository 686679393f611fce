/** Limits of sync storage as `info/configuration` tells them to clients (sync15.md §14); sizes in bytes. */
export interface StorageLimits {
  max_request_bytes: number;
  max_post_bytes: number;
  max_post_records: number;
  max_total_bytes: number;
  max_total_records: number;
  max_record_payload_bytes: number;
}

/**
 * Builds the limits for a given number of records a POST. A request may be larger than its payloads: JSON adds about
 * 15 % for escaped quotes plus 60 bytes a record (sync15.md §14).
 *
 * @param maxPostRecords - Most records in one POST.
 * @returns Limits that fit together.
 */
export function storageLimits(maxPostRecords: number): StorageLimits {
  const maxPostBytes = 2_621_440;
  return {
    max_request_bytes: Math.ceil(maxPostBytes * 1.15) + 4096 + maxPostRecords * 128,
    max_post_bytes: maxPostBytes,
    max_post_records: maxPostRecords,
    max_total_bytes: 262_144_000,
    max_total_records: Math.max(100_000, maxPostRecords),
    max_record_payload_bytes: maxPostBytes,
  };
}
