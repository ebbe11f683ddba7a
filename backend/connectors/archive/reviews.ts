import { cell, columnsOf, rowKey, rowsOf, type Row } from './csv.ts';
import type { Format, Read } from './format.ts';
import { momentOf, noonOf } from './values.ts';

const TEXT = ['reviews', 'review', 'review_text', 'text'];
const STARS = ['stars', 'rating', 'star_rating'];

function readReview(row: Row): Read {
  const stars = cell(row, ...STARS);
  const text = cell(row, ...TEXT);
  const at = noonOf(cell(row, 'date')) ?? momentOf(cell(row, 'date'));
  if (at === null) return { refused: 'date is no date' };
  if (stars === '' && text === '') return { refused: 'neither stars nor text' };
  const key = rowKey(row);
  const product = cell(row, 'product');
  const author = cell(row, 'author', 'reviewer', 'user');
  return {
    record: {
      type: 'post',
      source: 'reviews',
      externalId: `review:${key}`,
      live: false,
      at,
      channel: 'review',
      // Most exports leave the author out; then each review is somebody else's, as nothing says otherwise.
      party: { address: author === '' ? `reviewer ${key.slice(0, 10)}` : author.slice(0, 500) },
      ...(product === '' ? {} : { handle: product.slice(0, 1_000), subject: `Review: ${product}`.slice(0, 1_000) }),
      text: [stars === '' ? '' : `${stars} of 5 stars`, text].filter(part => part !== '').join('\n\n'),
    },
  };
}

export const reviews: Format = {
  name: 'reviews-csv',
  what: 'reviews (CSV with date, stars, and reviews or text)',
  rank: 3,
  recognise(sample) {
    const columns = columnsOf(sample);
    const has = (names: readonly string[]): boolean => names.some(name => columns.has(name));
    return columns.has('date') && has(STARS) && has(TEXT);
  },
  read: source => rowsOf(source, readReview),
};
