// Text from outside on its way into HTML: after this it is text and nothing else, in an element or between double quotes.

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};
/** Controls but tab and line feed: no HTML may hold them, and some readers end at a NUL. */
// oxlint-disable-next-line no-control-regex -- they are what it is about
const UNWRITABLE = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g;

export const escapeHtml = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>"'`]/g, one => ENTITIES[one]!)
    .toWellFormed();
