import type { Request } from 'express';
import { equalText } from '../../crypto/hawk.ts';
import type { LegacyContext } from '../context.ts';

/**
 * True when a request knows the owner's secret, by which it is let in without captcha or invitation. A wrong one is no
 * error: it just doesn't count (sync11.md §1.4).
 */
export function hasSecret({ config }: Pick<LegacyContext, 'config'>, request: Request): boolean {
  const given = request.headers['x-weave-secret'];
  return config.legacySecret !== null && typeof given === 'string' && equalText(given, config.legacySecret);
}
