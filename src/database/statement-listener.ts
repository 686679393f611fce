const control = /^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET)\b/;

/** True for statements that only begin, divide and end transactions; the rest are what architecture.md §4 counts. */
export const isControlStatement = (sql: string): boolean => control.test(sql);

/** Told of every statement just before it runs; tests count with it. Never receives parameters. */
export type StatementListener = (sql: string) => void;
