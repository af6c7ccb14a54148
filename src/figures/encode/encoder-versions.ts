import sharp from 'sharp';

/** The versions that decide which bytes a figure gets: of sharp, libvips and libwebp. */
export type EncoderVersions = readonly (string | undefined)[];

/** The versions of what is installed. A libvips of the system may not tell what it was built with. */
export function installedVersions(): EncoderVersions {
  const { sharp: version, vips, webp } = sharp.versions;
  return [version, vips, webp];
}
