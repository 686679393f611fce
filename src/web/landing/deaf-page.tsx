import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { text } from './text.ts';

/** Says why this page can't reach a Firefox, and what to do about it. */
export function DeafPage({ why }: { why: 'no channel' | 'not firefox' | 'android' | 'too old' | 'too old for codes' }) {
  const [title, words] = {
    'no channel': [text.deafTitle, text.deafChannel],
    'not firefox': [text.notFirefoxTitle, text.notFirefox],
    'too old': [text.tooOldTitle, text.tooOld],
    'too old for codes': [text.tooOldTitle, text.tooOldForCodes],
    android: [text.androidDeafTitle, text.androidDeaf(location.origin)],
  }[why] as [string, string];
  return (
    <Frame width="narrow">
      <div class="card">
        <Heading>{title}</Heading>
        <p>{words}</p>
        <a class="button quiet" href="/connect_another_device">
          {text.howTo}
        </a>
      </div>
    </Frame>
  );
}
