import { request } from '../../client/request.ts';

/** What an invitation is good for. */
export interface InviteFacts {
  /** Its account becomes an administrator's. */
  grantsAdmin: boolean;
}

/**
 * Asks about an invitation without using it.
 *
 * @throws {ApiError} 403 when it is unknown, used up or out of time.
 */
export const inviteFacts = (invite: string): Promise<InviteFacts> =>
  request<InviteFacts>('POST', '/v1/signup/invite', { body: { invite } });
