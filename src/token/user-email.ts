/**
 * The `email` of a row in `users`. The domain is a label, not a mail domain: the one that Mozilla's production uses, so that
 * rows can move in and back (sync15.md §17.1).
 *
 * @param accountUid - 32 hex characters.
 */
export const userEmail = (accountUid: string): string => `${accountUid}@api.accounts.firefox.com`;
