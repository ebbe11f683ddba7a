// What the tweet formats share.

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The network escapes these five and no others. */
export const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');

/** Handles named in a post, in order, with their `@`. */
export const mentionsIn = (text: string): string[] =>
  Array.from(text.matchAll(/(?<![\w@])@(\w{1,30})/g), ([, handle = '']) => `@${handle}`);

/** `@` before what has none. */
export const handleOf = (author: string): string => (author.startsWith('@') ? author : `@${author}`);

/** In anonymised sets customers are numbers; a brand keeps its name. */
export const isAnonymous = (handle: string): boolean => /^@?\d+$/.test(handle);
