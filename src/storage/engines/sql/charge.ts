/** What a record counts for in the quota, however small its payload: it takes room in tables, indexes and answers. */
export const recordCost = 100;

/** What a record counts for whose payload has so many bytes. */
export const chargeOf = (size: number): number => Math.max(size, recordCost);

/** {@link chargeOf} in the words of both engines. */
export const chargeSql = (size: string): string =>
  `CASE WHEN ${size} > ${recordCost} THEN ${size} ELSE ${recordCost} END`;

/** What the records of batches count for until their commit tells exactly. */
export const heldByBatches = `CAST(COALESCE(SUM(CASE
  WHEN bytes > ${recordCost} * records THEN bytes ELSE ${recordCost} * records END), 0) AS SIGNED)`;
