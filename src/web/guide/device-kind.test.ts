import { describe, expect, it } from 'vitest';
import { deviceKind, systemOf } from './device-kind.ts';

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0';

describe('the device that the guide shows first', () => {
  it.each([
    [windows, 0, 'desktop'],
    [windows, 10, 'desktop'],
    [mac, 0, 'desktop'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0', 0, 'desktop'],
    ['Mozilla/5.0 (Android 14; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', 5, 'android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 FxiOS/153.0 Mobile/15E148', 5, 'ios'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) AppleWebKit/605.1.15 FxiOS/153 Safari/605.1.15', 5, 'ios'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15', 5, 'ios'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Goanna/6.8 Firefox/128.0 PaleMoon/33.6', 0, 'legacy'],
    ['Mozilla/5.0 (Windows NT 10.0; rv:91.0) Gecko/20100101 Firefox/91.0 SeaMonkey/2.53.19', 0, 'legacy'],
  ] as const)('%s, %i fingers: %s', (userAgent, fingers, kind) => {
    expect(deviceKind(userAgent, fingers)).toBe(kind);
  });
  it('has the command line of its system', () => {
    expect(systemOf(windows)).toBe('windows');
    expect(systemOf(mac)).toBe('macos');
    expect(systemOf('Mozilla/5.0 (X11; Linux x86_64; rv:153.0)')).toBe('linux');
  });
});
