import { saveFile } from './save-file.ts';
import { text } from './text.ts';

/** The buttons below something that is shown only once: print it, save it, go on. */
export function KeepIt({ file, content, next }: { file: string; content: string; next: string }) {
  return (
    <p class="row no-print">
      <button type="button" class="button" onClick={() => window.print()}>
        {text.print}
      </button>
      <button type="button" class="button quiet" onClick={() => saveFile(file, content)}>
        {text.saveAsFile}
      </button>
      <a class="button quiet" href={next}>
        {text.saved}
      </a>
    </p>
  );
}
