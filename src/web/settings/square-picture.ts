const side = 256;

/**
 * Makes a picture square and small enough for a profile, by this browser's own means.
 *
 * @param file - Whatever the user chose.
 * @returns A PNG of 256 × 256 pixels, cut out of the middle.
 * @throws {DOMException} When the browser can't read the file as a picture.
 */
export async function squarePicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const cut = Math.min(picture.width, picture.height);
  const [left, top] = [(picture.width - cut) / 2, (picture.height - cut) / 2];
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
  canvas.getContext('2d')?.drawImage(picture, left, top, cut, cut, 0, 0, side, side);
  picture.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new DOMException('The picture is empty'))), 'image/png'),
  );
}
