import { useEffect, useState } from 'preact/hooks';
import { FileChoice } from '../ui/file-choice.tsx';
import { describeProblem } from '../ui/problem.ts';
import { readQrFile } from './read-qr.ts';
import { text } from './text.ts';

/** Takes a picture of a code: chosen, or pasted anywhere on the page. It never leaves the browser. */
export function PictureInput({ label, onText }: { label: string; onText(text: string): void }) {
  const [problem, setProblem] = useState<string>();

  async function read(file: Blob | null | undefined) {
    if (!file) return;
    try {
      const found = await readQrFile(file);
      setProblem(found === null ? text.noCodeInPicture : undefined);
      if (found !== null) onText(found);
    } catch (error) {
      setProblem(describeProblem(error));
    }
  }

  useEffect(() => {
    const paste = (event: ClipboardEvent) => void read(event.clipboardData?.files[0]);
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  });

  return <FileChoice label={label} accept="image/*" error={problem} onFile={(file) => void read(file)} />;
}
