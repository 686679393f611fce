/** What was wrong with the request, for people. */
export const malformedUrl = 'The address has a % that begins no UTF-8 character';

/** True when a request failed because its path can't be decoded, which Express finds when it looks for a route. */
export const isMalformedUrl = (thrown: unknown): boolean => thrown instanceof URIError;
