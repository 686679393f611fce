/** A block of code in the worked examples. */
export interface Example {
  /** The heading that it stands below. */
  title: string;
  file: string;
  text: string;
  /** Beside which line it goes; undefined: it is the whole file. */
  place?: { side: 'after' | 'before'; words: string };
}

/** Reads the worked examples: fenced blocks that say in their first line where they belong. */
export function readExamples(markdown: string): Example[] {
  return markdown.split(/^## /m).flatMap((section) => {
    const title = section.split('\n', 1)[0]!;
    return [...section.matchAll(/^```ts (new|in)=(\S+)(?: (after|before)="([^\n]*)")?\n([\s\S]*?)^```$/gm)].map(
      ([, kind, file, side, words, text]) => ({
        title,
        file: file!,
        text: text!,
        place: kind === 'in' ? { side: side as 'after' | 'before', words: words! } : undefined,
      }),
    );
  });
}
