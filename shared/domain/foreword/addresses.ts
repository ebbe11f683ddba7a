/**
 * A web address as it stands in a text, without what closes the sentence around it; but a mark before a closing bracket closes
 * none. Linear: a failed attempt costs the marks at the end of one word, and no other attempt looks at them (X23).
 */
const ADDRESS =
  /(?:https?:\/\/|(?<![\p{L}\p{N}])www\.)[^\s<>。，！？、]*[^\s<>。，！？、.,;:!?…)\]'"](?:[.!?]+(?=[)\]>]))?/giu;
/** With the question mark right behind it, which begins a query more often than it ends a question. */
const ADDRESS_AND_QUERY = new RegExp(`(?:${ADDRESS.source})\\?*`, 'giu');

/** Most texts have none, and need no closer look. */
const mayHoldAddress = (text: string): boolean => text.includes('://') || text.includes('ww.') || text.includes('WW.');

/** The text with letters in place of its addresses, each place as before: no mark inside an address ends a sentence. */
export const addressesMasked = (text: string): string =>
  mayHoldAddress(text) ? text.replace(ADDRESS, address => 'x'.repeat(address.length)) : text;

/** The text with a sign in place of each address, which is part of no word. */
export const withoutAddresses = (text: string): string =>
  mayHoldAddress(text) ? text.replace(ADDRESS_AND_QUERY, '#') : text;
