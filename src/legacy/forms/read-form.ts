import type { Request } from 'express';
import { readText } from '../registration/read-text.ts';

/** Reads what a form has sent; of repeated fields the first counts. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request));
}
