import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';

/** What an access token tells the profile server. */
export interface ProfileToken {
  uid: string;
  /** Space-separated. */
  scope: string;
  email: string;
  displayName: string | null;
  locale: string | null;
}

/** Everything that the profile server works with. */
export interface ProfileContext {
  config: Pick<Config, 'publicUrl'>;
  db: Database;
  /** Tells what one of our access tokens stands for; undefined when it isn't good. */
  openAccessToken: (token: string) => Promise<ProfileToken | undefined>;
  /** Tells an account's devices in the background, so that they fetch the profile again. */
  push: { tellOthers(uid: string, exceptDeviceId: string | null, command: 'fxaccounts:profile_updated'): void };
  /** Tells the time in ms. */
  now: () => number;
}
