// What a case is called, in whatever order and by however many imports its records come.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMail } from '../../../backend/connectors/email/parse.ts';
import { type Case, caseSchema } from '../../../shared/domain/case.ts';
import { mail } from '../connectors/mail.ts';
import { DAY, fresh, imported, newWorld, NOW, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());

const LONG_AGO = NOW - 200 * DAY;
const history = (address: string, minute: number, text: string, more: object = {}) => ({
  type: 'post',
  source: 'x',
  externalId: fresh('named-'),
  live: false,
  at: LONG_AGO + minute * 60_000,
  channel: 'x',
  party: { address },
  handle: '@LarkwingCare',
  thread: `thread of ${address}`,
  text,
  ...more,
});
const OUT = { direction: 'out', agent: 'Mara Lindholm' };
const letter = (address: string, minute: number, mailSubject: string, more: object = {}) =>
  history(address, minute, 'See below.', { type: 'message', subject: mailSubject, ...more });

async function casesOf(address: string): Promise<Case[]> {
  const found = await world.db.query<{ json: Case }>(
    `SELECT c.json FROM "case" c JOIN identity i ON i.stranger_id = c.customer_id WHERE i.address = $1`,
    [address],
  );
  return found.map(({ json }) => caseSchema.parse(json));
}

async function subjectOf(address: string): Promise<string[]> {
  return (await casesOf(address)).map(({ subject }) => subject);
}

