import type { Told } from '../api/admin-api.ts';
import { language } from '../language/language.ts';

/** What the server has said: in the reader's language where it can, else in English, marked as that. */
export function Said({ by, english, part = 'says' }: { by: Told; english: string | undefined; part?: 'says' | 'fix' }) {
  const told = by.told?.[part];
  if (told !== undefined || language() === 'en') return <>{told ?? english}</>;
  return <span lang="en">{english}</span>;
}
