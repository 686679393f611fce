import type { Settings } from './options.ts';

/**
 * How sign-up tells people from programs. `secret` must never be printed; `sources` are what the sign-up page's content
 * security policy must let the service's script load.
 */
export type CaptchaConfig =
  | { kind: 'off' }
  | { kind: 'altcha' }
  | { kind: 'siteverify'; siteKey: string; secret: string; verifyUrl: string; scriptUrl: string; sources: string[] };

// Services whose address for checking answers is known: their script, and what else it loads things from.
const google = {
  script: 'https://www.google.com/recaptcha/api.js?render=explicit',
  sources: ['https://www.google.com/recaptcha/', 'https://www.gstatic.com/recaptcha/'],
};
const hcaptcha = {
  script: 'https://js.hcaptcha.com/1/api.js?render=explicit',
  sources: ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
};
const services: Record<string, { script: string; sources: string[] }> = {
  'www.google.com': google,
  'hcaptcha.com': hcaptcha,
  'api.hcaptcha.com': hcaptcha,
  'challenges.cloudflare.com': {
    script: 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit',
    sources: ['https://challenges.cloudflare.com'],
  },
};

/**
 * Puts the captcha's settings together.
 *
 * @param settings - From `readEnv`.
 * @param exposed - True when strangers can sign up: then there is a captcha unless the owner says otherwise.
 * @param problems - Gets a sentence when siteverify is asked for without all that it needs.
 */
export function captchaConfig(settings: Settings, exposed: boolean, problems: string[]): CaptchaConfig {
  const kind = settings.FOXDEN_CAPTCHA ?? (exposed ? 'altcha' : 'off');
  if (kind !== 'siteverify') return { kind };
  const {
    FOXDEN_CAPTCHA_SITE_KEY: siteKey,
    FOXDEN_CAPTCHA_SECRET: secret,
    FOXDEN_CAPTCHA_VERIFY_URL: verifyUrl,
  } = settings;
  const service = services[verifyUrl?.hostname ?? ''];
  const scriptUrl = settings.FOXDEN_CAPTCHA_SCRIPT_URL?.href ?? service?.script;
  if (siteKey && secret && verifyUrl && scriptUrl) {
    const sources = [...new Set([new URL(scriptUrl).origin, ...(service?.sources ?? [])])];
    return { kind, siteKey, secret, verifyUrl: verifyUrl.href, scriptUrl, sources };
  }
  problems.push(
    siteKey && secret && verifyUrl
      ? `FOXDEN_CAPTCHA_VERIFY_URL is at ${verifyUrl.hostname}, whose script Foxden doesn't know; name it in FOXDEN_CAPTCHA_SCRIPT_URL.`
      : 'FOXDEN_CAPTCHA is siteverify, which also needs FOXDEN_CAPTCHA_SITE_KEY, FOXDEN_CAPTCHA_SECRET and FOXDEN_CAPTCHA_VERIFY_URL.',
  );
  return { kind: 'off' };
}
