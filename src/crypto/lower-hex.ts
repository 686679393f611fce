/** A token of 32 bytes in lower case, as its hash was made; what is no hex stays as it is. */
export const lowerHex = (token: string): string => (/^[0-9a-f]{64}$/i.test(token) ? token.toLowerCase() : token);
