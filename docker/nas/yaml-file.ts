import { stringify } from 'yaml';

/**
 * Writes a YAML file.
 *
 * @param head - Comment at its top; wrapped.
 * @param content - Undefined values are left out.
 */
export function yamlFile(head: string, content: object): string {
  const comment = head
    .split('\n')
    .flatMap((paragraph) => paragraph.match(/.{1,110}(?: |$)/g) ?? [])
    .map((line) => `# ${line.trim()}\n`)
    .join('');
  // Without anchors and folded lines: the form that every store's own parser reads.
  return `${comment}${stringify(content, { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: 'PLAIN' })}`;
}
