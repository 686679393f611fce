import { expect, it } from 'vitest';
import { createConfig } from './config.ts';
import { readEnv } from './read-env.ts';

const captcha = (env: Record<string, string>) => createConfig(readEnv(env)).captcha;
const exposed = { FOXDEN_PUBLIC_URL: 'https://sync.example.org', FOXDEN_SIGNUPS: 'open' };
const keys = { FOXDEN_CAPTCHA: 'siteverify', FOXDEN_CAPTCHA_SITE_KEY: 'a', FOXDEN_CAPTCHA_SECRET: 'b' };

it('asks for proof of work where strangers can sign up, unless told otherwise', () => {
  expect(captcha({}).kind).toBe('off');
  expect(captcha({ FOXDEN_PUBLIC_URL: 'https://sync.example.org' }).kind).toBe('off');
  expect(captcha(exposed).kind).toBe('altcha');
  expect(captcha({ ...exposed, FOXDEN_CAPTCHA: 'off' }).kind).toBe('off');
});

it('knows the scripts of the three services by their verify URL', () => {
  for (const [verify, script] of [
    ['https://www.google.com/recaptcha/api/siteverify', 'https://www.google.com/recaptcha/api.js'],
    ['https://api.hcaptcha.com/siteverify', 'https://js.hcaptcha.com/1/api.js'],
    [
      'https://challenges.cloudflare.com/turnstile/v0/siteverify',
      'https://challenges.cloudflare.com/turnstile/v0/api.js',
    ],
  ] as const) {
    const found = captcha({ ...keys, FOXDEN_CAPTCHA_VERIFY_URL: verify });
    expect(found.kind === 'siteverify' && found.scriptUrl.startsWith(script), verify).toBe(true);
  }
});

it('tells what siteverify lacks', () => {
  expect(() => captcha({ FOXDEN_CAPTCHA: 'siteverify' })).toThrow(/FOXDEN_CAPTCHA_SITE_KEY/);
  expect(() => captcha({ ...keys, FOXDEN_CAPTCHA_VERIFY_URL: 'https://c.example/v' })).toThrow(
    /FOXDEN_CAPTCHA_SCRIPT_URL/,
  );
});
