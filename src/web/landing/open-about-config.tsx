import { Copy } from '../ui/copy.tsx';
import { text } from './text.ts';

const { desktop, nameOf } = text;

/** First step of every change of a setting that has no switch. Pages can't link there. */
export function OpenAboutConfig() {
  return (
    <li>
      {desktop.open}
      <Copy name={nameOf.page} value={desktop.aboutConfig} />
    </li>
  );
}
