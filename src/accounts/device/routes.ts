import type { EndpointTable } from '../endpoint.ts';
import { deviceCommands } from './device-commands.ts';
import { deviceDestroy } from './device-destroy.ts';
import { deviceInvokeCommand } from './device-invoke-command.ts';
import { deviceList } from './device-list.ts';
import { deviceRegister } from './device-register.ts';
import { devicesNotify } from './devices-notify.ts';

/** The routes of devices and the commands that wait for them, below `/v1` (accounts.md §3.5). */
export const deviceRoutes: EndpointTable = {
  'GET /account/device/commands': deviceCommands,
  'GET /account/devices': deviceList,
  'POST /account/device': deviceRegister,
  'POST /account/device/destroy': deviceDestroy,
  'POST /account/devices/invoke_command': deviceInvokeCommand,
  'POST /account/devices/notify': devicesNotify,
};
