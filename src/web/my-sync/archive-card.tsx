import { useState } from 'preact/hooks';
import { downloadArchive } from '../api/sync-data-api.ts';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { text } from './text.ts';

/** Saves everything that is stored as a file, encrypted as it is. */
export function ArchiveCard({ sessionToken, onDone }: { sessionToken: string; onDone(): void }) {
  const [isDone, setDone] = useState(false);

  async function download() {
    setDone(false);
    const archive = await downloadArchive(sessionToken);
    saveFile(`foxden-sync-data-${new Date().toISOString().slice(0, 10)}.jsonl`, archive);
    setDone(true);
    onDone();
  }

  return (
    <section class="card" aria-labelledby="archive">
      <h2 id="archive">{text.archiveTitle}</h2>
      <p>{text.archiveLead}</p>
      {isDone && <Notice kind="good">{text.archiveDone}</Notice>}
      <Form submit={text.archiveSubmit} onSubmit={download} compact />
    </section>
  );
}
