import { cell, hasColumns, rowsOf, type Row } from './csv.ts';
import { digest } from './digest.ts';
import { type Format, type Read, X_SOURCE } from './format.ts';
import { handleOf, mentionsIn, unescaped } from './tweet.ts';
import { momentOf } from './values.ts';

function readMention(row: Row): Read {
  const author = cell(row, 'name');
  const at = momentOf(cell(row, 'tweet_created'));
  const text = unescaped(cell(row, 'text'));
  if (author === '') return { refused: 'no name of the author' };
  if (at === null) return { refused: 'tweet_created is no time' };
  const reposts = Number(cell(row, 'retweet_count'));
  const brand = cell(row, 'airline');
  // Copies of this set have lost the last digits of the id, so that different posts share one: the words tell them apart.
  const key = digest(`${author}\n${cell(row, 'tweet_created')}\n${text}`).slice(0, 16);
  const reach = Number.isSafeInteger(reposts) && reposts >= 0 ? { reposts, likes: 0, views: null } : undefined;
  return {
    record: {
      type: 'post',
      source: X_SOURCE,
      externalId: `${cell(row, 'tweet_id')}:${key}`.slice(0, 500),
      live: false,
      at,
      channel: 'x',
      party: { address: handleOf(author).slice(0, 500) },
      handle: mentionsIn(text)[0] ?? brand.slice(0, 1_000),
      text,
      ...(reach === undefined ? {} : { reach }),
    },
  };
}

export const mentions: Format = {
  name: 'social-mentions-csv',
  what: 'mentions of airlines (CSV with tweet_id, airline, name, text, tweet_created)',
  rank: 3,
  recognise: sample => hasColumns(sample, 'tweet_id', 'airline', 'name', 'text', 'tweet_created'),
  read: source => rowsOf(source, readMention),
};
