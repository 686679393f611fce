import { expect, it } from 'vitest';
import { commands } from '../command-table.ts';
import { commandNames, installationOf, nameCommands } from './installation.ts';

const npm = { FOXDEN_INSTALLATION: 'npm' };

it('knows every command by name', () => {
  expect(commandNames.toSorted()).toEqual([...Object.keys(commands), 'help'].toSorted());
});

it('writes commands as this installation calls them, and nothing else', () => {
  expect(nameCommands('Run `foxden status`, then foxden user list.', npm)).toBe(
    'Run `npx foxden status`, then npx foxden user list.',
  );
  expect(nameCommands('Usage: foxden <command>', { FOXDEN_INSTALLATION: 'image' })).toBe(
    'Usage: docker compose exec foxden foxden <command>',
  );
  for (const text of [
    'foxden has no command "x"',
    'npx foxden status',
    '/srv/foxden log',
    'the user foxden',
    'Foxden node',
  ]) {
    expect(nameCommands(text, npm)).toBe(text);
  }
  expect(nameCommands('foxden status', {})).toBe('foxden status');
});

it('has other files and folders for a service, and lets FOXDEN_ENV_FILE name another', () => {
  expect(installationOf({ FOXDEN_INSTALLATION: 'service' })).toMatchObject({
    dataDir: '/var/lib/foxden',
    envFile: '-/etc/foxden/foxden.env',
  });
  expect(installationOf({ ...npm, FOXDEN_ENV_FILE: '/x' }).envFile).toBe('/x');
});
