import type { Request } from './request.ts';

/** A device of the account, as far as pages are sent to it (accounts.md §2.9). */
export interface Device {
  id: string;
  name: string | null;
  /** When it last spoke to the server, ms. */
  lastAccessTime?: number | null;
  availableCommands?: Record<string, string>;
}

/** What became of a command. */
export interface Invoked {
  /** Whether the device was told at once. */
  notified: boolean;
}

const session = (token: string) => ({ kind: 'sessionToken', token }) as const;

/**
 * The routes that speak to devices (accounts.md §6.5).
 *
 * @param request - Calls the server.
 */
export const devicesApiOf = (request: Request) => ({
  list: (sessionToken: string) =>
    request<Device[]>('GET', '/v1/account/devices', { credential: session(sessionToken) }),
  invoke: (sessionToken: string, target: string, command: string, payload: object) =>
    request<Invoked>('POST', '/v1/account/devices/invoke_command', {
      credential: session(sessionToken),
      body: { target, command, payload },
    }),
});
