// Less than MariaDB's smallest usual max_allowed_packet, 1 MiB, unless a single record is larger.
const statementBytes = 800_000;

/** Divides records into portions that one statement can insert. */
export function* byBytes<T extends { size: number }>(records: T[]): Generator<T[]> {
  for (let start = 0, end = 0; start < records.length; start = end) {
    for (let bytes = 0; end < records.length && (end === start || bytes < statementBytes); end++) {
      bytes += records[end]!.size;
    }
    yield records.slice(start, end);
  }
}
