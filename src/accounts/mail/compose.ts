import { languageOf } from '../../http/language-of.ts';
import type { MailKind, MailKinds, MailText, MailTexts } from './mail-kinds.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fr } from './texts/fr.ts';

const languages: Record<string, MailTexts> = { en, de, fr, es };

/** A composed mail: subject, plain text and HTML. */
export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

/**
 * Writes a mail.
 *
 * @param options - `locale`: Accept-Language of the person, or null; `origin`: address of this server.
 */
export function composeMail<K extends MailKind>(
  kind: K,
  facts: MailKinds[K],
  options: { locale: string | null; origin: string },
): ComposedMail {
  const name = languageOf(options.locale, Object.keys(languages)) ?? 'en';
  const texts = languages[name]!;
  const write: (facts: MailKinds[K]) => MailText = texts.mails[kind];
  const text = write(facts);
  const footer = texts.footer(options.origin);
  const parts = [
    text.lead,
    ...(text.code ? [`    ${text.code}`] : []),
    ...(text.link ? [text.link] : []),
    text.rest,
    `-- \n${footer}`,
  ];
  return { subject: text.subject, text: `${parts.join('\n\n')}\n`, html: html(name, text, footer) };
}

function html(language: string, text: MailText, footer: string): string {
  const code = text.code
    ? `<p style="font:bold 28px monospace;letter-spacing:4px;margin:24px 0">${escapeHtml(text.code)}</p>`
    : '';
  const link = text.link ? `<p><a href="${escapeHtml(text.link)}">${escapeHtml(text.link)}</a></p>` : '';
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(text.subject)}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:24px auto;padding:0 16px">
<p>${escapeHtml(text.lead)}</p>${code}${link}<p>${escapeHtml(text.rest)}</p>
<hr style="border:0;border-top:1px solid #ccc;margin:24px 0"><p style="font-size:13px;opacity:.75">${escapeHtml(footer)}</p>
</body></html>
`;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
