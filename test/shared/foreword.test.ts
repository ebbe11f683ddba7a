import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entrySchema, type Entry } from '../../shared/domain/entry.ts';
import { forewordSchema, type ForewordLine } from '../../shared/domain/foreword.ts';
import { forewordOf } from '../../shared/domain/foreword-of.ts';
import { complaints } from '../../backend/connectors/archive/complaints.ts';
import { askingScore, isCommitment, mayAsk, mayCommit } from '../../shared/domain/foreword/cues.ts';
import { dueIn } from '../../shared/domain/foreword/due.ts';
import { readAnew, toneFound } from '../../shared/domain/foreword/findings.ts';
import { sentencesOf, shorten } from '../../shared/domain/foreword/sentences.ts';
import { toneOf } from '../../shared/domain/foreword/tone.ts';
import { at, automaticMail, call, fromAgent, fromCustomer, note } from '../fixtures/entries.ts';

const line = <K extends ForewordLine['kind']>(entries: readonly Entry[], now: number, kind: K) =>
  forewordOf(entries, now).lines.filter((one): one is Extract<ForewordLine, { kind: K }> => one.kind === kind);

describe('asked', () => {
  test('is the request, not the greeting and not the reference number', () => {
    const asked = fromCustomer(
      'Good evening. Can you refund the second payment of £412.60 for booking K7QX2M? Thanks.',
    );
    const lines = line(
      [asked, fromAgent('We are here, Sam.', { at: at(0, 1) }), fromCustomer('It is K7QX2M.', { at: at(0, 2) })],
      at(1),
      'asked',
    );
    expect(lines).toMatchObject([
      { entryId: asked.id, quote: 'Can you refund the second payment of £412.60 for booking K7QX2M?' },
    ]);
  });

  test('is found in German too', () => {
    expect(
      line(
        [fromCustomer('Guten Tag. Wann bekomme ich die Erstattung für Buchung 4711?', { language: 'de' })],
        at(1),
        'asked',
      ),
    ).toHaveLength(1);
  });

  test('is not made up when nothing was asked', () => {
    expect(line([fromCustomer('Lovely crew today.')], at(1), 'asked')).toEqual([]);
  });
});

describe('words of ours that were not delivered', () => {
  const delivery = (state: 'confirmed' | 'failed') => ({
    state,
    at: at(0, 2),
    commandId: null,
    reason: 'no such user',
  });
  const asked = fromCustomer('Where is my refund?');
  const lost = fromAgent('You will have an answer by Thursday 17:00.', { at: at(0, 1), delivery: delivery('failed') });

  test('are not the last word, promise nothing and answer nothing; that they were lost is said with the reason', () => {
    const { lines, from } = forewordOf([asked, lost], at(1));
    expect(lines.filter(({ kind }) => kind === 'promised')).toEqual([]);
    expect(lines.find(({ kind }) => kind === 'last')).toMatchObject({ entryId: asked.id, by: 'customer' });
    expect(lines.find(({ kind }) => kind === 'undelivered')).toMatchObject({
      entryId: lost.id,
      quote: 'You will have an answer by Thursday 17:00.',
      reason: 'no such user',
    });
    expect(from).toBe(2);
    const again = fromCustomer('Can you tell me which hotel it is?', { at: at(0, 0, 30) });
    expect(line([asked, again, lost], at(1), 'open')).toEqual(line([asked, again], at(1), 'open'));
  });

  test('keep no promise that was made before them', () => {
    const promise = fromAgent('You will have an answer by Thursday 17:00.', { at: at(0, 1) });
    const kept = fromAgent('The refund was released today.', { at: at(1), delivery: delivery('failed') });
    expect(line([asked, promise, kept], at(3), 'promised')).toMatchObject([{ kept: false }]);
    expect(line([asked, promise, { ...kept, delivery: delivery('confirmed') }], at(3), 'promised')).toMatchObject([
      { kept: true },
    ]);
  });

  test('are told of no more once words of ours have arrived', () => {
    const arrived = fromAgent('It was released.', { at: at(0, 3), delivery: delivery('confirmed') });
    const { lines } = forewordOf([asked, lost, arrived], at(1));
    expect(lines.find(({ kind }) => kind === 'undelivered')).toBeUndefined();
    expect(lines.find(({ kind }) => kind === 'last')).toMatchObject({ entryId: arrived.id });
  });
});

