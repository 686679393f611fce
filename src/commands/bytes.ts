const units = { k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/**
 * Reads a size as people write it: `500 MB`, `2G`, `1.5GiB`; units are powers of 1024.
 *
 * @returns Bytes, or undefined when it is no size.
 */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt])(?:i?b)?$/i.exec(text.trim());
  if (!match) return undefined;
  return Math.round(Number(match[1]) * units[match[2]!.toLowerCase() as keyof typeof units]);
}

/** Writes a size in KiB, MiB or GiB, whichever is a short number. */
export function formatBytes(bytes: number): string {
  if (bytes < units.m) return `${Math.round(bytes / units.k)} KiB`;
  if (bytes < units.g) return `${Math.round(bytes / units.m)} MiB`;
  return `${Math.round((bytes / units.g) * 10) / 10} GiB`;
}
