/** When this table was last compared with what the makers say. Update both together, at each release. */
export const comparedOn = '2026-11-28';

/**
 * Until when each branch of the parts that Foxden runs on gets security updates, from their makers' own pages. Branches that
 * are not here are newer than the table, and nothing is said of them.
 */
export const endOfLife: Record<string, Record<string, string>> = {
  'Node.js': {
    22: '2027-04-30',
    23: '2025-06-01',
    24: '2028-04-30',
    25: '2026-06-01',
    26: '2029-04-30',
  },
  MariaDB: {
    '10.4': '2024-06-18',
    '10.5': '2025-06-24',
    '10.6': '2026-07-06',
    '10.7': '2023-02-09',
    '10.8': '2023-05-20',
    '10.9': '2023-08-22',
    '10.10': '2023-11-17',
    '10.11': '2028-02-16',
    '11.0': '2024-06-06',
    '11.1': '2024-08-21',
    '11.2': '2024-11-21',
    '11.3': '2024-05-29',
    '11.4': '2029-05-29',
    '11.5': '2024-11-21',
    '11.6': '2025-02-13',
    '11.7': '2025-05-12',
    '11.8': '2028-06-04',
    '12.0': '2025-11-18',
    '12.1': '2026-02-13',
    '12.2': '2026-05-13',
    '12.3': '2029-06-30',
  },
  // Each stable branch ends when the next one comes, every April.
  Nginx: {
    '1.24': '2024-04-23',
    '1.26': '2025-04-23',
    '1.27': '2025-04-23',
    '1.28': '2026-04-30',
    '1.29': '2026-04-30',
    '1.30': '2027-04-30',
  },
  // Its long-term support.
  Debian: {
    10: '2024-06-30',
    11: '2026-08-31',
    12: '2028-06-30',
    13: '2030-06-30',
  },
};
