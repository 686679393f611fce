/** Kinds of picture that people may upload; no SVG, since that can carry scripts. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/**
 * Tells the kind of a picture by its first bytes; what the client says is never asked.
 *
 * @returns Undefined when it is none of the four.
 */
export function imageType(bytes: Buffer): ImageType | undefined {
  const startsWith = (...expected: number[]) => bytes.subarray(0, expected.length).equals(Buffer.from(expected));
  const text = (start: number, end: number) => bytes.toString('latin1', start, end);
  if (startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (startsWith(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'image/gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  return undefined;
}
