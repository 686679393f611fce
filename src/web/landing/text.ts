import { inLanguage } from '../language/language.ts';

/** Words of the pages that show how to connect a Firefox, and of those that say why it can't work here. */
export const english = {
  desktop: {
    open: 'Open a new tab, type this address into the address bar and accept the warning:',
    aboutConfig: 'about:config',
    search: 'Search for this name:',
    set: 'Press the pencil (or choose “String” and press +), paste this address and confirm:',
  },
  nameOf: {
    address: 'the address of this server',
    pref: 'the name of the setting',
    page: 'the address of the settings page',
  },
  externalTitle: 'This server stores Sync data',
  external:
    'Accounts are kept by another server, usually Mozilla’s. Sign in to Firefox there as usual, and tell Firefox once to store its data here.',
  externalPref: 'identity.sync.tokenserver.uri',
  externalRestart: 'Restart Firefox, or sign out and in again. From then on it syncs with this server.',
  externalPhones:
    'Firefox for Android takes the same address: open ⋮, “Settings”, “About Firefox”, tap the logo five times, go back to “Settings”, open “Sync Debug” and enter it as “Custom Sync server”. Firefox for iPhone and iPad can’t be connected: its setting for this also takes it away from the accounts of the other server.',
  deafTitle: 'Start from Firefox itself',
  deafChannel:
    'This page was opened outside of a sign-in, or Firefox was restarted meanwhile, so Firefox is not listening to it. Close this tab, open the menu ☰ of Firefox and choose “Sign in”.',
  notFirefoxTitle: 'Please open this in Firefox',
  notFirefox:
    'This page connects a Firefox to your account, so it has to be opened by Firefox: open its menu and choose “Sign in”.',
  serviceNames: {
    relay: 'Firefox Relay',
    vpn: 'Mozilla VPN',
    smartwindow: 'Smart Window',
    monitor: 'Mozilla Monitor',
  } as Record<string, string>,
  otherServiceTitle: (name: string) => `${name} is Mozilla’s own service`,
  otherService: (name: string) =>
    `This Firefox was told to use this server for its account, and wants one for ${name}. That is run by Mozilla, with accounts of Mozilla’s only, so it cannot be used with an account from here. Nothing was changed, and nothing was sent to Mozilla.`,
  otherServiceNext: (name: string) =>
    `To use ${name}, sign in at Mozilla in another profile of Firefox, one that does not know this server. To keep bookmarks, passwords and tabs in step here, sign in to sync.`,
  syncInstead: 'Sign in to sync instead',
  tooOldTitle: 'This Firefox is too old',
  tooOld:
    'It asks to sign in by a way that was given up years ago. No account was made and nothing was changed. Foxden connects Firefox 115 (ESR) and all newer ones: update this Firefox, then start again from its menu.',
  tooOldForCodes:
    'It cannot be signed in with a code from another Firefox; that takes Firefox 140 or newer. Start again from its menu and sign in with your password instead.',
  androidDeafTitle: 'Firefox is not listening',
  androidDeaf: (address: string) =>
    `Firefox for Android does not listen to this page. In its Sync Debug settings the account server must be exactly ${address}, with no slash at its end and no port, reached over https. Correct it, quit Firefox and try again.`,
  howTo: 'How to connect Firefox',
  insecureTitle: 'This address is not safe enough',
  insecure:
    'Your password is turned into keys inside the browser, and browsers only do that over https (or on the server’s own computer at http://localhost). Nothing was sent.',
  insecureNext:
    'Open Foxden by its https address. If it has none yet, whoever runs it can find the ways to get one in the README, under TLS.',
  setupTitle: 'Foxden is running. One thing is missing.',
  setupWhy:
    'It does not know its public address yet, so it takes no sign-ins: browsers bind accounts and signatures to that one address, and a guess would break later.',
  setupSteps: [
    'Decide on the https address by which all your devices will reach this server, such as https://foxden.example.org.',
    'Give it to Foxden as the setting FOXDEN_PUBLIC_URL: in the file .env beside compose.yaml, in the form of your NAS’s app store, or as an environment variable.',
    'Restart Foxden and open that address.',
  ],
  setupExample: 'the setting',
  unknownClientTitle: 'This program is not known here',
  unknownClient: (id: string) =>
    `The address that brought you here is for a sign-in to the program “${id}”, and this server knows none of that name.`,
  noClient: 'The address that brought you here is for a sign-in to a program, but it doesn’t say to which.',
  unknownClientNext:
    'If you came from Firefox, begin again in its settings. Another program must be one that this server offers a sign-in for.',
  rootNeededTitle: 'Firefox can’t sign in at this address',
  rootNeeded:
    'This server keeps accounts and is set up below a path, but Firefox looks for the pages of accounts at the root of a host: the sign-in would end nowhere.',
  rootNeededNext:
    'Its administrator can give it a host name of its own and set FOXDEN_PUBLIC_URL to that, or leave the accounts to Mozilla with FOXDEN_ACCOUNTS=mozilla: the synced data may then stay below the path.',
  notFoundTitle: 'There is no such page',
  notFound: 'The link may be old or mistyped.',
  home: 'To the start page',
  backTitle: 'Go back to Firefox',
  back: 'The sign-in is finished. If Firefox did not take over by itself, close this page and look into its settings.',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('landing', english);
