import { z } from 'zod';
import { version } from '../../../config/version.ts';
import { failureFields } from '../../../failures/failure-fields.ts';
import { askServer } from '../../../http/ask-server.ts';
import type { AdminRead } from '../action.ts';

/** How long an answer counts, and how long one may take, ms. */
const trusted = 3_600_000;
const patience = 5000;

const release = z.object({
  tag_name: z.string().optional(),
  name: z.string().optional(),
  version: z.string().optional(),
});
const answer = z.union([release, z.array(release).min(1)]);

let known: { at: number; url: string; version: string } | undefined;

/** Whether this is the newest version. Nobody is asked unless the settings name somebody (FOXDEN_UPDATE_URL). */
export const newestVersion: AdminRead = async ({ config, log, now }) => {
  const { updateUrl } = config;
  if (updateUrl === null) return { state: 'off' };
  try {
    if (known?.url !== updateUrl.href || now() - known.at > trusted) {
      known = { at: now(), url: updateUrl.href, version: await ask(updateUrl) };
    }
    return { state: known.version === version ? 'same' : 'other', version: known.version };
  } catch (error) {
    log.warn('what the newest version is could not be found out; check FOXDEN_UPDATE_URL', failureFields(error));
    return { state: 'unknown' };
  }
};

async function ask(url: URL): Promise<string> {
  // A list of releases with their notes is long; a repository that was renamed redirects.
  const { ok, status, text } = await askServer(url, {
    headers: { Accept: 'application/json' },
    patience,
    most: 4_194_304,
    redirect: 'follow',
  });
  if (!ok) throw new Error(`it answered with status ${status}`);
  const given = answer.parse(JSON.parse(text));
  const { tag_name, version: plain, name } = Array.isArray(given) ? given[0]! : given;
  const found = (tag_name ?? plain ?? name)?.replace(/^v(?=\d)/, '');
  if (!found || found.length > 40) throw new Error('it named no version');
  return found;
}
