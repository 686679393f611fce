import type { System } from './device-kind.ts';

/** The one setting that tells Firefox where its account server is (accounts.md §1.1). */
export const addressPref = 'identity.fxaccounts.autoconfig.uri';
/** Lets Firefox sign in over http (accounts.md §1.1). */
export const allowHttpPref = 'identity.fxaccounts.allowHttp';
/** Whether Firefox has accounts at all; LibreWolf says no. */
export const enabledPref = 'identity.fxaccounts.enabled';

const ownPrefs = (address: string): [string, string | boolean][] => [
  [addressPref, address],
  ...(address.startsWith('http:') ? [[allowHttpPref, true] as [string, boolean]] : []),
];

const call = (name: string) => (pref: [string, string | boolean]) =>
  `${name}(${JSON.stringify(pref[0])}, ${JSON.stringify(pref[1])});`;

/** Lines for `user.js` of a profile. */
export const userJs = (address: string): string => ownPrefs(address).map(call('user_pref')).join('\n');

/**
 * The two files of AutoConfig: the first tells Firefox to read the second.
 *
 * @returns Path below Firefox's own folder, and content.
 */
export const autoConfig = (address: string): { path: string; content: string }[] => [
  {
    path: 'defaults/pref/autoconfig.js',
    content: [
      call('pref')(['general.config.filename', 'mozilla.cfg']),
      'pref("general.config.obscure_value", 0);',
    ].join('\n'),
  },
  // Firefox leaves out the first line of this file, whatever it says.
  { path: 'mozilla.cfg', content: ['// Foxden', ...ownPrefs(address).map(call('lockPref'))].join('\n') },
];

/** `distribution/policies.json` that has Firefox trust the network's own authority, by a certificate in its own folder for those. */
export const policies = (): string =>
  JSON.stringify({ policies: { Certificates: { Install: ['foxden.crt'] } } }, null, 2);

/**
 * A command that writes the setting into `user.js` of a profile and keeps what else is in there. Done twice it changes nothing
 * more.
 *
 * @param folder - Of the profile, as its owner pasted it; it is quoted for the shell.
 */
export function command(system: System, address: string, folder: string): string {
  const lines = ownPrefs(address).map(call('user_pref'));
  if (system === 'windows') return powerShell(lines, folder);
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  // A home folder is found only outside of quotation marks.
  const quoted = folder.startsWith('~/') ? `~/${quote(folder.slice(2))}` : quote(folder);
  const mine = ownPrefs(address).map(([name]) => `-e ${quote(name)}`);
  return `cd ${quoted} && touch user.js && { grep -vF ${mine.join(' ')} user.js; printf '%s\\n' ${lines.map(quote).join(' ')}; } > user.js.new && mv user.js.new user.js`;
}

function powerShell(lines: string[], folder: string): string {
  // PowerShell takes typographic quotation marks for its own; each is meant when it stands twice.
  const quote = (text: string) => `'${text.replaceAll(/['‘’‚‛]/g, '$&$&')}'`;
  return [
    `$file = Join-Path (Resolve-Path -LiteralPath ${quote(folder)} -ErrorAction Stop).ProviderPath 'user.js'`,
    `$kept = @(if (Test-Path -LiteralPath $file) { [IO.File]::ReadAllLines($file) | Where-Object { $_ -notmatch 'identity\\.fxaccounts\\.(autoconfig\\.uri|allowHttp)' } })`,
    `[IO.File]::WriteAllLines($file, [string[]]($kept + ${lines.map(quote).join(', ')}))`,
  ].join('; ');
}

/** Where profiles usually lie; to be completed by who reads it. */
export const usualFolder: Record<System, string> = {
  linux: '~/.mozilla/firefox/xxxxxxxx.default-release',
  macos: '~/Library/Application Support/Firefox/Profiles/xxxxxxxx.default-release',
  windows: 'C:\\Users\\Name\\AppData\\Roaming\\Mozilla\\Firefox\\Profiles\\xxxxxxxx.default-release',
};
