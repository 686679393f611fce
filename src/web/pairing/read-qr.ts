import { isProgrammingError } from '../ui/problem.ts';

type Picture = ImageBitmap | HTMLVideoElement;

const longestSide = 1600;

/**
 * Finds a QR code in a picture, in this browser alone.
 *
 * @param width - Of the picture, in pixels; with `height`.
 * @returns Its text; null when there is none.
 */
export async function readQr(picture: Picture, width: number, height: number): Promise<string | null> {
  const { decodeQR } = await import('qr/decode.js');
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const image = context?.getImageData(0, 0, canvas.width, canvas.height);
  try {
    return image ? decodeQR(image) : null;
  } catch (error) {
    if (isProgrammingError(error)) throw error;
    return null;
  }
}

/** Finds a QR code in a picture file. */
export async function readQrFile(file: Blob): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file);
    return await readQr(picture, picture.width, picture.height);
  } catch (error) {
    if (isProgrammingError(error)) throw error;
    return null;
  }
}
