import { CardPage } from '../ui/card-page.tsx';
import { KeepIt } from '../ui/keep-it.tsx';
import { Notice } from '../ui/notice.tsx';
import { text } from './text.ts';

/** Shows recovery codes, which can be seen only once. `done`: what came of it; `next`: where to go on. */
export function RecoveryCodes({ codes, done, next }: { codes: string[]; done: string; next: string }) {
  return (
    <CardPage title={text.codesTitle}>
      <Notice kind="good">{done}</Notice>
      <p>{text.codesLead}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <KeepIt file={text.codesFile} content={`${codes.join('\n')}\n`} next={next} />
    </CardPage>
  );
}
