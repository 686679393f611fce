import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { type Database, openDatabase } from './database.ts';

/** Columns of each table, by name, and whether they may be null. */
type Tables = Record<string, Record<string, 'nullable' | 'never null'>>;

/** What the types of `tables/` say. */
function declared(): Tables {
  const folder = new URL('tables/', import.meta.url);
  const text = readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  const interfaces = new Map(
    [...text.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => {
      const fields = [...body!.matchAll(/^ {2}(\w+):\s+([^;]+);/gm)].map(([, field, type]) => [field!, type!] as const);
      return [name!, fields] as const;
    }),
  );
  const tables = [...interfaces].filter(([name]) => name.endsWith('Tables')).flatMap(([, fields]) => fields);
  return Object.fromEntries(
    tables.map(([table, type]) => {
      const columns = interfaces.get(type)!.map(([name, type]) => {
        return [name, /\bnull\b/.test(type) ? 'nullable' : 'never null'] as const;
      });
      return [table, Object.fromEntries(columns)];
    }),
  );
}

/** What the migrations have made. */
async function made(db: Database): Promise<Tables> {
  const query =
    db.engine.name === 'sqlite'
      ? sql<Column>`SELECT t.name AS tbl, c.name AS col, c."notnull" = 0 AND c.pk = 0 AS nullable
          FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`
      : sql<Column>`SELECT TABLE_NAME AS tbl, COLUMN_NAME AS col, IS_NULLABLE = 'YES' AS nullable
          FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()`;
  const tables: Tables = {};
  for (const { tbl, col, nullable } of (await query.execute(db.query)).rows) {
    tables[tbl] = { ...tables[tbl], [col]: Number(nullable) ? 'nullable' : 'never null' };
  }
  return tables;
}

interface Column {
  tbl: string;
  col: string;
  nullable: number;
}

describeOnEngines('the tables that the migrations make', (engine) => {
  it('are those of the schema’s types, with their columns, nullable where the types say so', async () => {
    const db = openDatabase(createConfig(readEnv(await engine.env({ migrated: true }))).database);
    const tables = await made(db);
    await db.close();
    expect(Object.keys(tables).length).toBeGreaterThan(30);
    expect(tables).toEqual(declared());
  });
});
