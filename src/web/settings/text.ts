/** Words of the settings. */
export const text = {
  title: 'Your account',
  signInTitle: 'Sign in to your account',
  signInLead:
    'In a Firefox that syncs with this server your account opens by itself. In any other browser sign in with your password; the browser forgets it when the tab is closed.',
  signIn: 'Sign in',
  howTo: 'How to connect Firefox',
  byFirefox: 'Signed in by this Firefox',
  byTab: 'Signed in for this tab only',
  signOut: 'Sign out',
  signOutFirefox: 'Sign this Firefox out',
  signedOutTitle: 'You are signed out',
  signedOut: 'Your data stays on your devices and, encrypted, on the server.',
  clientsTitle: 'Devices and apps',
  clientsLead:
    'Everything that is signed in to your account. Sign out what you do not know, and change your password then.',
  noClients: 'No Firefox is connected yet.',
  thisOne: 'This one',
  lastActive: (when: string) => `Last active ${when}`,
  neverActive: 'Not active yet',
  unnamed: 'Unnamed device',
  kinds: { desktop: 'Computer', mobile: 'Phone', tablet: 'Tablet', tv: 'TV', vr: 'Headset' } as Record<string, string>,
  app: 'Browser or app',
  signOutOf: (name: string) => `Sign out ${name}`,
  signOutConfirm: (name: string) =>
    `Sign ${name} out? It stops syncing within the hour and keeps what it has stored so far.`,
  yes: 'Yes, sign out',
  no: 'No, keep it',
  removed: (name: string) => `${name} is signed out.`,
  another: 'Connect another device',
  back: 'Back to your account',
};
