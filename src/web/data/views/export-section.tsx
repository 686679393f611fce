import { useState } from 'preact/hooks';
import { language } from '../../language/language.ts';
import type { OpenRecord } from '../../sync-client/records.ts';
import type { CollectionInfo } from '../../sync-client/sync-client.ts';
import { Notice } from '../../ui/notice.tsx';
import { own } from '../../ui/own.ts';
import { saveFile } from '../../ui/save-file.ts';
import { describeDataProblem } from '../../vault/describe.ts';
import { buildTree } from '../bookmark-tree.ts';
import type { Collections } from '../collections.ts';
import { toJson } from '../export/archive.ts';
import { toNetscapeHtml } from '../export/netscape-html.ts';
import { toPasswordsCsv } from '../export/passwords-csv.ts';
import { text } from '../text.ts';
import { loginsOf } from './passwords-view.tsx';

/** Everything as files. */
export function ExportSection({ collections, list }: { collections: Collections; list: CollectionInfo[] }) {
  const [status, setStatus] = useState<{ kind: 'note' | 'good' | 'bad'; words: string }>();
  const nameOf = (name: string) => own(text.names, name) ?? name;

  async function bookmarks(): Promise<string> {
    const { records } = await collections.read('bookmarks');
    return toNetscapeHtml(buildTree(records as OpenRecord<'bookmarks'>[]), text.roots);
  }

  async function passwords(): Promise<string> {
    const { records } = await collections.read('passwords');
    return toPasswordsCsv(loginsOf(records).map(({ id, clear }) => ({ ...clear, id })));
  }

  const json = async (name: string) => toJson((await collections.read(name)).records);

  async function everything(): Promise<Blob> {
    const { client, email } = collections.vault;
    const has = (name: string) => list.some((each) => each.name === name);
    const day = new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format();
    const files = [{ name: 'README.txt', content: text.readme(location.host, email, day) }];
    if (has('bookmarks')) files.push({ name: 'bookmarks.html', content: await bookmarks() });
    if (has('passwords')) files.push({ name: 'passwords.csv', content: await passwords() });
    for (const { name } of list) {
      // The keys themselves open nothing but what is here in clear already.
      if (name === 'crypto') continue;
      setStatus({ kind: 'note', words: text.packing(nameOf(name)) });
      files.push({ name: `${name}.json`, content: await json(name) });
    }
    return new Blob([await client.zip(files)], { type: 'application/zip' });
  }

  function save(fileName: string, make: () => Promise<string | Blob>) {
    return async () => {
      setStatus({ kind: 'note', words: text.packing(fileName) });
      try {
        saveFile(fileName, await make());
        setStatus({ kind: 'good', words: text.packed(fileName) });
      } catch (error) {
        setStatus({ kind: 'bad', words: describeDataProblem(error) });
      }
    };
  }

  return (
    <section class="card" aria-labelledby="export">
      <h2 id="export">{text.exportTitle}</h2>
      <p>{text.exportLead}</p>
      {status && <Notice kind={status.kind}>{status.words}</Notice>}
      <p class="row">
        <Save words={text.exportBookmarks} onClick={save('bookmarks.html', bookmarks)} />
        <Save words={text.exportPasswords} onClick={save('passwords.csv', passwords)} />
        <Save words={text.exportAll} onClick={save('my-data.zip', everything)} />
      </p>
      <details>
        <summary>JSON</summary>
        <p class="row">
          {list
            .filter(({ name }) => name !== 'crypto')
            .map(({ name }) => (
              <Save key={name} words={text.exportOne(nameOf(name))} onClick={save(`${name}.json`, () => json(name))} />
            ))}
        </p>
      </details>
    </section>
  );
}

const Save = ({ words, onClick }: { words: string; onClick(): void }) => (
  <button type="button" class="button quiet" onClick={onClick}>
    {words}
  </button>
);
