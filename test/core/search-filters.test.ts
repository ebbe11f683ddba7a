// What a search finds by filters, names and numbers, over a cache of a few customers.
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Context } from '../../electron/core/bridge/context.ts';
import { searchHandlers } from '../../electron/core/bridge/search-handlers.ts';
import { openMemoryCache, type OpenedCache } from '../../electron/core/cache/files/open.ts';
import { beginIndex, isIndexWhole, reindexing } from '../../electron/core/cache/search/reindex.ts';
import { forgetCustomer } from '../../electron/core/cache/keeping/prune.ts';
import { methods } from '../../shared/contract/bridge.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry, EntryOf } from '../../shared/domain/entry.ts';
import { systemClock } from '../../shared/lib/clock.ts';
import './support/desk.ts';
import { customer, matter, message, NOW } from './support/records.ts';

type Cache = OpenedCache['cache'];
const DAY = 86_400_000;
/** No time passes: how fast the machine is does not matter. */
const STILL = { ...systemClock, now: () => NOW, monotonic: () => 0 };

const identity = (address: string, display = address): Customer['identities'][number] => ({
  id: `identity-${address}`,
  channel: address.startsWith('+') ? 'voice' : 'x',
  address,
  display,
  sureness: 'proven',
  sharedBy: 1,
  followers: null,
  evidence: [],
});
const agent = { kind: 'agent', name: 'Mara Lindholm', address: null, agentId: 'agent-mara' } as const;

const said = (customerId: string, id: string, more: Partial<EntryOf<'message'>>, days = 0): Entry =>
  message(customerId, id, NOW - days * DAY, more as never);
const survey = (id: string, score: number): Entry => ({
  ...(said('ana', id, { text: '', channel: 'web' }) as EntryOf<'message'>),
  kind: 'survey',
  survey: { measure: 'csat', score, of: 5 },
});

const entries: Entry[] = [
  said('ana', 'bag', { text: 'My bag never left Lisbon' }),
  said('ana', 'mail', { text: 'The bag again', channel: 'email', language: 'pt-PT' }, 40),
  said('ana', 'reply', { text: 'We found it', direction: 'out', author: agent, handle: '@LarkwingAir' }, 1),
  said('ana', 'note', { text: 'bag is in Porto', direction: 'internal', audience: 'internal', author: agent }, 2),
  said('sam', 'flight', { text: 'LW-204 is late, ring me on +44 20 7946 0018', audience: 'public' }, 3),
  said('sam', 'account', { text: 'Pay it to DE89 3704 0044 0532 0130 00 please' }, 6),
  said('sam', 'account2', { text: 'GB29NWBK60161331926819' }, 7),
  said('sam', 'money', { text: 'You owe me €1.234,50 and X7K9QP is the reference' }, 4),
  said('sam', 'file', {
    text: 'See here https://photos.example/1',
    attachments: [{ id: 'a1', name: 'Gepäckbeleg-Málaga.pdf', size: 1, type: 'application/pdf', kept: true }],
  }),
  said('sam', 'edited', { text: 'once wrong', editedAt: NOW }, 5),
  survey('poor', 2),
  survey('good', 5),
];

function filled(): Cache {
  const { cache } = openMemoryCache();
  cache.write(() => {
    cache.customers.put({
      ...customer('ana', 'Ana Conceição Sousa'),
      identities: [identity('@ana_s'), identity('+351211234567')],
    });
    cache.customers.put({ ...customer('sam', 'Sam O’Neill'), identities: [identity('@samo')] });
    cache.cases.put({ ...matter('ana'), number: 46_630, subject: 'Seat upgrade taken twice', state: 'closed' });
    cache.cases.put({ ...matter('sam'), number: 48_213, subject: 'Delay of LW 204' });
    cache.entries.putMany(entries);
  });
  return cache;
}

let cache: Cache;
beforeAll(() => {
  cache = filled();
});

function search(query: string, over: Cache = cache) {
  const handlers = searchHandlers({ cache: over, clock: STILL } as Context);
  return handlers['history.search'](methods['history.search'].input.parse({ query, zone: 'UTC' }));
}
const find = (query: string, over: Cache = cache): string[] =>
  search(query, over)
    .hits.map(({ entry }) => entry.id)
    .sort();

