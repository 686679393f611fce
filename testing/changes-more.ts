/** True for a statement of a migration that changes more than the lease under which it runs. */
export const changesMore = (sql: string): boolean =>
  !/^(select|begin|commit|rollback|savepoint|release)|[`"]foxden_leases/i.test(sql);
