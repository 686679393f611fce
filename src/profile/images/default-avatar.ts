import { encodePng } from '../../http/png.ts';

/** How many pictures there are for people without one of their own. They differ in colour. */
export const defaultAvatarCount = 12;

const size = 128;
const samples = 3;
const drawn = new Map<number, Buffer>();

/**
 * Draws the picture of somebody without one: head and shoulders on a coloured ground. PNG and not SVG, since phones can't
 * show that.
 *
 * @param number - From 0 to {@link defaultAvatarCount} - 1.
 * @returns The PNG file.
 */
export function defaultAvatar(number: number): Buffer {
  let png = drawn.get(number);
  if (!png) {
    png = draw((number * 360) / defaultAvatarCount);
    drawn.set(number, png);
  }
  return png;
}

function draw(hue: number): Buffer {
  const ground = rgb(hue, 0.45, 0.42);
  const figure = rgb(hue, 0.5, 0.9);
  const pixels = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const share = coverage(x, y);
      for (let c = 0; c < 3; c++) {
        pixels[(y * size + x) * 3 + c] = Math.round(ground[c]! + (figure[c]! - ground[c]!) * share);
      }
    }
  }
  return encodePng(size, pixels);
}

/** How much of a pixel the figure covers, 0 to 1; sampled, so that its edge is smooth. */
function coverage(x: number, y: number): number {
  let hits = 0;
  for (let i = 0; i < samples * samples; i++) {
    const px = x + ((i % samples) + 0.5) / samples;
    const py = y + (Math.floor(i / samples) + 0.5) / samples;
    const head = Math.hypot(px - 64, py - 50) < 23;
    const shoulders = Math.hypot((px - 64) / 43, (py - 122) / 40) < 1;
    if (head || shoulders) hits++;
  }
  return hits / (samples * samples);
}

/** Red, green and blue from 0 to 255 of a hue in degrees, a saturation and a lightness from 0 to 1 (CSS Color 4, section 7). */
function rgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    const a = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}
