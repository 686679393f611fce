import type { LegacyRoutes } from '../route.ts';
import { captchaFrame } from './frame.ts';

/** The frame of the set-up, below `/misc` (sync11.md §1.6). */
export const captchaRoutes: LegacyRoutes = {
  '/:version/captcha_html': { GET: captchaFrame, POST: captchaFrame },
};
