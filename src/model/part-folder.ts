/**
 * The folder in a part of a site with the data for merging, the sources of its reports included. No group's folder begins
 * with a dot.
 */
export const partFolder = '.part';
