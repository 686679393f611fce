import type { Environment } from '../signin/environment.ts';
import { text } from './text.ts';

/** Offers a signed-out desktop Firefox to sign in with a code instead of a password; phones have a scanner of their own. */
export function PairInstead({ environment }: { environment: Environment }) {
  if (environment.kind !== 'firefox' || !environment.status.isDesktop || environment.status.signedInUser) return null;
  // The other Firefox can give the Sync key, but not the password that such a one fetches it with.
  if (environment.takesKeys) return null;
  return (
    <p>
      <a href={`/pair/code${location.search}`}>{text.pairInstead}</a>
    </p>
  );
}
