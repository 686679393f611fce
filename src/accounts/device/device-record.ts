import type { DeviceRow, ListedDevice } from '../store/devices.ts';

/** Writes a device as clients read it (accounts.md §6.1). Strings come back exactly as they were sent. */
export function deviceRecord(device: DeviceRow): Record<string, unknown> {
  return {
    id: device.id,
    name: device.name,
    type: device.type,
    pushCallback: device.push_callback,
    pushPublicKey: device.push_public_key,
    pushAuthKey: device.push_auth_key,
    pushEndpointExpired: device.push_endpoint_expired === 1,
    availableCommands: JSON.parse(device.available_commands),
  };
}

/**
 * Writes a device as the list of devices has it.
 *
 * @param callerDeviceId - Device of whoever asks.
 */
export function listedDeviceRecord(device: ListedDevice, callerDeviceId: string | null): Record<string, unknown> {
  return {
    ...deviceRecord(device),
    isCurrentDevice: device.id === callerDeviceId,
    lastAccessTime: device.last_access_at,
    lastAccessTimeFormatted: formatTime(device.last_access_at),
    location: {},
  };
}

/** A time in words that need no translation. */
export const formatTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
