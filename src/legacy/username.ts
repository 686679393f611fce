/** Tells whether a text may be a user's name in a URL; names are compared in lower case (sync11.md §1.1). */
export const isUsername = (text: string): boolean => /^[a-zA-Z0-9._-]{1,32}$/.test(text);
