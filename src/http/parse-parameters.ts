import type { Request } from 'express';
import type { z } from 'zod';
import { AccountError } from './errors/account-error.ts';
import { accountBodyLimit, readJson } from './read-body.ts';

/**
 * Checks the parameters of an account or OAuth route. Names that the schema doesn't know are dropped: clients send many that
 * only Mozilla's services use (accounts.md §3.1).
 *
 * @param schema - A zod object.
 * @param values - Parsed JSON body, or the query.
 * @throws {AccountError} 400/108 when a parameter is missing, 400/107 when one is wrong.
 */
export function parseParameters<T>(schema: z.ZodType<T>, values: unknown): T {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue!.path.join('.');
  const given = issue!.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], values);
  if (given === undefined && name !== '') throw AccountError.missingParameter(name);
  throw AccountError.invalidParameter({ keys: [name], message: issue!.message });
}

/** Reads the JSON body of a request and checks it as {@link parseParameters} does. */
export async function parseBody<T>(schema: z.ZodType<T>, request: Request): Promise<T> {
  return parseParameters(schema, await readJson(request, accountBodyLimit));
}
