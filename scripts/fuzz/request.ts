/** A request before it is written on the wire. */
export interface FuzzRequest {
  method: string;
  /** Path with its query. */
  target: string;
  headers: [string, string][];
  body: string;
  /** How it proves who asks; signed after everything else was changed, so that the change is looked at. */
  proof: 'none' | 'session' | 'storage' | 'basic' | 'access';
}

/** A request as clients send it, from which others are made. `dear`: it stretches a password, so it comes seldom. */
export interface Seed {
  method: string;
  target: string;
  proof: FuzzRequest['proof'];
  body?: unknown;
  type?: string;
  dear?: boolean;
}
