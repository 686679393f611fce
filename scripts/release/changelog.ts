/** A semantic version (semver.org), as far as a tag may have it: numbers, and perhaps a pre-release. */
const semantic = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/;

/** True for versions such as 1.2.0-rc.1. */
export const isPreRelease = (version: string): boolean => version.includes('-');

/**
 * Takes the section of one version out of a changelog in the form of Keep a Changelog.
 *
 * @returns Its text, without the heading.
 * @throws {Error} In words, when the version isn't semantic, has no section with a date, or one that is empty.
 */
export function sectionOf(changelog: string, version: string): string {
  if (!semantic.test(version)) throw new Error(`${version} is not a semantic version, such as 1.2.3 or 1.2.3-rc.1.`);
  const sections = changelog.split(/^(?=## )/m);
  const heading = `## [${version}]`;
  const section = sections.find((text) => text.startsWith(heading));
  if (!section)
    throw new Error(`CHANGELOG.md has no section ${heading}: rename "Unreleased", with the date behind it.`);
  const [first = '', ...rest] = section.split('\n');
  if (!/ - \d{4}-\d\d-\d\d$/.test(first)) throw new Error(`"${first}" has no date: ${heading} - 2026-12-31.`);
  // Links of the headings stand at the end of the file.
  const text = rest.filter((line) => !/^\[[^\]]+\]: /.test(line)).join('\n');
  if (text.trim() === '') throw new Error(`The section ${heading} of CHANGELOG.md is empty.`);
  return `${text.trim()}\n`;
}
