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
        const response = await fetch(options.verifyUrl, {
          method: 'POST',
          body,
          signal: AbortSignal.timeout(patience),
        });
        if (!response.ok) throw new Error(`status ${response.status}`);
        return ((await response.json()) as { success?: unknown }).success === true;
      } catch (error) {
        throw new CaptchaUnreachableError(error);
      }
    },
  };
}
