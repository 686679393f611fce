/** Tables of sync storage are read and written by the storage engines' own SQL; Kysely needs none of them yet. */
// biome-ignore lint/complexity/noBannedTypes: filled by migration 005
export type StorageTables = {};
