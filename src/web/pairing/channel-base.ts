import type { PageConfig } from '../page-config.ts';

/** Origin of the channel server: this server's own, whatever a link says (accounts.md §7.7). */
export const channelBase = ({ publicUrl }: PageConfig): string => (publicUrl ?? location.origin).replace(/^http/, 'ws');
