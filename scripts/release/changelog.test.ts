import { expect, it } from 'vitest';
import { sectionOf } from './changelog.ts';

const changelog = `# Changelog

## [Unreleased]

## [1.2.0] - 2026-12-01

### Added
- This.

## [1.2.0-rc.1] - 2026-11-01

- That.

## [1.1.0]
- No date.

## [1.0.0] - 2026-10-01

[1.0.0]: https://example.org/
`;

it('takes the section of one version', () => {
  expect(sectionOf(changelog, '1.2.0')).toBe('### Added\n- This.\n');
  expect(sectionOf(changelog, '1.2.0-rc.1')).toBe('- That.\n');
});

it.each([
  ['1.3.0', /no section/],
  ['1.1.0', /has no date/],
  ['1.0.0', /is empty/],
  ['1.2', /not a semantic version/],
  ['v1.2.0', /not a semantic version/],
  ['01.2.0', /not a semantic version/],
])('refuses %s', (version, reason) => {
  expect(() => sectionOf(changelog, version)).toThrow(reason);
});
