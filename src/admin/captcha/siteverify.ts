import { askServer } from '../../http/ask-server.ts';
import { type Captcha, CaptchaUnreachableError } from './captcha.ts';

const patience = 5000;

/**
 * Captchas that are checked as reCAPTCHA, hCaptcha and Turnstile all are: the answer is posted with the site's secret, and
 * the service says whether it was right.
 *
 * @param options - `verifyUrl`: the service's siteverify address.
 */
export function createSiteverify(options: { secret: string; verifyUrl: string }): Captcha {
  return {
    async verify(answer, address) {
      if (!answer) return false;
      const body = new URLSearchParams({ secret: options.secret, response: answer, remoteip: address });
      try {
        const { ok, status, text } = await askServer(options.verifyUrl, { method: 'POST', body, patience });
        if (!ok) throw new Error(`status ${status}`);
        return (JSON.parse(text) as { success?: unknown }).success === true;
      } catch (error) {
        throw new CaptchaUnreachableError(error);
      }
    },
  };
}
