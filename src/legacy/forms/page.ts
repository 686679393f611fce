import type { Response } from 'express';
import { signedTarget } from '../../http/request-target.ts';
import { languageFor } from './texts/texts-for.ts';

/** Makes a text fit to stand in HTML, also inside an attribute. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** A page for browsers of 2011 and later: HTML that works without a script, and nothing from anywhere else. */
export interface PlainPage {
  title: string;
  /** HTML. */
  body: string;
  status?: number;
  /** It stands inside the browser's set-up: small, and without the page's own heading. */
  isFrame?: boolean;
}

/** Sends it. */
export function sendPage(response: Response, { title, body, status = 200, isFrame = false }: PlainPage): void {
  // Pages speak of the root of their host; this server may be below a path.
  const { req: request } = response;
  const basePath = signedTarget(request).slice(0, -request.originalUrl.length);
  const placed = body.replace(/(?<= (?:href|action|src)=")\/(?!\/)/g, `${escapeHtml(basePath)}/`);
  const heading = isFrame ? '' : `<p class="name">Foxden</p>\n<h1>${escapeHtml(title)}</h1>\n`;
  response
    .status(status)
    .set({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'${isFrame ? '' : "; frame-ancestors 'none'"}`,
      'Referrer-Policy': 'no-referrer',
    })
    .send(`<!doctype html>
<html lang="${languageFor(request)}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(basePath)}/media/legacy.css"></head>
<body class="${isFrame ? 'frame' : 'page'}">
${heading}${placed}
</body></html>
`);
}

/** A message above a form. */
export const notice = (kind: 'bad' | 'good', text: string): string =>
  `<p class="notice ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">${escapeHtml(text)}</p>\n`;

/** A field with its label. */
export function field(
  name: string,
  label: string,
  options: { type?: string; value?: string; hint?: string } = {},
): string {
  const { type = 'text', value = '', hint } = options;
  const help = hint === undefined ? '' : `<span class="hint">${escapeHtml(hint)}</span>`;
  return `<p><label for="${name}">${escapeHtml(label)}</label>${help}
<input id="${name}" name="${name}" type="${type}" value="${escapeHtml(value)}" autocomplete="off" autocapitalize="off" spellcheck="false"></p>\n`;
}

/** A field that only travels along. */
export const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escapeHtml(value)}">\n`;
