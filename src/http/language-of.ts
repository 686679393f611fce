/**
 * The first language of an Accept-Language header (RFC 9110 section 12.5.4) that there are words in. Browsers name them in the order
 * in which they are wanted.
 *
 * @param header - Null or undefined where nobody has sent one.
 * @param offered - Such as `de`.
 * @returns Undefined where there is none of them.
 */
export function languageOf<Language extends string>(
  header: string | null | undefined,
  offered: readonly Language[],
): Language | undefined {
  const wanted = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.map((name) => offered.find((each) => each === name)).find((found) => found !== undefined);
}
