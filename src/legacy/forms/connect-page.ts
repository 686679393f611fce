import type { LegacyRoute } from '../route.ts';
import { escapeHtml, sendPage } from './page.ts';
import { textsFor } from './texts/texts-for.ts';

/**
 * GET /weave-connect: how browsers with Sync 1.1 are told about this server (sync11.md §3.5, §4.3), in a page that they can
 * show. Pages for newer browsers say nothing of it.
 */
export const connectPage: LegacyRoute =
  ({ config }) =>
  (request, response) => {
    const text = textsFor(request);
    const address = (path: string) =>
      `<p class="address"><code>${escapeHtml(`${config.publicUrl}/${path}`)}</code></p>`;
    const body = `<p>${text.connect}</p>
<ol>
<li>${text.connectAddress}
${address('')}</li>
<li>${text.connectPairing('<code>services.sync.jpake.serverURL</code>')}
${address('jpake/')}</li>
</ol>
<p><a href="/weave-account">${text.connectAccount}</a></p>`;
    sendPage(response, { title: text.connectTitle, body });
  };