describe('filters', () => {
  test.each<[string, string[]]>([
    ['channel:email bag', ['mail']],
    ['bag -channel:email', ['bag', 'note']],
    ['channel:email channel:web', ['good', 'mail', 'poor']],
    ['kind:survey', ['good', 'poor']],
    ['from:agent', ['note', 'reply']],
    ['from:mara bag', ['note']],
    ['agent:lindholm', ['note', 'reply']],
    ['agent:nobody', []],
    ['with:conceicao bag', ['bag', 'mail', 'note']],
    ['with:"sousa ana" kind:survey', ['good', 'poor']],
    ['with:@samo late', ['flight']],
    ['with:"+351 21 123 4567" Lisbon', ['bag']],
    ['with:sam edited is:edited', []],
    ['is:edited', ['edited']],
    ['handle:larkwingair', ['reply']],
    ['handle:@LarkwingAir', ['reply']],
    ['direction:internal', ['note']],
    ['audience:public', ['flight']],
    ['is:public is:internal', ['flight', 'note']],
    ['has:attachment', ['file']],
    ['has:link', ['file']],
    ['score:<3', ['poor']],
    ['score:4..5', ['good']],
    ['score:nps', []],
    ['-score:5 kind:survey', ['poor']],
    ['language:pt', ['mail']],
    ['case:46630 kind:survey', ['good', 'poor']],
    ['case:46630 case:48213 late', ['flight']],
    ['case:open wrong', ['edited']],
    ['-case:open bag', ['bag', 'mail', 'note']],
    ['case:1', []],
    ['after:2026-02-01 bag', ['bag', 'note']],
    ['before:7d bag', ['mail']],
    ['before:yesterday from:agent', ['note']],
    ['after:2026-03-02 from:agent', ['reply']],
    ['on:yesterday', ['reply']],
    ['on:yesterday on:2026-03-02', ['note', 'reply']],
    ['-on:today bag', ['mail', 'note']],
    ['since:2026-03-02 until:yesterday', ['note', 'reply']],
    ['after:2026-03-01 before:2026-02-01', []],
    ['-bag -kind:survey with:ana', ['reply']],
    ['-with:ana -is:edited', ['account', 'account2', 'file', 'flight', 'money']],
  ])('%s', (query, ids) => {
    expect(find(query)).toEqual(ids);
  });

  test('what is no filter is named and looked for', () => {
    const found = search('colour:red lisbon');
    expect(found.unknown).toEqual(['colour']);
    expect(found.hits).toEqual([]);
  });
});

