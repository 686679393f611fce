import { useEffect, useRef } from 'preact/hooks';
import { ApiError } from '../../client/api-error.ts';
import { readEvents } from '../api/admin-events.ts';
import type { Admin } from './admin.ts';

/** How long to wait before the next try after the connection broke, ms. */
const pause = 1500;

/**
 * Listens to the server's events while the section is shown, and connects again when the connection ends.
 *
 * @param query - What is wanted: `log=warn`; changes begin anew.
 * @param hear - Gets every event: its name and what it carries.
 * @param onState - Told whether the server answers.
 */
export function useEvents(
  admin: Admin,
  query: string,
  hear: (name: string, data: unknown) => void,
  onState?: (isConnected: boolean) => void,
): void {
  const latest = useRef({ hear, onState });
  latest.current = { hear, onState };

  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const listen = async () => {
      for (;;) {
        try {
          await admin.guard(() =>
            readEvents(admin.authorization, query, signal, (name, data) => {
              latest.current.onState?.(true);
              latest.current.hear(name, data);
            }),
          );
        } catch (error) {
          // What the server refuses, it refuses again.
          if (signal.aborted || (error instanceof ApiError && error.status < 500)) return;
          latest.current.onState?.(false);
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
        if (signal.aborted) return;
      }
    };
    void listen();
    return () => ending.abort();
  }, [admin, query]);
}
