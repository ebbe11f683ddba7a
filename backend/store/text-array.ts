// oxlint-disable-next-line no-control-regex -- JSON writes them as letters and numbers, the database as they are
const CONTROL = /[\0-\x1f]/;

/** JSON escapes what the database wants escaped, quotes and backslashes, and is ten times as quick as a pattern. */
const quoted = (text: string): string =>
  CONTROL.test(text) || !text.isWellFormed() ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : JSON.stringify(text);

/**
 * A parameter of `text[]` as it is written (https://www.postgresql.org/docs/15/arrays.html#ARRAYS-IO). Both engines' libraries
 * can do it; where the texts are records of the log that took a tenth of all that a piece of work takes to be handed out.
 */
export const textArray = (texts: readonly (string | null)[]): string =>
  `{${texts.map(text => (text === null ? 'NULL' : quoted(text))).join(',')}}`;