describe('a case of history', () => {
  test('is named after its customer, not after our reply that the archive has first', async () => {
    const address = fresh('@reply');
    await world.takeIn(
      history(address, 30, `${address} We have answered your message.`, OUT),
      history(address, 20, '@LarkwingCare and nobody at the gate knows'),
      history(address, 10, '@LarkwingCare my seat was changed again'),
    );
    expect(await subjectOf(address)).toEqual(['my seat was changed again']);
  });

  test('is named after the earliest of our words where the customer has none', async () => {
    const address = fresh('@ours');
    await world.takeIn(
      history(address, 30, `${address} It is at the desk now.`, OUT),
      history(address, 10, `${address} We found a scarf on LW204.`, OUT),
    );
    expect(await subjectOf(address)).toEqual(['We found a scarf on LW204.']);
  });

  test('gets a better name by a later import, of which the desks hear; the same import again changes nothing', async () => {
    const address = fresh('@later');
    const first = history(address, 20, 'and now the lounge is shut');
    const earlier = history(address, 10, 'no seat on LW310');
    await world.takeIn(first);
    const [before] = await casesOf(address);
    await world.takeIn(earlier);
    const [after] = await casesOf(address);
    expect(after).toMatchObject({ id: before!.id, subject: 'no seat on LW310', openedAt: LONG_AGO + 600_000 });
    expect(after!.version).toBeGreaterThan(before!.version);
    const told = (await world.told()).map(({ body }) => body);
    const lastTold = told.findLast(body => body.kind === 'case.changed' && body.case.id === after!.id);
    expect(lastTold).toMatchObject({ case: { subject: 'no seat on LW310', version: after!.version } });
    await world.takeIn(earlier, first);
    expect(await casesOf(address)).toEqual([after]);
  });

  test('keeps a subject that was given, whatever words came before it', async () => {
    const address = fresh('@given');
    await world.takeIn(letter(address, 20, 'Refund of LW310'), history(address, 10, 'no seat on LW310'));
    expect(await subjectOf(address)).toEqual(['Refund of LW310']);
  });

  test('has a name that says something where its first post says nothing', async () => {
    const address = fresh('@empty');
    await world.takeIn(history(address, 10, '@LarkwingCare'), history(address, 20, '@LarkwingCare hello?'));
    expect(await subjectOf(address)).toEqual(['hello?']);
  });

  const told = fc.record({
    minute: fc.integer({ min: 0, max: 2 }),
    out: fc.boolean(),
    words: fc.constantFrom('', 'no seat', 'no bag', 'no gate', 'no crew'),
    subject: fc.option(fc.constantFrom('Seat', 'Bag'), { nil: undefined }),
  });

  /** Names that are as good as each other: a subject before words, theirs before ours, then the earliest. */
  function bestOf(list: readonly { minute: number; out: boolean; words: string; subject?: string | undefined }[]) {
    const given = list.filter(one => one.subject !== undefined);
    const spoken = given.length > 0 ? given : list.filter(one => one.words !== '');
    const theirs = spoken.filter(one => !one.out);
    const best = theirs.length > 0 ? theirs : spoken;
    const earliest = Math.min(...best.map(one => one.minute));
    const names = best.filter(one => one.minute === earliest).map(one => one.subject ?? one.words);
    return names.length > 0 ? names : ['No subject'];
  }

  test('is called the same in any order, and by any number of imports', async () => {
    const orders = fc.array(told, { minLength: 2, maxLength: 6 }).chain(list =>
      fc.record({
        list: fc.constant(list),
        shuffled: fc.shuffledSubarray(list, { minLength: list.length }),
        first: fc.integer({ min: 0, max: list.length }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(orders, async ({ list, shuffled, first }) => {
        const [together, apart] = [fresh('@any'), fresh('@any')];
        const at = (address: string) => (one: (typeof list)[number]) =>
          history(address, one.minute, one.words, { subject: one.subject, ...(one.out ? OUT : {}) });
        await world.takeIn(...list.map(at(together)));
        await world.takeIn(...shuffled.slice(0, first).map(at(apart)));
        await world.takeIn(...shuffled.slice(first).map(at(apart)));
        const [name] = await subjectOf(together);
        expect(await subjectOf(apart)).toEqual([name]);
        expect(bestOf(list)).toContain(name);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a mail', () => {
  const mailAbout = (subject: string, from: string) =>
    parseMail(
      mail({ Subject: subject, From: from, 'Message-ID': `<${fresh('about')}@post.example>` }, 'No meal at all.'),
      {
        live: false,
      },
    );

  test.each([
    ['Seat 14A', 'Seat 14A'],
    ['Re: Seat 14A', 'Seat 14A'],
    ['AW: WG: Seat 14A', 'Seat 14A'],
    ['re: RE : Re[2]: Fwd: Seat 14A', 'Seat 14A'],
    ['SV: VS: Antw: TR: RIF: Res: Odp: FW: Re(3): Seat 14A', 'Seat 14A'],
    ['RE：Seat 14A', 'Seat 14A'],
    ['Rebooking: Seat 14A', 'Rebooking: Seat 14A'],
    ['Seat 14A, re: LW204', 'Seat 14A, re: LW204'],
    ['Re:', 'No meal at all.'],
    ['AW: Re: ', 'No meal at all.'],
    ['', 'No meal at all.'],
  ])('%j names its case %j and keeps its own subject', async (subject, name) => {
    const address = `${fresh('mail')}@post.example`;
    const parsed = await mailAbout(subject, address);
    const [taken] = await world.takeIn('record' in parsed ? parsed.record : {});
    expect(await subjectOf(address)).toEqual([name]);
    const [entry] = await world.entries(imported(taken).customerId!);
    expect(entry).toMatchObject({ email: { subject: subject.trim() } });
  });
});

describe('what happens now', () => {
  const now = (address: string, text: string, more: object = {}) => ({
    ...history(address, 0, text, more),
    live: true,
    at: undefined,
  });

  test('is called by the first words for good: neither later words nor an archive change it', async () => {
    const address = fresh('@live');
    const [first] = await world.takeIn(now(address, 'my bag is not here'));
    await world.takeIn(now(address, 'it is blue'), letter(address, 0, 'Bag'));
    await world.takeIn({ ...history(address, 0, 'before that no seat'), at: NOW - DAY });
    expect(await subjectOf(address)).toEqual(['my bag is not here']);
    expect(await world.item(imported(first).workItemId!)).toMatchObject({ subject: 'my bag is not here' });
  });

  test('names for good what an archive has only our words of', async () => {
    const address = fresh('@both');
    await world.takeIn({ ...history(address, 0, 'We have answered you.', OUT), at: NOW - DAY });
    const [first] = await world.takeIn(now(address, 'thank you, and my seat?'));
    await world.takeIn({ ...history(address, 0, 'no seat'), at: NOW - 2 * DAY });
    expect(await subjectOf(address)).toEqual(['thank you, and my seat?']);
    expect(await world.item(imported(first).workItemId!)).toMatchObject({ subject: 'thank you, and my seat?' });
  });

  test('leaves the name that an archive has from the customer', async () => {
    const address = fresh('@known');
    await world.takeIn({ ...history(address, 0, 'no seat'), at: NOW - DAY });
    await world.takeIn(now(address, 'anybody?'), now(address, 'We are on it.', OUT));
    expect(await subjectOf(address)).toEqual(['no seat']);
  });
});
