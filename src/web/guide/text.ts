import { inLanguage } from '../language/language.ts';

/** Words of the guide that connects every device. What stands in quotation marks is what that language's Firefox shows. */
export const english = {
  title: 'Connect your Firefox',
  lead: 'Foxden keeps bookmarks, passwords, history and open tabs of your Firefoxes in step, on a server of your own. Tell each Firefox once where it is.',
  otherTitle: 'Bring in another device',
  otherLead: (email: string) =>
    `This Firefox is connected as ${email} already. Choose what you want to connect next; nothing has to be signed out here.`,
  invited:
    'You have an invitation. It is kept in this browser and filled in when you create your account from Firefox, as the steps below show.',
  invitedAdministrator:
    'Your link makes you the administrator of this server. It is kept in this browser: connect this Firefox first, as the steps below show, and create your account from its menu. Then your first bookmark is synced as soon as you are done.',
  invitedElsewhere:
    'This browser is no Firefox, so the invitation is of no use in it: open the link that you were sent in the Firefox that you want to connect.',
  invitedTab: 'Sign up in this tab only',
  kindsLegend: 'Which device?',
  kinds: { desktop: 'Computer', android: 'Android', ios: 'iPhone, iPad', legacy: 'Pale Moon and the like' },
  thisDevice: 'this device',
  manage: 'Manage account',
  pairTitle: 'By a code, without typing',
  pair: 'A Firefox that is connected already can show a code. A phone that knows this server scans it; another computer reads it from a picture or as text.',
  pairShow: 'Show or enter a code',
  accountTitle: 'Your account',
  account: 'You can also look after your account from any browser.',
  signIn: 'Sign in to your account',

  desktopTitle: 'On a computer',
  desktop: {
    oldest: 'Firefox 115 (ESR) and every newer one can be connected.',
    signedOut: 'If that Firefox is signed in somewhere else, sign out first; what it has stored stays on the computer.',
    open: 'Open a new tab, type this address into the address bar and choose “Accept the Risk and Continue”:',
    aboutConfig: 'about:config',
    search: 'Search for this name:',
    set: 'Press the pencil (or choose “String” and press +), paste this address and confirm:',
    allowHttp:
      'This server is used over http on this very computer, so also set this one to “true” (choose “Boolean”):',
    restart:
      'Only in Firefox 152 and older (such as ESR 140 and ESR 115): choose “Sign in” as in the next step, close the page that opens, quit Firefox and start it again. Till then it asks the account server that it knew before.',
    signIn: 'Open the menu ☰ and choose “Sign In” beside “Sync and save data”. This page’s sign-in opens.',
  },
  nameOf: {
    address: 'the address of this server',
    pref: 'the name of the setting',
    page: 'the address of the settings page',
    file: (name: string) => `the lines for ${name}`,
    command: 'the command',
  },
  filesTitle: 'By a file or a command, for one profile or a whole office',
  files: {
    profile:
      'A profile’s folder stands in about:profiles beside “Root Directory”. Quit Firefox before you write into it, and start it afterwards.',
    folder: 'Folder of the profile',
    folderHint: 'Copy it from about:profiles. It stays in this page.',
    linux: 'Linux, in a terminal',
    macos: 'macOS, in Terminal',
    windows: 'Windows, in PowerShell',
    command: 'This writes the address into user.js of that profile. What else is in the file stays.',
    userJs: 'Or add this to the file user.js in the profile’s folder yourself:',
    autoConfig:
      'For every profile of a computer: put these two files into Firefox’s own folder, the one with its program (on macOS Firefox.app/Contents/Resources). The address can’t be changed in Firefox then.',
    policies:
      'Firefox takes no account server from policies.json: the policy “Preferences” refuses this setting. Use the two files above for it. What a policy can do is to have Firefox trust the authority of this network:',
    policiesCertificate:
      'Put foxden.crt where Firefox looks for the certificates of policies: on Linux /usr/lib/mozilla/certificates or ~/.mozilla/certificates, on macOS /Library/Application Support/Mozilla/Certificates, on Windows %LOCALAPPDATA%\\Mozilla\\Certificates. The file below goes into the folder “distribution” of Firefox’s own folder.',
    policiesNone:
      'Firefox takes no account server from policies.json: the policy “Preferences” refuses this setting. Use the two files above in its place.',
  },
  forksTitle: 'LibreWolf, Zen, Floorp, Waterfox',
  forks: {
    all: 'They are set up by the same steps. Where they differ:',
    librewolf:
      'LibreWolf switches accounts off. Set this to “true” in about:config first and start it again; then the menu has “Sign In”. (It has the same switch in its settings under LibreWolf, “Enable Firefox Sync”.)',
    librewolfClear:
      'LibreWolf also deletes cookies and site data when it is closed, so an invitation that waits in it does not outlive that: create the account before you quit it.',
    zen: 'Zen: where its sidebar shows no ☰, type about:preferences#sync into the address bar. What it syncs of its own, such as workspaces, is stored here too, and only Zen shows it.',
    floorp: 'Floorp: the same menu. What it adds to Firefox is synced only as far as Floorp itself does that.',
    waterfox:
      'Waterfox: the same menu, where it was made from Firefox 115 or newer. Waterfox Classic is too old for the accounts of this server.',
  },

  androidTitle: 'On Android',
  android: {
    port: 'Firefox for Android only talks to sign-in pages on the standard port of https. This server’s address has another port or no https, so signing in on a phone will not work until that changes.',
    signedOut: 'Firefox must be signed out while this is set. This also goes for Firefox Beta, Nightly and most forks.',
    secret: 'Open ⋮, “Settings”, then “About Firefox” at the very end, and tap the logo five times.',
    menu: 'Go back to “Settings”: there is a new entry “Sync Debug”. Open it and choose “Custom Mozilla account server”.',
    enter: 'Enter exactly this address, with no slash at its end, and leave the Sync server empty:',
    restart: 'Choose “Quit application” when it is offered, open Firefox again and sign in from “Settings”.',
    bookmarks: 'The bookmarks of computers appear in a folder of their own, “Desktop Bookmarks”.',
  },
  iosTitle: 'On iPhone and iPad',
  ios: {
    insecure:
      'Firefox for iPhone and iPad only talks to servers over https, and this address has none. These steps will work once whoever runs the server has given it https.',
    secret: 'Sign out in Firefox, open its “Settings” and tap the version number at the very end five times.',
    menu: 'At the top there is a new entry “Advanced Sync Settings”. Open it and switch on “Use Custom FxA Content Server”.',
    enter: 'Enter this address as “Custom Account Content Server URI”:',
    signIn: 'Close Firefox for good (swipe it away), open it again and choose “Sync and Save Data” in its settings.',
  },
  pictures: {
    androidAbout: 'Picture: the page “About Firefox”, its logo tapped five times',
    androidDebug: 'Picture: the settings with the new entry “Sync Debug”',
    androidServer: 'Picture: the entry “Custom Mozilla account server” below “Sync Debug”',
    iosVersion: 'Picture: the end of the settings, the version number tapped five times',
    iosAdvanced: 'Picture: the settings with the new entry “Advanced Sync Settings”',
    iosServer: 'Picture: the switch “Use Custom FxA Content Server” switched on, the address below it',
    settings: 'Settings',
    tap: '5 ×',
  },
  qrTitle: 'Bring the address onto the phone',
  qr: 'Scan this with the phone’s camera. It opens this guide there, where the address can be copied.',
  qrLabel: 'QR code of this server’s address',
  legacyTitle: 'Pale Moon, Basilisk, old SeaMonkey',
  legacy: 'They speak the older Sync 1.1, with an account of its own.',
  legacyLink: 'How to connect it by Sync 1.1',
  legacyOff: 'They speak the older Sync 1.1, which this server does not offer. Whoever runs it can switch it on.',

  checksTitle: 'Will it work from here?',
  checksLead: 'Asked from this browser, just now.',
  checksAgain: 'Check again',
  checkStates: { ok: 'Good', note: 'Look', bad: 'Wrong', running: 'Asking…' },
  checks: {
    secure: 'Safe connection',
    secureOk: 'The browser lets this page work with keys.',
    secureBad:
      'This address is not safe enough: your password is turned into keys inside the browser, and browsers only do that over https (or on the server’s own computer at http://localhost). Open Foxden by its https address. If it has none yet, whoever runs it finds the ways to get one in the README, under TLS.',
    address: 'Address of this server',
    addressOk: (url: string) => `This page was opened by the server’s own address, ${url}.`,
    addressBad: (url: string) =>
      `This page was opened by another address than the server’s own, ${url}. Firefox will only listen to that one: open it and go on there.`,
    certificate: 'Certificate',
    certificateNone:
      'The address has no https, so there is no certificate. That is fine on the server’s own computer only.',
    certificateOk: 'This browser accepts it, and nothing says that other devices would not.',
    certificateOwn:
      'It comes from this network’s own authority. Every device that syncs has to trust that once, before it is connected.',
    certificateOwnLink: 'How a device is brought to trust it',
    port: 'Reachable for Android',
    portOk: 'The address is https on its standard port, as Firefox for Android wants it.',
    portBad: (port: string) =>
      `The address has the port ${port}. Firefox for Android never listens to sign-in pages there; computers and iPhones do. Whoever runs the server can move it to port 443.`,
    portHttp: 'The address is not https, so Firefox for Android and for iPhone will not sign in.',
    clock: 'Clock',
    clockOk: 'The clock of this device and the server’s agree.',
    clockOff: (duration: string) =>
      `The clock of this device and the server’s are ${duration} apart. Let both set their time by the network: codes of two-step sign-in fail, and the newest change may lose against an older one.`,
    discovery: 'What Firefox asks first',
    discoveryOk: 'The document by which Firefox finds everything is there, and all of it leads to this server.',
    discoveryElsewhere: (url: string) =>
      `The document by which Firefox finds everything leads to ${url}, not here. Something between this browser and Foxden answers in its place, or another server does.`,
    discoveryMissing: (path: string) =>
      `The document by which Firefox finds everything can’t be read at ${path}. A proxy in front of Foxden has to pass every path below the address on, also those that begin with /.well-known/.`,
    socket: 'Codes for pairing',
    socketOk: 'WebSockets get through, so devices can be connected by a code.',
    socketBad:
      'WebSockets don’t get through, so no device can be connected by a code; everything else works. A proxy in front of Foxden has to pass on “Upgrade” for /v1/ws/.',
  },
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('guide', english);
