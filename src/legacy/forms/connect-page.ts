import type { LegacyRoute } from '../route.ts';
import { escapeHtml, sendPage } from './page.ts';

/**
 * GET /weave-connect: how browsers with Sync 1.1 are told about this server (sync11.md §3.5, §4.3), in a page that they can
 * show. Pages for newer browsers say nothing of it.
 */
export const connectPage: LegacyRoute =
  ({ config }) =>
  (_request, response) => {
    const address = (path: string) =>
      `<p class="address"><code>${escapeHtml(`${config.publicUrl}/${path}`)}</code></p>`;
    const body = `<p>Pale Moon, Basilisk and old SeaMonkey speak the older Sync 1.1, with an account of its own that is made in the browser.</p>
<ol>
<li>Open Sync’s set-up, choose a custom server and enter this address, nothing else:
${address('')}</li>
<li>To pair a second device by a code, set <code>services.sync.jpake.serverURL</code> in about:config on both first:
${address('jpake/')}</li>
</ol>
<p><a href="/weave-account">See what is stored, change the password or delete such an account</a></p>`;
    sendPage(response, { title: 'Connect with Sync 1.1', body });
  };
