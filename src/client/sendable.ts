import { openUriCommand } from '../crypto/client/send-tab.ts';
import type { Device } from './devices-api.ts';

// Firefox opens nothing else that was sent (accounts.md §6.5).
const protocols = ['https:', 'http:'];

/** How long an address may be: Firefox refuses longer ones. */
export const longestAddress = 65_536;

/** Returns true for an address that a Firefox opens. */
export function isSendable(url: string): boolean {
  try {
    return protocols.includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

/** The key under which a device takes pages (accounts.md §6.5); undefined when it takes none. */
export const sendTabKey = ({ availableCommands = {} }: Device): string | undefined =>
  Object.hasOwn(availableCommands, openUriCommand) ? availableCommands[openUriCommand] : undefined;
