/** What one upload to a collection may hold; sizes in bytes. */
export interface UploadLimits {
  max_request_bytes: number;
  max_post_bytes: number;
  max_record_payload_bytes: number;
}

/** Limits of sync storage as `info/configuration` tells them to clients (sync15.md §14); sizes in bytes. */
export interface StorageLimits extends UploadLimits {
  max_post_records: number;
  max_total_bytes: number;
  max_total_records: number;
  /** Collections that may take more, or less, than the others. */
  collections: Record<string, UploadLimits>;
}

/** Largest record that the setting may allow, in MiB: what Nginx lets through, and what a request may cost in memory. */
export const largestRecord = 24;

const mebibyte = 1024 * 1024;

// A request may be larger than its payloads: JSON adds about 15 % for escaped quotes plus 60 bytes a record (sync15.md §14).
const requestBytes = (postBytes: number, records: number): number => Math.ceil(postBytes * 1.15) + 4096 + records * 128;

/**
 * Builds the limits for a given number of records a POST.
 *
 * @param maxPostRecords - Most records in one POST.
 * @param collections - Largest record in MiB of collections with limits of their own; an upload takes a quarter more.
 * @returns Limits that fit together.
 */
export function storageLimits(maxPostRecords: number, collections: Record<string, number> = {}): StorageLimits {
  const maxPostBytes = 2_621_440;
  const ofCollection = (recordMebibytes: number): UploadLimits => {
    const postBytes = recordMebibytes * 1.25 * mebibyte;
    return {
      max_request_bytes: requestBytes(postBytes, maxPostRecords),
      max_post_bytes: postBytes,
      max_record_payload_bytes: recordMebibytes * mebibyte,
    };
  };
  return {
    max_request_bytes: requestBytes(maxPostBytes, maxPostRecords),
    max_post_bytes: maxPostBytes,
    max_post_records: maxPostRecords,
    max_total_bytes: 262_144_000,
    max_total_records: Math.max(100_000, maxPostRecords),
    max_record_payload_bytes: maxPostBytes,
    collections: Object.fromEntries(Object.entries(collections).map(([name, size]) => [name, ofCollection(size)])),
  };
}

/** The limits that hold for a collection. */
export const limitsOf = (limits: StorageLimits, collection: string): StorageLimits =>
  Object.hasOwn(limits.collections, collection) ? { ...limits, ...limits.collections[collection] } : limits;

// In a statement every character of a text may need a backslash before it; ids, numbers and the rest of it come on top.
const statementOverhead = 65_536;
const recordOverhead = 256;

/** The packet that a database must take for everything that the limits allow, in bytes. */
export const packetFor = ({ max_post_bytes, max_post_records, collections }: StorageLimits): number =>
  2 * Math.max(max_post_bytes, ...Object.values(collections).map((each) => each.max_post_bytes)) +
  recordOverhead * max_post_records +
  statementOverhead;

/**
 * Makes limits smaller, where that is needed for a database to take what they allow.
 *
 * @param packet - Largest packet that the database takes, in bytes.
 */
export function fitToPacket(limits: StorageLimits, packet: number): StorageLimits {
  const records = Math.min(limits.max_post_records, Math.max(100, Math.floor(packet / (4 * recordOverhead))));
  const room = Math.floor((packet - statementOverhead - recordOverhead * records) / 2);
  const shrink = (upload: UploadLimits): UploadLimits => {
    const postBytes = Math.min(upload.max_post_bytes, room);
    return {
      max_request_bytes: Math.min(upload.max_request_bytes, requestBytes(postBytes, records)),
      max_post_bytes: postBytes,
      max_record_payload_bytes: Math.min(upload.max_record_payload_bytes, postBytes),
    };
  };
  const collections = Object.entries(limits.collections).map(([name, upload]) => [name, shrink(upload)]);
  return { ...limits, ...shrink(limits), max_post_records: records, collections: Object.fromEntries(collections) };
}