describe('numbers and names in any notation', () => {
  test.each<[string, string[]]>([
    ['+44 20 7946 0018', ['flight']],
    ['020 79460018', ['flight']],
    ['(020) 7946-0018', ['flight']],
    ['00442079460018', ['flight']],
    ['7946 0018', ['flight']],
    ['79460018', ['flight']],
    ['＋４４ ２０ ７９４６ ００１８', ['flight']],
    ['079460019', []],
    ['1,234.50', ['money']],
    ['1.234,50', ['money']],
    ['1 234,50', ['money']],
    ['1234.5', ['money']],
    ['1,234.51', []],
    ['x7k9qp', ['money']],
    ['X7K-9QP', ['money']],
    ['DE89370400440532013000', ['account']],
    ['de89 3704 0044 0532 0130 00', ['account']],
    ['GB29 NWBK 6016 1331 9268 19', ['account2']],
    ['DE89370400440532013001', []],
    ['ｘ７ｋ９ｑｐ', ['money']],
    ['LW204', ['flight']],
    ['LW-204', ['account', 'account2', 'edited', 'file', 'flight', 'money']],
    ['LW-204 late', ['flight']],
    ['LW 204 late', ['flight']],
    ['malaga', ['file']],
    ['gepackbeleg', ['file']],
    ['"bag never"', ['bag']],
    ['Mara', ['note', 'reply']],
    ['46630 lisbon', []],
  ])('%s', (query, ids) => {
    expect(find(query)).toEqual(ids);
  });

  test('the number and the subject of a case find its entries, and a hit names the case', () => {
    expect(find('46630')).toEqual(['bag', 'good', 'mail', 'note', 'poor', 'reply']);
    expect(find('upgrade twice')).toHaveLength(6);
    expect(search('lisbon').hits[0]).toMatchObject({ caseNumber: 46_630, caseSubject: 'Seat upgrade taken twice' });
  });

  test.each(['+351 211 234 567', '211234567', '@ana_s', 'Conceicao Sousa', 'sousa conceição', '"Ana Conceição Sousa"'])(
    '%s: a customer by name, address or number, whose entries are all hits, also those that do not hold it',
    query => {
      expect(find(query)).toEqual(['bag', 'good', 'mail', 'note', 'poor', 'reply']);
      expect(find(`${query} kind:survey`)).toEqual(['good', 'poor']);
    },
  );

  test.each<[string, string[]]>([
    ['Conceicao Sousa found', ['reply']],
    ['found Conceicao Sousa', ['reply']],
    ['"Conceição Sousa" bag', ['bag', 'mail', 'note']],
    ['found ana conceicao sousa', ['reply']],
    ['bag ana conceicao sousa direction:internal', ['note']],
    ['Conceicao Sousa bag -porto', ['bag', 'mail']],
    ['Conceicao Sousa fo', ['reply']],
    ['Conceicao Sousa late', []],
  ])('%s: a name with other words means those words in the whole history with that customer', (query, ids) => {
    expect(find(query)).toEqual(ids);
  });

  test('a name that very many have stands for nobody beside other words either, and the look-up of it is bounded', () => {
    const own = filled();
    own.write(() => {
      for (let i = 0; i < 21; i++) own.customers.put(customer(`sousa-${i}`, 'Rui Conceição Sousa'));
    });
    expect(find('Conceicao Sousa found', own)).toEqual([]);
    let looked = 0;
    const { names } = own;
    const counting: typeof names.find = (...asked) => {
      looked++;
      return names.find(...asked);
    };
    const over = { ...own, names: { ...names, find: counting } };
    find('conceicao sousa conceicao sousa conceicao sousa conceicao sousa lost', over);
    // From two words on, two to four of them; and all words once as a case and once as a customer.
    expect(looked).toBe(2 * 3 + 2);
  });

  test('one word alone, part of a name among other words, or what very many are called means nobody in particular', () => {
    expect(find('sousa')).toEqual([]);
    expect(find('conceicao lisbon')).toEqual([]);
    const own = filled();
    own.write(() => {
      for (let i = 0; i < 21; i++) own.customers.put(customer(`sousa-${i}`, 'Rui Conceição Sousa'));
    });
    expect(find('Conceicao Sousa', own)).toEqual([]);
    expect(find('+351211234567', own)).toHaveLength(6);
  });

  test('an address is found however many have its last words, and the first of them', () => {
    const own = filled();
    own.write(() => {
      own.customers.put({ ...customer('ana', 'Ana'), version: 2, identities: [identity('ana.lee@hotmail.com')] });
      for (let i = 0; i < 3_100; i++)
        own.customers.put({ ...customer(`z${i}`, `Zoe ${i}`), identities: [identity(`z${i}@hotmail.com`)] });
    });
    for (const query of ['ana.lee@hotmail.com', 'with:ana.lee@hotmail.com'])
      expect(search(query, own)).toMatchObject({ bounded: [], total: { count: 6 } });
  });

  test('what was found by its notation is marked', () => {
    const marked = (query: string): string[] => {
      const [hit] = search(query).hits;
      return hit!.marks.map(([from, to]) => hit!.snippet.slice(from, to));
    };
    expect(marked('020 7946 0018')).toEqual(['44 20 7946 0018']);
    expect(marked('1,234.50')).toEqual(['1.234,50']);
    expect(marked('X7K-9QP')).toEqual(['X7K9QP']);
  });
});

test('within one customer the index knows the customer as a word: no entry is read that is no hit', () => {
  const read: string[] = [];
  const own = filled();
  const { parse } = JSON;
  JSON.parse = (text: string) => {
    const value = parse(text) as { id?: string };
    if (typeof value?.id === 'string') read.push(value.id);
    return value as never;
  };
  onTestFinished(() => void (JSON.parse = parse));
  expect(find('with:ana bag', own)).toEqual(['bag', 'mail', 'note']);
  expect(read.filter(id => entries.some(entry => entry.id === id)).sort()).toEqual(['bag', 'mail', 'note']);
});

