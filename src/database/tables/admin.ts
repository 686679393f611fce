/** An invitation. Times are ms. */
export interface InviteTable {
  /** What the administrator calls it by; tells nothing of the code. */
  id: string;
  /** SHA-256 of the code in the link, hex. */
  code_hash: string;
  /** 1 when the account that it makes is the administrator's. */
  grants_admin: number;
  /** How often it could be used when it was made, and still can. */
  uses: number;
  uses_left: number;
  note: string;
  created_at: number;
  /** Null: never. */
  expires_at: number | null;
}

/** A solved challenge of the captcha, which counts only once. */
export interface SpentChallengeTable {
  id: string;
  /** ms; after that the challenge itself counts no more. */
  expires_at: number;
}

/** A user whose storage quota differs from everybody's. */
export interface UserQuotaTable {
  /** As in the token server's `users`: `<account uid>@<domain>`. */
  email: string;
  /** Null: as much as there is room. */
  quota_bytes: number | null;
}

/** What the server did within a step of time. */
export interface ActivitySampleTable {
  /** How long the step is. */
  minutes: number;
  /** When it began, ms. */
  at: number;
  /** An ActivitySample as JSON. */
  data: string;
}

/** Something that the administrator was told, and that still holds. */
export interface ToldNoticeTable {
  /** What, such as `backup` or `device <id>`. */
  name: string;
  /** ms */
  told_at: number;
}

export interface AdminTables {
  invites: InviteTable;
  spent_challenges: SpentChallengeTable;
  user_quotas: UserQuotaTable;
  activity_samples: ActivitySampleTable;
  told_notices: ToldNoticeTable;
}
