import type { Environment } from '../signin/environment.ts';
import { text } from './text.ts';

/** Offers a signed-out desktop Firefox to sign in with a code instead of a password; phones have a scanner of their own. */
export function PairInstead({ environment }: { environment: Environment }) {
  if (environment.kind !== 'firefox' || !environment.status.isDesktop || environment.status.signedInUser) return null;
  return (
    <p>
      <a href={`/pair/code${location.search}`}>{text.pairInstead}</a>
    </p>
  );
}
