import { ApiError } from '../../client/api-error.ts';
import { request } from '../../client/request.ts';

/**
 * Looks whether the page's address names a client that the server doesn't know; nobody could take the result of such a sign-in.
 *
 * @param parameters - Those of the page's address.
 * @returns The id as it stands there, perhaps empty; undefined when all is well, or when it can't be found out.
 */
export async function unknownClient(parameters: URLSearchParams): Promise<string | undefined> {
  const id = parameters.get('client_id');
  if (id === null) return undefined;
  if (!/^[0-9a-f]{16}$/i.test(id)) return id;
  try {
    await request('GET', `/v1/oauth/client/${id}`);
    return undefined;
  } catch (error) {
    return error instanceof ApiError && error.status === 400 ? id : undefined;
  }
}
