import { inLanguage } from '../../language/language.ts';

/** Words about accounts and invitations. */
export const english = {
  accountsTitle: 'Who has an account',
  accountsLead: 'Open an account to set its quota, lock it, sign it out, or delete it.',
  search: 'Search by address',
  found: (shown: string, all: string) => `${shown} of ${all} accounts`,
  more: 'Show more',
  administrator: 'administrator',
  locked: 'locked',
  you: 'you',
  neverUsed: 'never used',
  lastUsed: (when: string) => `last used ${when}`,
  devices: (count: number) => (count === 1 ? '1 device' : `${count} devices`),
  storedOf: (bytes: string, quota: string) => `${bytes} of ${quota}`,
  createdAt: (when: string) => `Created ${when}`,
  ownAccount: 'This is your own account. Change it on your account’s page, so that you don’t lock yourself out here.',
  quota: 'May store',
  quotaDefault: (what: string) => `Like everybody (${what})`,
  noLimit: 'no limit',
  quotaOwn: 'At most…',
  quotaMegabytes: 'Megabytes',
  quotaInvalid: 'Type a whole number of megabytes, such as 500.',
  quotaSubmit: 'Set quota',
  quotaDone: (email: string) => `The quota of ${email} is set. It is in force within the hour.`,
  actions: {
    lock: {
      label: 'Lock',
      name: (email: string) => `Lock ${email}`,
      question: (email: string) =>
        `Lock ${email}? Its devices stop syncing within seconds and nobody can sign in. Its data stays, and you can unlock it.`,
      yes: 'Yes, lock it',
      done: (email: string) => `${email} is locked.`,
    },
    unlock: {
      label: 'Unlock',
      name: (email: string) => `Unlock ${email}`,
      question: (email: string) => `Let ${email} in again?`,
      yes: 'Yes, unlock it',
      done: (email: string) => `${email} is unlocked.`,
    },
    signOut: {
      label: 'Sign out everywhere',
      name: (email: string) => `Sign ${email} out everywhere`,
      question: (email: string) =>
        `Sign ${email} out of all devices and apps? Each of them asks for the password again; nothing is deleted.`,
      yes: 'Yes, sign it out',
      done: (email: string) => `${email} is signed out everywhere.`,
    },
    promote: {
      label: 'Make administrator',
      name: (email: string) => `Make ${email} an administrator`,
      question: (email: string) =>
        `Make ${email} an administrator? They could do everything that you can do here, also to your account.`,
      yes: 'Yes, make them one',
      done: (email: string) => `${email} is an administrator now.`,
    },
    demote: {
      label: 'Take rights back',
      name: (email: string) => `Take the administrator’s rights of ${email} back`,
      question: (email: string) => `Take the administrator’s rights of ${email} back? The account itself stays.`,
      yes: 'Yes, take them back',
      done: (email: string) => `${email} is no administrator any more.`,
    },
    delete: {
      label: 'Delete',
      name: (email: string) => `Delete ${email}`,
      question: (email: string) =>
        `Delete ${email} with everything that it has synced to this server, for good? Its devices keep what they have.`,
      yes: 'Yes, delete it for good',
      done: (email: string) => `${email} is deleted.`,
    },
  },
  resetCode: {
    label: 'Code for a new password',
    name: (email: string) => `Make a code with which ${email} sets a new password`,
    question: (email: string) =>
      `Make a code for ${email}? Whoever has it can set a new password. Give it only to the person, by a way that you trust.`,
    yes: 'Yes, make it',
    done: (email: string) => `${email} chooses “Forgot your password?” and types this code:`,
  },
  codesTitle: 'Codes that people wait for',
  codesLead: 'This server sends no mail, so hand them out yourself, by a way that you trust.',
  goodUntilMoment: (when: string) => `good until ${when}`,
  invitesTitle: 'Invitations',
  invitesLead: 'Whoever opens the link of an invitation may create an account.',
  noInvites: 'There are no invitations.',
  adminInvite: 'Link of the first administrator',
  noNote: 'Without a note',
  inviteStates: { open: 'open', 'used up': 'used up', expired: 'has run out' },
  usesLeft: (left: number, all: number) => `${left} of ${all} left`,
  forEver: 'does not run out',
  revoke: 'Take back',
  revokeOf: (what: string) => `Take the invitation ${what} back`,
  revokeQuestion: 'Take this invitation back? Its link is worthless then.',
  revokeYes: 'Yes, take it back',
  invite: 'Invite somebody',
  inviteSubmit: 'Make invitation',
  note: 'Note',
  noteHint: 'For yourself, such as the name of whom you invite.',
  uses: 'Number of accounts',
  usesInvalid: 'Type a number from 1 to 1000.',
  days: 'Good for days',
  daysHint: 'Leave it empty for an invitation that does not run out.',
  daysInvalid: 'Type a number from 1 to 3650, or nothing.',
  linkTitle: 'The link of the new invitation',
  linkLead: 'It is shown only now. Send it by a way that you trust, or have the picture scanned by a phone.',
  linkName: 'the link of the invitation',
  linkPicture: 'The link of the invitation as a QR code',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('admin/users', english);
