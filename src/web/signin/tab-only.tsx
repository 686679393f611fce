import { Notice } from '../ui/notice.tsx';
import type { Environment } from './environment.ts';
import { text } from './text.ts';

/** Says beforehand that this sign-in makes no Firefox sync, where that is so. */
export function TabOnly({ environment }: { environment: Pick<Environment, 'kind'> }) {
  if (environment.kind !== 'web') return null;
  return (
    <Notice kind="note">
      {text.tabOnly} <a href="/connect">{text.connectFirst}</a>
    </Notice>
  );
}