describe('completion from what the desk knows', () => {
  const complete = (filter: string, text: string) => {
    const handlers = searchHandlers({ cache, clock: STILL } as Context);
    return handlers['history.complete'](methods['history.complete'].input.parse({ filter, text })).values;
  };
  test('customers by name or address, agents, accounts, cases', () => {
    expect(complete('with', 'conc')).toEqual([
      { value: 'Ana Conceição Sousa', label: 'Ana Conceição Sousa', detail: '@ana_s' },
    ]);
    expect(complete('with', '@samo').map(({ value }) => value)).toEqual(['Sam O’Neill']);
    expect(complete('agent', 'lind').map(({ value }) => value)).toEqual(['Mara Lindholm']);
    expect(complete('handle', '@lark').map(({ value }) => value)).toEqual(['@LarkwingAir', '@LarkwingCare']);
    expect(complete('case', '466').map(({ value, label }) => [value, label])).toEqual([
      ['46630', '46630 Seat upgrade taken twice'],
    ]);
    expect(complete('from', 'mara').map(({ value }) => value)).toEqual(['Mara Lindholm']);
    expect(complete('language', 'p').map(({ value }) => value)).toEqual(['pt']);
    expect(complete('kind', 'p')).toEqual([]);
  });
  test('two of one name are completed by what tells them apart', () => {
    const own = openMemoryCache().cache;
    const named = (id: string) => ({ ...customer(id, 'Ana Sousa'), identities: [identity(`@${id}`)] });
    own.write(() => [named('ana1'), named('ana2'), customer('sam', 'Sam O’Neill')].forEach(own.customers.put));
    const handlers = searchHandlers({ cache: own, clock: STILL } as Context);
    const values = (text: string) =>
      handlers['history.complete'](methods['history.complete'].input.parse({ filter: 'with', text })).values;
    expect(values('sousa').map(({ value }) => value)).toEqual(['@ana1', '@ana2']);
    expect(values('neill').map(({ value }) => value)).toEqual(['Sam O’Neill']);
  });
});

describe('the index', () => {
  test('is made anew in steps, newest first; meanwhile a search says what it does not know, and nothing comes twice', () => {
    const own = filled();
    beginIndex(own.db);
    own.db.exec(`DELETE FROM names`);
    own.entries.search.state.forgetRemembered();
    own.entries.search.state.change({ customersAfter: '', casesAfter: '' });
    expect(search('lisbon', own)).toMatchObject({ hits: [], unindexed: entries.length });
    own.write(() => own.entries.putMany([said('ana', 'new', { text: 'Lisbon once more' }, -1)]));
    for (const _ of reindexing(own, () => performance.now()));
    expect(isIndexWhole(own)).toBe(true);
    const found = search('lisbon', own);
    expect(found.hits.map(({ entry }) => entry.id)).toEqual(['new', 'bag']);
    expect(found).toMatchObject({ unindexed: 0, total: { count: 2, exact: true } });
    expect(find('with:conceicao upgrade kind:survey', own)).toEqual(['good', 'poor']);
    const again = { ...said('ana', 'new', { text: 'Porto' }, -1), version: 2 };
    own.write(() => own.entries.putMany([again]));
    expect(find('lisbon', own)).toEqual(['bag']);
  });

  test('a change of words, of a name and of a subject leaves nothing of what was', () => {
    const own = filled();
    own.write(() => {
      own.entries.putMany([{ ...entries[0]!, version: 2, text: 'My suitcase never left Madrid' }]);
      own.customers.put({ ...customer('sam', 'Samuel Neill'), version: 2 });
      own.cases.put({ ...matter('sam'), version: 2, number: 48_213, subject: 'Late' });
    });
    expect(find('lisbon', own)).toEqual([]);
    expect(find('madrid', own)).toEqual(['bag']);
    expect(find('with:samo', own)).toEqual([]);
    expect(find('with:samuel late', own)).toContain('flight');
    expect(find('delay', own)).toEqual([]);
  });

  test('of a customer who is forgotten nothing is found and no name completed', () => {
    const own = filled();
    own.write(() => forgetCustomer(own, 'ana'));
    expect(find('bag', own)).toEqual([]);
    expect(find('46630', own)).toEqual([]);
    expect(own.db.prepare('SELECT count(*) FROM names WHERE ref IN (?, ?)').pluck().get('uana', 'ccase-ana')).toBe(0);
  });

  test('a page that was taken back leaves accounts to be noted again', () => {
    const own = filled();
    expect(() =>
      own.write(() => {
        own.entries.putMany([said('ana', 'x1', { handle: '@Other' })]);
        throw new Error('taken back');
      }),
    ).toThrow('taken back');
    own.write(() => own.entries.putMany([said('ana', 'x1', { handle: '@Other' })]));
    expect(find('handle:other', own)).toEqual(['x1']);
  });
});

