import { language } from '../language/language.ts';
import { Copy } from '../ui/copy.tsx';
import { Heading } from '../ui/heading.tsx';
import { KeepIt } from '../ui/keep-it.tsx';
import { Notice } from '../ui/notice.tsx';
import { text } from './text.ts';

/** Shows a new recovery key, once, as a sheet to print or save. */
export function RecoverySheet({ email, recoveryKey }: { email: string; recoveryKey: string }) {
  const grouped = recoveryKey.match(/.{4}/g)?.join(' ') ?? '';
  const facts = text.keySheet(email, location.origin, new Date().toLocaleDateString(language(), { dateStyle: 'long' }));
  const asFile = [text.keySheetTitle, facts, '', grouped, '', text.keySheetUse, ''].join('\n');
  return (
    <div class="card sheet">
      <Heading key="sheet">{text.keyDoneTitle}</Heading>
      <div class="no-print">
        <Notice kind="note">{text.keyDone}</Notice>
      </div>
      <p>{facts}</p>
      <Copy name={text.keyName} value={grouped} />
      <p>{text.keySheetUse}</p>
      <KeepIt file={text.keyFile} content={asFile} next="/settings" />
    </div>
  );
}
