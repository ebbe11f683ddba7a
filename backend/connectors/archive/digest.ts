import { createHash } from 'node:crypto';

/** 160 bits of SHA-256 in hex: a key for content that has no key of its own. */
export const digest = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 40);
