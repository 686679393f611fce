import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Kysely on either engine, outside or inside a transaction. */
export type Queries = Kysely<Schema> | Transaction<Schema>;
