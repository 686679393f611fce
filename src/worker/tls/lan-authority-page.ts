import { languageOf } from '../../http/language-of.ts';
import { authorityTexts } from './authority-texts.ts';

const languages = Object.keys(authorityTexts) as (keyof typeof authorityTexts)[];

/**
 * Renders the page that leads to trusting the network's own authority.
 *
 * @param page - `origin`: public URL, for the title; `style`: the style sheet of the pages, since this one must work before anything
 *   else can be loaded; `fingerprint`: SHA-256 of the authority's certificate, to compare by eye; `wanted`: the reader's
 *   Accept-Language.
 */
export function authorityPage(page: { origin: string; fingerprint: string; style: string; wanted?: string }): string {
  const language = languageOf(page.wanted, languages) ?? 'en';
  const text = authorityTexts[language];
  const list = text.steps
    .map(
      ([system, steps]) =>
        `<h2>${system}</h2><ol class="steps">${steps.map((step) => `<li>${step}</li>`).join('')}</ol>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text.title}</title>
<style>${page.style}</style>
<div class="frame"><header class="medium"><a class="brand" href="/">Foxden</a></header>
<main class="medium"><div class="card">
<h1>${text.title}</h1>
<p>${text.lead(page.origin)}</p>
<p class="row"><a class="button" href="/ca/foxden.crt">${text.certificate}</a>
<a class="button quiet" href="/ca/foxden.mobileconfig">${text.profile}</a></p>
<p>${text.compare}</p>
<p class="copy"><code>${page.fingerprint}</code></p>
</div>
<div class="card">${list}</div></main></div>
</html>
`;
}
