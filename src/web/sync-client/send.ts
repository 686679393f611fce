import { ApiError, UnreachableError } from '../../client/api-error.ts';

/** An answer with status 2xx. */
export interface Answer {
  body: unknown;
  headers: Headers;
}

/**
 * Sends a request without anything that the browser would add by itself.
 *
 * @throws {ApiError} For any answer that isn't 2xx.
 * @throws {UnreachableError} When there is no answer, or it breaks off.
 */
export async function send(url: string, init: RequestInit): Promise<Answer> {
  const unreachable = (error: unknown) => {
    throw new UnreachableError(error);
  };
  const response = await fetch(url, { ...init, credentials: 'omit', cache: 'no-store' }).catch(unreachable);
  const text = await response.text().catch(unreachable);
  const { headers } = response;
  if (response.ok) return { body: text === '' ? undefined : JSON.parse(text), headers };
  const retryAfter = Number(headers.get('Retry-After')) || undefined;
  throw new ApiError(response.status, { retryAfter, ...errorBody(text) });
}

// The storage's errors are bare numbers (sync15.md §7), those of accounts are objects.
function errorBody(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : { message: `code ${text}` };
  } catch {
    return {};
  }
}