describe('promised', () => {
  const promise = (text: string) => fromAgent(text, { at: at(0, 1) });

  test('and not kept: the time has passed and nobody wrote', () => {
    const entries = [fromCustomer('Where is my refund?'), promise('You will have an answer by Thursday 17:00.')];
    expect(line(entries, at(3), 'promised')).toMatchObject([{ dueAt: Date.UTC(2026, 5, 4, 17), kept: false }]);
  });

  test('and running: the time is still to come', () => {
    const entries = [fromCustomer('Where is my refund?'), promise('You will have an answer by Thursday 17:00.')];
    expect(line(entries, at(1), 'promised')).toMatchObject([{ kept: null }]);
  });

  test('and kept by a word of ours in time, but not by a goodbye in the same breath', () => {
    const entries = [fromCustomer('Where is my refund?'), promise('You will have an answer by Thursday 17:00.')];
    const goodbye = fromAgent('Have a good evening.', { at: at(0, 1, 2) });
    expect(line([...entries, goodbye], at(3), 'promised')).toMatchObject([{ kept: false }]);
    const answer = fromAgent('The refund was released today.', { at: at(1) });
    expect(line([...entries, goodbye, answer], at(3), 'promised')).toMatchObject([{ kept: true }]);
  });

  test('an automatic acknowledgement keeps nothing', () => {
    const entries = [fromCustomer('Where is my refund?'), promise('You will have an answer by Thursday 17:00.')];
    expect(line([...entries, automaticMail({ at: at(1) })], at(3), 'promised')).toMatchObject([{ kept: false }]);
  });

  test('a promised call is kept by our call only, not by a message or by the customer ringing', () => {
    const entries = [promise('We will call you back by Thursday 17:00.'), fromAgent('Still looking.', { at: at(1) })];
    expect(line([...entries, call({}, { at: at(1, 2) })], at(3), 'promised')).toMatchObject([{ kept: false }]);
    expect(line([...entries, call({}, { at: at(1, 2), direction: 'out' })], at(3), 'promised')).toMatchObject([
      { kept: true },
    ]);
  });

  test('in a call counts like a written one', () => {
    const taken = call({
      turns: [{ at: 1_000, speaker: 'agent', name: 'Tomasz', text: 'I will email you within 24 hours.' }],
    });
    expect(line([taken], at(3), 'promised')).toMatchObject([{ entryId: taken.id, kept: false }]);
  });

  test('at once is late after an hour without a word of ours, and ordinary talk with one', () => {
    const entries = [fromCustomer('Where is my refund?'), promise('Yes, I will release it right now.')];
    const thanks = fromCustomer('Thanks.', { at: at(0, 1, 1) });
    const dueAt = at(0, 2);
    expect(line([...entries, thanks], at(0, 1, 30), 'promised')).toMatchObject([{ dueAt, kept: null }]);
    expect(line([...entries, thanks], at(3), 'promised')).toMatchObject([{ dueAt, kept: false }]);
    expect(line([...entries, fromAgent('It is released.', { at: at(0, 1, 5) })], at(3), 'promised')).toEqual([]);
  });

  test('at once in a call is done when both talked on', () => {
    const turn = (speaker: 'agent' | 'customer', text: string) => ({ at: 0, speaker, name: '', text });
    const turns = [turn('customer', 'Can I have seat 4A?'), turn('agent', 'I’ll book it right away for you.')];
    const thanked = [...turns, turn('customer', 'Thanks.')];
    const dueAt = at(0, 1);
    expect(line([call({ turns })], at(3), 'promised')).toMatchObject([{ dueAt, kept: false }]);
    expect(line([call({ turns: thanked })], at(3), 'promised')).toMatchObject([{ dueAt, kept: false }]);
    expect(line([call({ turns: [...thanked, turn('agent', 'Goodbye.')] })], at(3), 'promised')).toEqual([]);
  });

  test('on a condition is not a promise', () => {
    expect(line([promise('If you send the receipt we will refund you by Thursday 17:00.')], at(3), 'promised')).toEqual(
      [],
    );
  });
});

describe('due', () => {
  const said = Date.UTC(2026, 5, 2, 20, 26);
  test.each([
    ['You will have an answer by Thursday 17:00', 0, Date.UTC(2026, 5, 4, 17)],
    ['We will call you back today by 22:00', 0, Date.UTC(2026, 5, 2, 22)],
    ['within 24 hours', 0, said + 86_400_000],
    ['Sie erhalten bis Donnerstag 17 Uhr eine Antwort', 120, Date.UTC(2026, 5, 4, 15)],
    ['Wir melden uns innerhalb von 24 Stunden', 0, said + 86_400_000],
    ['by Friday', 0, Date.UTC(2026, 5, 5, 23, 59)],
  ])('%s', (sentence, offset, due) => {
    expect(dueIn(sentence, said, offset)).toBe(due);
  });

  test('a flight number is no time', () => {
    expect(dueIn('I will look at LW 418 for you.', said, 0)).toBeNull();
  });

  test.each([
    'I will do that right now.',
    'We’ll immediately send it to Payments.',
    'We’ll ask the crew straightaway. -Priya',
    'Ich werde das sofort erledigen!',
  ])('%s is due in an hour', sentence => {
    expect(readAnew.due(fromAgent(sentence, { at: said }), sentence, 0)).toBe(said + 3_600_000);
  });

  test.each([
    ['I will do it immediately, by Thursday 17:00 at the latest.', Date.UTC(2026, 5, 4, 17)],
    ['We will see, but right now there is no seat.', null],
    ['Please send us the receipt and we’ll look at it right away.', null],
  ])('%s is not', (sentence, due) => {
    expect(readAnew.due(fromAgent(sentence, { at: said }), sentence, 0)).toBe(due);
  });
});

