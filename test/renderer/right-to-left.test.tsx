// Names, numbers and handles among words that run from right to left keep to themselves: nothing beside them changes its place.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { close, Desk, heldItem, offerFor, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(close);

const NUMBER = '+972 3 123 4567';
const SAID = `הטלפון שלי ${NUMBER}, @LarkwingAir תודה`;
const NAME = 'עמיר כהן 3';
const author = { kind: 'customer', name: NAME, address: '@amir', agentId: null } as const;

const apartIn = (place: HTMLElement): (string | null)[] =>
  [...place.querySelectorAll('bdi[dir=ltr]')].map(one => one.textContent);

async function withOffer(offer: Parameters<typeof offerFor>[0] = {}, hash = '#work/max'): Promise<void> {
  const desk = new Desk();
  const asked = entryOf('message', { text: SAID, author });
  const answer = entryOf('message', { direction: 'out', text: 'כן', replyTo: asked.id });
  const before = Array.from({ length: 3 }, () => entryOf('message', { text: SAID, author }));
  const customer = customerWith([...before, asked, answer]);
  const last = {
    kind: 'last',
    by: 'customer',
    quote: SAID,
    name: NAME,
    entryId: asked.id,
    at: asked.at,
    channel: 'x',
  } as const;
  desk.core.customers.set('max', { ...customer, foreword: { ...customer.foreword, lines: [last] } });
  desk.core.customers.set('amir', { ...customer, customer: { ...customer.customer, id: 'amir' } });
  await show(desk, hash);
  const made = offerFor({ channel: 'x', interactionId: 'x-1', ...offer });
  const isMissed = made.state === 'missed';
  desk.work = { ...desk.work, offer: isMissed ? null : made, lastOffer: isMissed ? made : null };
  await desk.push({ topic: 'work' });
}

test('a number in the conversation and in the foreword stands as it was written, and a handle begins with its @', async () => {
  await withOffer({ state: 'missed' });
  const entry = within(screen.getByRole('feed')).getAllByRole('article')[0]!;
  expect(apartIn(entry)).toEqual([NUMBER]);
  expect(within(entry).getByText('@LarkwingAir').dir).toBe('auto');
  expect(apartIn(screen.getByRole('region', { name: 'Foreword' }))).toEqual([NUMBER]);
});

test('a name does not take the time beside it along: of an offer that was missed, of what is answered', async () => {
  await withOffer({ state: 'missed', customerName: NAME });
  const lost = screen.getByRole('group', { name: 'Offer' });
  expect(within(lost).getByText(NAME).tagName).toBe('BDI');
  expect(lost.textContent).toMatch(new RegExp(`${NAME}, \\d\\d:\\d\\d`));
  const reply = screen.getByRole('button', { name: /^In reply to/ });
  expect(within(reply).getByText(NAME).tagName).toBe('BDI');
});

/** The words whose direction `dir="auto"` takes for this element, and by which it is cut off at their end. */
function seenByAuto(place: Element): string {
  const copy = place.cloneNode(true) as Element;
  copy.querySelectorAll('bdi, [dir]').forEach(one => one.remove());
  return copy.textContent ?? '';
}

test('a number stands as it was written while it rings, too', async () => {
  await withOffer({ customerId: 'amir' });
  expect(apartIn(screen.getByRole('region', { name: 'Offer' }))).toContain(NUMBER);
});

test('so it does in what came before and in what it is about, and each is cut off at its end', async () => {
  await withOffer({ customerId: 'amir', subject: SAID }, '#work');
  const region = screen.getByRole('region', { name: 'Offer' });
  expect(apartIn(region)).toContain(NUMBER);
  const lines = [...region.querySelectorAll('[dir=auto]')].filter(one => one.textContent?.includes(NUMBER));
  expect(lines.map(({ tagName }) => tagName)).toContain('SPAN');
  for (const line of lines) expect(seenByAuto(line)).toContain('הטלפון שלי');
});

test('so it does in what a search finds, and in the headings', async () => {
  const desk = new Desk();
  const asked = entryOf('message', { text: SAID, author });
  const customer = customerWith([asked]);
  desk.core.customers.set('max', { ...customer, cases: customer.cases.map(one => ({ ...one, subject: SAID })) });
  const about = { caseNumber: 46_630, caseSubject: SAID, caseState: 'open', caseClosedAt: null } as const;
  const [from, to] = [SAID.indexOf('123'), SAID.indexOf('4567') + 4];
  desk.found = { hits: [{ entry: asked, customerName: NAME, ...about, snippet: SAID, marks: [[from, to]] }] };
  await show(desk, '#review');
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: '123' } });
  const hit = await screen.findByRole('button', { name: /הטלפון/ });
  await settle();
  expect(apartIn(hit)).toEqual([NUMBER]);
  expect([...hit.querySelectorAll('mark')].map(one => one.textContent)).toEqual(['123 4567']);
  expect(apartIn(document.body).length).toBeGreaterThan(1);
  fireEvent.click(hit);
  await settle();
  const heading = screen.getAllByRole('heading', { level: 2 }).map(one => one.parentElement!);
  expect(heading.flatMap(apartIn)).toContain(NUMBER);
});

test('what held work is about is cut off at its end, not where its first words stand', async () => {
  const desk = new Desk();
  const subject = 'המזוודה שלי לא הגיעה';
  desk.work = { ...desk.work, items: [heldItem({ channel: 'email', interactionId: 'email-1', subject })] };
  await show(desk, '#work/max');
  const bar = screen.getByRole('group', { name: 'You hold this' });
  expect(within(bar).getByText(subject).tagName).toBe('BDI');
  expect(bar.textContent).toContain(`Email: ${subject}`);
});

test('nor does the list of work cut off the first words of a draft, behind what it says before them', async () => {
  const desk = new Desk();
  const draft = 'המזוודה שלך תגיע הערב לכתובת שרשומה בהזמנה';
  desk.work = { ...desk.work, items: [heldItem({ channel: 'email', interactionId: 'email-1' })] };
  await show(desk, '#work/max');
  fireEvent.change(screen.getByRole('textbox', { name: /^Reply/ }), { target: { value: draft } });
  await settle();
  const line = within(screen.getByRole('region', { name: 'Work' })).getByText(draft);
  expect(line.tagName).toBe('BDI');
  expect(line.parentElement!.textContent).toBe(`Draft: ${draft}`);
});
