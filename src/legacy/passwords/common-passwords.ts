/** How many of the most common ones are refused, as ASVS 5 asks for (6.2.4). */
const refused = 3000;

let common: Promise<Set<string>> | undefined;

/** Returns true when a password is among the {@link refused} that everybody tries first, in any capitals. Loads the list at the first call. */
export async function isCommonPassword(password: string): Promise<boolean> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].slice(0, refused).map((word) => String(word))),
  );
  return (await common).has(password.toLowerCase());
}