describe('open', () => {
  test('a question after our last word', () => {
    const question = fromCustomer('And who pays the hotel?', { at: at(1) });
    expect(
      line(
        [
          fromCustomer('Can I have a refund for my cancelled booking 11?'),
          fromAgent('Done.', { at: at(0, 1) }),
          question,
        ],
        at(2),
        'open',
      ),
    ).toMatchObject([{ entryId: question.id }]);
  });

  test('a task from the newest note', () => {
    const task = note('Second payment is authorised. Payments must confirm by phone.', { at: at(1) });
    expect(line([fromCustomer('Hello'), task], at(2), 'open')).toMatchObject([
      { entryId: task.id, quote: 'Payments must confirm by phone.' },
    ]);
  });

  test('a later note that speaks of something else leaves it open, one that says it is done does not', () => {
    const task = note('Release of both payments is still open.', { at: at(1) });
    const other = note('Offline note', { at: at(1, 1) });
    const said = [fromCustomer('Hello'), task, other];
    expect(line(said, at(2), 'open')).toMatchObject([{ entryId: task.id }]);
    const notDone = note('This is not done.', { at: at(1, 2) });
    expect(line([...said, notDone], at(2), 'open')).toMatchObject([{ entryId: task.id }]);
    const done = note('Both payments are done.', { at: at(1, 3) });
    expect(line([...said, done], at(2), 'open')).toEqual([]);
    const next = note('Now the hotel bill is outstanding.', { at: at(1, 4) });
    expect(line([...said, done, next], at(2), 'open')).toMatchObject([{ entryId: next.id }]);
  });
});

test('tone falls when the words get worse', () => {
  const entries = [
    fromCustomer('Thanks, you are wonderful and very helpful!'),
    fromCustomer('Great, thank you.', { at: at(0, 1) }),
    fromCustomer('This is terrible. Nobody helps.', { at: at(1) }),
    fromCustomer('Worst service ever, I am furious!', { at: at(2) }),
  ];
  expect(line(entries, at(3), 'tone')).toMatchObject([{ direction: 'falling' }]);
  expect(toneOf('K7QX2M')).toBeNull();
});

test.each([
  'Delighted to learn that my bag is lost',
  'Great, my flight is cancelled. Again.',
  'Brilliant: third time the bag is missing!',
  'Lovely, left behind at gate 12 in the rain',
  'Hello. Perfect, charged twice for one seat!',
])('joy over what went wrong is no praise: %s', text => {
  expect(toneOf(text) ?? 0).toBeLessThanOrEqual(0.4);
});

test.each([
  'Delighted that my lost bag was found',
  'The crew were wonderful when we were delayed',
  'Brilliant help with my missing suitcase',
  'My flight was cancelled, but the rebooking was perfect',
  'A wonderful flight, not late at all',
  'Great trip. The delay was short',
  'Lovely day, lovely seats',
])('joy stays praise where something came right or nothing is wrong: %s', text => {
  expect(toneOf(text)).toBeGreaterThan(0.4);
});

test('what a register noted of a complaint is no tone of the customer', async () => {
  const csv =
    'complaint_id,client_id,date_received,submitted_via,issue,product,company_response_to_consumer,timely_response\n' +
    '7,C1,2026-06-01,Web,Late bags,Seats,Closed with monetary relief,Yes\n' +
    '8,C1,2026-06-01,Web,This is awful,Seats,Closed with monetary relief,Yes\n';
  const source = { name: 'complaints.csv', modifiedAt: null, open: () => Readable.from([Buffer.from(csv)]) };
  const tones: (number | null)[] = [];
  for await (const read of complaints.read(source, { region: null, brands: [] })) {
    if (!('record' in read) || read.record.type !== 'message') throw new Error('no complaint');
    const { text, party } = read.record;
    expect(text).toContain('monetary relief');
    const author = { kind: 'customer' as const, name: '', address: party.address, agentId: null };
    tones.push(toneFound(fromCustomer(text, { channel: 'web', author })));
  }
  expect(tones).toEqual([null, toneOf('This is awful')]);
  expect(toneFound(fromCustomer('Response: a great relief'))).toBeGreaterThan(0);
});

