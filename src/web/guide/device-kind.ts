/** What somebody may want to connect. */
export type DeviceKind = 'desktop' | 'android' | 'ios' | 'legacy';

/**
 * Recognises the device from how its browser calls itself. An iPad that asks for desktop pages calls itself a Mac, but has fingers.
 *
 * @param maxTouchPoints - How many fingers its screen feels.
 */
export function deviceKind(userAgent: string, maxTouchPoints: number): DeviceKind {
  if (/Goanna\/|PaleMoon\/|Basilisk\/|SeaMonkey\//.test(userAgent)) return 'legacy';
  if (userAgent.includes('Android')) return 'android';
  if (/iPhone|iPad|iPod|FxiOS/.test(userAgent)) return 'ios';
  return userAgent.includes('Macintosh') && maxTouchPoints > 1 ? 'ios' : 'desktop';
}

/** An operating system with a command line of its own. */
export type System = 'linux' | 'macos' | 'windows';

/** Recognises the system of a computer. */
export function systemOf(userAgent: string): System {
  if (userAgent.includes('Windows')) return 'windows';
  return userAgent.includes('Macintosh') ? 'macos' : 'linux';
}
