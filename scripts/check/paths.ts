/** A path that a document names, and that isn't there. */
export interface MissingPath {
  line: number;
  path: string;
}

/** Folders at the root whose files documents name from there. */
const roots = 'src|scripts|testing|e2e|docker|docs|nginx|\\.github|\\.devcontainer';

/**
 * Finds paths of the repository that a document names and that don't exist: links to files, and words such as
 * `src/context.ts` in code marks. What has capitals, stars or braces in it (`src/accounts/NOUN/NAME.ts`) stands for many.
 *
 * @param file - The document's own path, which its links start from.
 * @param markdown - What it says.
 * @param exists - Returns true for a path from the root of the repository that is there.
 */
export function missingPaths(file: string, markdown: string, exists: (path: string) => boolean): MissingPath[] {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  return markdown.split('\n').flatMap((text, index) => {
    const links = [...text.matchAll(/\]\((?!\w+:|#|<)([^)\s#]+)[^)]*\)/g)].map(([, path]) => resolve(folder + path!));
    const named = [...text.matchAll(new RegExp(`\`((?:${roots})/[\\w./-]+)\``, 'g'))]
      .map(([, path]) => path!)
      .filter((path) => !/(^|[/.-])[A-Z]{3,}/.test(path.replace(/README\.md|LICENSE/, '')));
    return [...links, ...named]
      .filter((path) => !exists(path.replace(/\/$/, '')))
      .map((path) => ({ line: index + 1, path }));
  });
}

/** Takes `.` and `..` out of a path. */
function resolve(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
