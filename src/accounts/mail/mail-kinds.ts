/** What a mail is about, and the facts that its text needs. Codes are as people type them. */
export interface MailKinds {
  /** `linkCode` is what the link holds. */
  verifyCode: { code: string; linkCode: string; minutes: number; link: string };
  resetCode: { code: string; minutes: number };
  legacyReset: { link: string; hours: number };
  unblockCode: { code: string; minutes: number };
  changeEmailCode: { code: string; minutes: number };
  changeAccountCode: { code: string; minutes: number };
  /** `program`, such as `Firefox 153`, and `system` are empty when it has not told them. */
  newSignIn: { program: string; system: string; address: string; time: string };
  passwordChanged: { time: string };
  passwordReset: { time: string };
  emailChanged: { newEmail: string; time: string };
  twoFactorOn: { time: string };
  twoFactorOff: { time: string };
  twoFactorPaused: { address: string; time: string };
  recoveryCodeUsed: { remaining: number; time: string };
  recoveryKeyCreated: { time: string };
  recoveryKeyRemoved: { time: string };
}

export type MailKind = keyof MailKinds;

/** A mail as what it is about, with its facts. */
export type MailSubject = { [K in MailKind]: { kind: K; facts: MailKinds[K] } }[MailKind];

/** The words of one mail. `code`, when there is one, is shown large between `lead` and `rest`; `link` does the same. */
export interface MailText {
  subject: string;
  lead: string;
  code?: string;
  link?: string;
  rest: string;
}

/** All mails in one language. A translation is one more file of this type in `texts/`. */
export interface MailTexts {
  mails: { [K in MailKind]: (facts: MailKinds[K]) => MailText };
  /** Last line of every mail; `origin` is the server's address. */
  footer: (origin: string) => string;
}