test('the last word is not that of a call nobody wrote down', () => {
  const mail = fromCustomer('See attached.', { channel: 'email', at: at(1) });
  const silent = call({ state: 'abandoned', turns: [] }, { at: at(2), text: '' });
  expect(line([mail, silent], at(3), 'last')).toMatchObject([{ entryId: mail.id, quote: 'See attached.' }]);
  expect(line([silent], at(3), 'last')).toEqual([]);
});

test('how long and where count conversations that began before the entries at hand, of the same case', () => {
  const newest = fromCustomer('Hello?', { channel: 'email', at: at(5) });
  const conversations = [
    { caseId: newest.caseId, channel: 'x', startedAt: at(1) },
    { caseId: 'another', channel: 'facebook', startedAt: at(0) },
    { caseId: newest.caseId, channel: 'email', startedAt: at(3) },
  ] as const;
  const foreword = forewordOf([newest], at(6), { conversations, isCut: true });
  expect(foreword).toMatchObject({ from: 1, isCut: true });
  expect(foreword.lines.find(({ kind }) => kind === 'where')).toMatchObject({
    entryId: newest.id,
    channels: ['x', 'email'],
    spanMs: at(5) - at(1),
  });
});

test('a call that has ended and of which nothing is written yet leaves the matter to what came before it', () => {
  const asked = fromCustomer('Can I have a refund for my cancelled booking 11?');
  const over = call({ state: 'ended' }, { caseId: 'new-case', at: at(2) });
  expect(line([asked, over], at(3), 'asked')).toMatchObject([{ entryId: asked.id }]);
  const written = { ...over, text: 'Wants another seat. Please rebook the seat.' };
  expect(line([asked, written], at(3), 'asked')).toEqual([]);
});

test('only a call leaves the matter to what came before it: a file without words is what the customer has now', () => {
  const asked = fromCustomer('Can I have a refund for my cancelled booking 11?');
  const file = fromCustomer('', { caseId: 'new-case', at: at(2) });
  expect(line([asked, file], at(3), 'asked')).toEqual([]);
  const over = call({ state: 'ended' }, { caseId: 'new-case', at: at(2) });
  expect(line([over], at(3), 'where')).toMatchObject([{ entryId: over.id }]);
});

test('where and last leave out the call that is ringing now', () => {
  const mail = fromCustomer('See attached.', { channel: 'email', at: at(1) });
  const entries = [fromCustomer('Cancelled at the gate.'), mail, call({ state: 'waiting' }, { at: at(2) })];
  expect(line(entries, at(2), 'where')).toMatchObject([{ channels: ['x', 'email'], spanMs: 86_400_000 }]);
  expect(line(entries, at(2), 'last')).toMatchObject([{ entryId: mail.id, by: 'customer' }]);
});

test('another matter of the same customer does not leak in', () => {
  const old = fromCustomer('Can you send me the invoice for seat 4A, please?', { caseId: 'case-0' });
  expect(line([old, fromCustomer('Hello there.', { at: at(1) })], at(2), 'asked')).toEqual([]);
});

const anyEntry = fc
  .tuple(
    fc.constantFrom(fromCustomer, fromAgent, note),
    fc.string({ unit: 'grapheme' }),
    fc.integer({ min: 0, max: 200 }),
  )
  .map(([make, text, hours]) => make(text, { at: at(0, hours) }));

test('whatever was written: lines are valid, and each cites an entry that is there', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 20 }), entries => {
      const sorted = [...entries].sort((a, b) => a.at - b.at);
      const foreword = forewordSchema.parse(forewordOf(sorted, at(9)));
      const ids = new Set(sorted.map(entry => entry.id));
      expect(foreword.lines.filter(one => !ids.has(one.entryId))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('the fixtures are entries by the contract', () => {
  for (const entry of [fromCustomer('a'), fromAgent('b'), note('c'), call({})])
    expect(entrySchema.parse(entry)).toEqual(entry);
});

test('a text is passed over only if none of its sentences asks or commits', () => {
  const piece = fc.constantFrom(
    'Can you',
    'CAN YOU',
    'refund me',
    '。',
    '？',
    '. ',
    '.',
    '\n',
    ' ',
    "we'll",
    'I will',
    'x',
    'ok',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.string({ unit: 'grapheme' }), (pieces, more) => {
      const text = pieces.join('') + more;
      const sentences = sentencesOf(text);
      expect(sentences.some(one => askingScore(one) > 0) && !mayAsk(text)).toBe(false);
      expect(sentences.some(isCommitment) && !mayCommit(text)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('a full stop after an abbreviation ends no sentence', () => {
  expect(sentencesOf('Confirm with the card team (ext. 4410) today. Then ring her.')).toEqual([
    'Confirm with the card team (ext. 4410) today.',
    'Then ring her.',
  ]);
});

test('shortening never splits a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), text => {
      const short = shorten(text, 40);
      expect(short.length).toBeLessThanOrEqual(40);
      expect(short).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    }),
  );
});
