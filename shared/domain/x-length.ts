import twitter from 'twitter-text';

/** Weighted characters that one post on X may have. */
export const X_POST_LIMIT = 280;

/**
 * Length of a text as X counts it: an address 23, an emoji 2, a wide character 2, of the text in normal form C. By X's own
 * library, so that composer and backend agree with the network.
 */
export const xLength = (text: string): number => twitter.parseTweet(text).weightedLength;
