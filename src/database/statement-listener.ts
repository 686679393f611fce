/** Told of every statement just before it runs; tests count with it. Never receives parameters. */
export type StatementListener = (sql: string) => void;
