import { cell, hasColumns, rowsOf, type Row } from './csv.ts';
import { type Format, type Read, type Source, X_SOURCE } from './format.ts';
import { ThreadIndex } from './thread-index.ts';
import { handleOf, isAnonymous, mentionsIn, unescaped } from './tweet.ts';
import { momentOf } from './values.ts';

const isInbound = (row: Row): boolean => /^(?:true|1|t)$/i.test(cell(row, 'inbound'));
const parentOf = (row: Row): string => cell(row, 'in_response_to_tweet_id').replace(/\.0$/, '');

async function indexOf(source: Source): Promise<ThreadIndex> {
  const index = new ThreadIndex();
  const note = (row: Row): Read => {
    const id = cell(row, 'tweet_id');
    if (id !== '') index.add(id, cell(row, 'author_id'), isInbound(row), parentOf(row));
    return { refused: '' };
  };
  // Replies stand before what they answer in these files, so nothing can be said before the end is known.
  for await (const _ of rowsOf(source, note)) continue;
  index.close();
  return index;
}

/** Our side: who answers it, who it answers, the set's own column, else whom it names. */
function brandOf(row: Row, text: string, index: ThreadIndex): string | null {
  const known = index.brandFor(cell(row, 'tweet_id')) ?? cell(row, 'company');
  if (known !== '') return handleOf(known);
  return mentionsIn(text).find(handle => !isAnonymous(handle)) ?? null;
}

function sidesOf(row: Row, text: string, index: ThreadIndex) {
  const author = cell(row, 'author_id');
  if (isInbound(row)) return { direction: 'in' as const, customer: author, handle: brandOf(row, text, index) };
  const customer = index.customerFor(cell(row, 'tweet_id')) ?? mentionsIn(text)[0] ?? null;
  return { direction: 'out' as const, customer, handle: handleOf(author) };
}

function readPost(row: Row, index: ThreadIndex): Read {
  const id = cell(row, 'tweet_id');
  const author = cell(row, 'author_id');
  const at = momentOf(cell(row, 'created_at'));
  if (id === '' || id.length > 500) return { refused: 'no tweet_id' };
  if (author === '') return { refused: 'no author_id' };
  if (at === null) return { refused: 'created_at is no time' };
  const text = unescaped(cell(row, 'text'));
  const { direction, customer, handle } = sidesOf(row, text, index);
  if (customer === null) return { refused: 'a post of our own that answers and names no customer' };
  const parent = parentOf(row);
  return {
    record: {
      type: 'post',
      source: X_SOURCE,
      externalId: id,
      live: false,
      at,
      channel: 'x',
      direction,
      party: { address: handleOf(customer).slice(0, 500) },
      ...(handle === null ? {} : { handle: handle.slice(0, 1_000) }),
      thread: cell(row, 'main_tweet_id') || index.rootOf(id),
      ...(parent === '' ? {} : { inReplyTo: parent.slice(0, 500) }),
      text,
    },
  };
}

async function* read(source: Source): AsyncGenerator<Read> {
  const index = await indexOf(source);
  yield* rowsOf(source, row => readPost(row, index));
}

export const threads: Format = {
  name: 'social-threads-csv',
  what: 'social threads (CSV with tweet_id, author_id, inbound, created_at, text, in_response_to_tweet_id)',
  rank: 3,
  recognise: sample =>
    hasColumns(sample, 'tweet_id', 'author_id', 'inbound', 'created_at', 'text', 'in_response_to_tweet_id'),
  read,
};
