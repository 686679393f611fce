import type { Queries } from '../../database/database.ts';
import { languageOf } from '../../http/language-of.ts';
import { inWords, languages, type Tell, tellerIn } from '../languages/translate.ts';
import { localeOf } from '../store/locales.ts';
import type { Message, Notice, Said, WriteFor } from './notice.ts';

/** Makes what writes a notice for whoever gets it. Who has no account here, and named no language, reads English. */
export function writerOf(db: Queries, notice: Notice): WriteFor {
  return async (email) => write(notice, await tellerIn(languageOf(await localeOf(db, email), ['en', ...languages])));
}

function write({ name, title, text }: Notice, tell: Tell | undefined): Message {
  const say = ({ english, saying }: Said) => {
    const told = saying && tell?.(saying);
    return told ? inWords(told) : english;
  };
  return { name, title: say(title), text: text.map(say).join(' ') };
}
