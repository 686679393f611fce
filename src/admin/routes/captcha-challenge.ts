import type { RequestHandler } from 'express';
import { AccountError } from '../../http/errors/account-error.ts';
import type { Altcha } from '../captcha/altcha.ts';

/** `GET /v1/signup/challenge`: a challenge of ALTCHA for the sign-up page. */
export function captchaChallenge(altcha: Altcha | null): RequestHandler {
  return async (_request, response) => {
    if (!altcha) throw AccountError.notFound();
    response.json(await altcha.challenge());
  };
}
