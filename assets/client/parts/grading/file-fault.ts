/** A file cannot be used; the message says where and why, for the person who chose it. */
export class FileFault extends Error {}