test('an account that is all digits is found as an account, as well as a telephone number is', () => {
  const own = filled();
  const author = { kind: 'customer', name: 'Number One', address: '@447722', agentId: null } as const;
  own.write(() => {
    own.customers.put({ ...customer('num', 'Number One'), identities: [identity('@447722')] });
    own.cases.put(matter('num'));
    own.entries.putMany([said('num', 'digits', { text: 'hello', author })]);
  });
  for (const query of ['with:447722', 'from:447722', 'from:@447722']) expect(find(query, own)).toEqual(['digits']);
  expect(find('with:211234567', own)).toContain('bag');
});

test('best match first: more of the words, in fewer others, stand higher; how many were compared is said', () => {
  const own = filled();
  own.write(() =>
    own.entries.putMany([
      said('ana', 'long', { text: `bag ${'and other words '.repeat(60)}` }),
      said('ana', 'dense', { text: 'bag, bag, and that bag' }, 30),
    ]),
  );
  const handlers = searchHandlers({ cache: own, clock: STILL } as Context);
  const found = handlers['history.search'](methods['history.search'].input.parse({ query: 'bag', order: 'best' }));
  const ids = found.hits.map(({ entry }) => entry.id);
  expect(ids[0]).toBe('dense');
  expect(ids.at(-1)).toBe('long');
  expect(found).toMatchObject({ more: false, ranked: { count: 5, all: true }, total: { count: 5, exact: true } });
});

test('in a cache of some thousands the hits of a few letters are counted', () => {
  const own = filled();
  const many = Array.from({ length: 300 }, (_, i) => said('ana', `m${i}`, { text: 'the penguin' }, i % 9));
  own.write(() => own.entries.putMany(many));
  const handlers = searchHandlers({ cache: own, clock: STILL } as Context);
  const found = handlers['history.search'](methods['history.search'].input.parse({ query: 'pe', limit: 100 }));
  expect(found).toMatchObject({ more: true, total: { count: 300, exact: true } });
});

test('an answer whose time is over says from where to go on, and going on finds all, each once', () => {
  const own = filled();
  const many = Array.from({ length: 700 }, (_, i) => said('ana', `m${i}`, { text: 'penguin' }, i % 9));
  own.write(() => own.entries.putMany(many));
  let now = 0;
  const clock = { ...systemClock, now: () => NOW, monotonic: () => (now += 10) };
  const handlers = searchHandlers({ cache: own, clock } as Context);
  const seen: string[] = [];
  let before: { at: number; id: string } | null = null;
  let pages = 0;
  do {
    const input = methods['history.search'].input.parse({ query: 'penguin is:closed', before, limit: 200 });
    const found = handlers['history.search'](input);
    seen.push(...found.hits.map(({ entry }) => entry.id));
    before = found.next;
    expect(found.more).toBe(before !== null);
    pages++;
  } while (before && pages < 60);
  expect(pages).toBeGreaterThan(2);
  expect(seen.toSorted()).toEqual(many.map(({ id }) => id).toSorted());
});

test('best match first: where none of those that could be looked at is a hit, older ones follow as without comparing', () => {
  const own = filled();
  const newer = Array.from({ length: 700 }, (_, i) => said('sam', `m${i}`, { text: 'penguin' }, i % 9));
  own.write(() => own.entries.putMany([said('ana', 'old', { text: 'penguin' }, 9), ...newer]));
  let now = 0;
  const clock = { ...systemClock, now: () => NOW, monotonic: () => (now += 10) };
  const handlers = searchHandlers({ cache: own, clock } as Context);
  const ask = (before: { at: number; id: string } | null) => {
    const query = { query: 'is:closed penguin', order: 'best', before, limit: 50 } as const;
    return handlers['history.search'](methods['history.search'].input.parse(query));
  };
  const first = ask(null);
  expect(first).toMatchObject({ hits: [], more: true, ranked: null });
  const older: string[] = [];
  for (let { next } = first; next;) {
    const page = ask(next);
    older.push(...page.hits.map(({ entry }) => entry.id));
    next = page.next;
  }
  expect(older).toEqual(['old']);
});

test('what is read in Review is told again to a page that is loaded anew, of what is still here', () => {
  const handlers = searchHandlers({ cache, clock: STILL } as Context);
  handlers['reading.keep']({ query: 'bag', openId: 'bag', beside: ['mail', 'gone'] });
  const again = handlers['reading.read']();
  expect(methods['reading.read'].output.parse(again)).toMatchObject({ query: 'bag', openId: 'bag' });
  expect(again.beside.map(({ entry, caseNumber }) => [entry.id, caseNumber])).toEqual([['mail', 46_630]]);
});
