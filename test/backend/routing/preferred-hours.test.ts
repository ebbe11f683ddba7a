// When the time begins in which work waits for the agent it is for first: as it came, or when it began to be served after that.
import { expect, test } from 'vitest';
import { asWaiting } from '../../../backend/routing/gather.ts';
import { servedSchema } from '../../../shared/domain/hours.ts';
import { FRESH_WORK, type Queue, queueSchema, type WorkItem } from '../../../shared/domain/work.ts';
import { seed } from '../intake/world.ts';

const HOUR = 3_600_000;
// A Friday: mail is served from 8 to 11, and again on Monday.
const NOON = Date.UTC(2026, 10, 20, 12);
const TEN = NOON - 2 * HOUR;
const MONDAY = Date.UTC(2026, 10, 23, 8);
const MONDAY_NINE = MONDAY + HOUR;
const WAITS = 20_000;

const weekFrom = (from: number) => {
  const day = [{ from: from * 60, to: 11 * 60 }];
  return { zone: 'Europe/London', week: [day, day, day, day, day, [], []], holidays: [] };
};
const rule = (hours: ReturnType<typeof weekFrom> | null, serve = false) =>
  servedSchema.parse({ hours, outside: { serve, reply: null } });
const always = rule(null);

const mailQueue = seed.queues.find(({ id }) => id === 'q-mail')!;
const queueOf = (own: object): Queue =>
  queueSchema.parse({ ...mailQueue, version: 1, preferredMs: WAITS, ...always, ...own });
const mailAt = (enteredAt: number): WorkItem => ({
  id: 'w',
  version: 1,
  customerId: 'max',
  caseId: 'case',
  interactionId: 'mail',
  channel: 'email',
  queueId: 'q-mail',
  queueName: 'Email, general',
  state: 'waiting',
  subject: 'Lost',
  from: 'max@post.example',
  customerName: 'Max',
  priority: 20,
  enteredAt,
  holderId: null,
  epoch: 0,
  heldAt: null,
  finishedAt: null,
  ...FRESH_WORK,
});
/** Until when mail that came then waits for who spoke with the customer last. */
const waitsUntil = (enteredAt: number, own: object): number | undefined =>
  asWaiting({ item: mailAt(enteredAt), declined: {}, lastId: 'a-mara', preferred: null, at: enteredAt }, queueOf(own))
    .preferred?.until;

test('it begins as the work comes, where it is served then', () => {
  expect(waitsUntil(NOON, {})).toBe(NOON + WAITS);
  expect(waitsUntil(TEN, rule(weekFrom(8)))).toBe(TEN + WAITS);
});

test('of work that waits for its queue to open it begins with the opening', () => {
  expect(waitsUntil(NOON, rule(weekFrom(8)))).toBe(MONDAY + WAITS);
});

test('the hours are those of its channel, where the channel has some of its own', () => {
  expect(waitsUntil(NOON, { byChannel: { email: rule(weekFrom(8)) } })).toBe(MONDAY + WAITS);
  expect(waitsUntil(NOON, { ...rule(weekFrom(8)), byChannel: { email: rule(weekFrom(9)) } })).toBe(MONDAY_NINE + WAITS);
  expect(waitsUntil(NOON, { ...rule(weekFrom(8)), byChannel: { email: always } })).toBe(NOON + WAITS);
  expect(waitsUntil(NOON, { ...rule(weekFrom(8)), byChannel: { web: always } })).toBe(MONDAY + WAITS);
});

test('outside the hours, where it is served all the same, it waits no longer than at any other time', () => {
  expect(waitsUntil(NOON, rule(weekFrom(8), true))).toBe(NOON + WAITS);
  expect(waitsUntil(NOON, { byChannel: { email: rule(weekFrom(8), true) } })).toBe(NOON + WAITS);
});
