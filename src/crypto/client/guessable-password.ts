/** How many guesses a password must withstand at least; who guesses here gets a hundred a day. */
const enough = 1e6;

/**
 * True when a password is among those that everybody tries first: common ones also with other letters, digits behind them
 * or in rows of the keyboard, and what is known of the person.
 *
 * @param known - Words that are no secret here, such as the address. The lists are loaded at the first call.
 */
export async function isGuessablePassword(password: string, known: string[]): Promise<boolean> {
  const [{ ZxcvbnFactory }, common] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const estimator = new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
  // Longer ones are strong by their length or weak by their beginning, and take ever longer to look at.
  const words = known.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2);
  return estimator.check(password.slice(0, 64), words).guesses < enough;
}
