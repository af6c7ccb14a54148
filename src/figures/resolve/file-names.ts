/** Extensions of pictures: those that can be shown, and those of which a message can say what to do. */
const pictures = /\.(?:a?png|jpe?g|jpe|jfif|pjpe?g|gif|webp|avif|svg|tiff?|bmp|dib|hei[cf]|ico|jp2|j2k|jpf|jpx|jxl)$/i;

/** Other files that reports refer to like pictures. */
const documents = /\.(?:pdf|eps)$/i;

/** Whether a file's name says that it is a picture. */
export function isPictureName(path: string): boolean {
  return pictures.test(path);
}

/** Whether a file's name has no extension, so that only its content can tell what it is. */
export function hasNoExtension(path: string): boolean {
  return !path.slice(path.lastIndexOf('/') + 1).includes('.');
}

/** Whether a file is listed; all others are ignored. */
export function isListed(path: string): boolean {
  return isPictureName(path) || documents.test(path) || hasNoExtension(path);
}
