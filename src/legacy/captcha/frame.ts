import type { Response } from 'express';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import { escapeHtml, sendPage } from '../forms/page.ts';
import type { FormTexts } from '../forms/texts/en.ts';
import { textsFor } from '../forms/texts/texts-for.ts';
import type { LegacyRoute } from '../route.ts';

/**
 * GET or POST /misc/1.0/captcha_html: the frame in the browser's set-up. When the person goes on, the browser itself reads the
 * values of two fields by their ids; 404 hides the frame (sync11.md §1.6). It has a picture to read, and work that an engine
 * with modern scripts does instead. Where invitations are needed it asks for the code
 * of one.
 */
export const captchaFrame: LegacyRoute = (ctx) => async (request, response) => {
  if (!['1', '1.0'].includes(request.params.version as string)) throw LegacyError.notFound();
  const text = textsFor(request);
  if (ctx.config.signups === 'invite') return sendFrame(response, text, inviteBody(text));
  if (!ctx.legacyCaptcha) throw LegacyError.notFound('captchas are off');
  const { challenge, picture } = ctx.legacyCaptcha.challenge();
  sendFrame(response, text, pictureBody(text, challenge, picture) + workBody(text, await ctx.legacyCaptcha.work()));
};

const fields = (challenge: string, label: string, more = '') =>
  `<input type="hidden" id="recaptcha_challenge_field" name="recaptcha_challenge_field" value="${escapeHtml(challenge)}">
<p><label for="recaptcha_response_field">${label}</label>
<input type="text" id="recaptcha_response_field" name="recaptcha_response_field" size="14" autocomplete="off" spellcheck="false">${more}</p>`;

const inviteBody = (text: FormTexts) => `<p>${text.needsInvite}</p>
${fields('invite', text.inviteCode)}`;

function pictureBody(text: FormTexts, challenge: string, picture: string): string {
  const refresh = `<a href="/misc/1.0/captcha_html">${text.anotherPicture}</a>`;
  return `<div id="picture">${picture}
${fields(challenge, text.whatDoYouRead, ` ${refresh}`)}</div>`;
}

// Both are on the page: which of them it is shows itself by what the engine can do (see media/captcha.js).
const workBody = (text: FormTexts, challenge: object) => `
<p id="altcha" data-challenge="${escapeHtml(JSON.stringify(challenge))}" hidden>${text.proved}</p>
<script type="module" src="/media/captcha.js"></script>`;

function sendFrame(response: Response, text: FormTexts, body: string): void {
  // The browser shows it inside its own window, so no frame is forbidden.
  sendPage(response, { title: text.captchaTitle, body, isFrame: true });
}
