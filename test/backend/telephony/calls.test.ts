// Agents, the exchange and the records between them: the real commands over the embedded engine.
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Exchange, newExchange } from '../../../backend/connectors/telephony/exchange.ts';
import type { Ring } from '../../../backend/connectors/telephony/phones.ts';
import type { Telephony } from '../../../backend/connectors/telephony/adapter.ts';
import { chanceOf } from '../../../backend/connectors/scenario/chance.ts';
import { runCommand } from '../../../backend/commands/run.ts';
import { issueCode } from '../../../backend/identity/issue-code.ts';
import { newSwitchboard } from '../../../backend/telephony/switchboard.ts';
import { newLeases } from '../../../backend/routing/leases.ts';
import { type CallAction, outsideNumberSchema } from '../../../shared/domain/call.ts';
import type { EntryOf } from '../../../shared/domain/entry.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { setLogSink } from '../../../shared/lib/log.ts';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

setLogSink(() => undefined);
let world: World;
let exchange: Exchange;
let unreachable = false;
let refusal: string | null = null;
/** How often the exchange was asked for anything. */
let askings = 0;
/** What happens while an answer of the exchange is on its way. */
let onTheWay: (() => Promise<void>) | null = null;

beforeAll(async () => {
  world = await newWorld(clock => {
    exchange = newExchange({ clock, chance: chanceOf(7), latencyMs: [0, 0] });
    const telephony: Telephony = {
      ...exchange,
      async ask(callId, ...asked) {
        askings++;
        if (unreachable) throw new Error('no route');
        if (refusal) return { ok: false, reason: refusal, call: exchange.at(callId) };
        const answer = await exchange.ask(callId, ...asked);
        await onTheWay?.();
        return answer;
      },
    };
    return telephony;
  });
  await world.centre.start();
});
afterAll(async () => {
  await world.centre.stop();
  await world.db.close();
});
beforeEach(async () => {
  unreachable = false;
  refusal = null;
  onTheWay = null;
  await world.centre.settle();
  await world.clear();
});

async function pass(ms: number): Promise<void> {
  world.pass(ms);
  exchange.turn();
  await world.centre.settle();
}
let numbers = 0;
const number = () => `+4477009002${String((numbers += 1)).padStart(2, '0')}`;

async function rung(more: Partial<Ring> = {}) {
  await world.centre.sessionOpened('a-mara');
  const callId = exchange.ring({ number: number(), line: '+442079460180', patienceMs: 60_000, talkMs: null, ...more });
  await world.centre.settle();
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  return { callId, offer };
}
async function answered(more: Partial<Ring> = {}) {
  const { callId, offer } = await rung(more);
  expect(await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch })).toMatchObject({
    ok: true,
  });
  await world.centre.settle();
  const item = await world.item(offer.workItemId);
  const control = (action: CallAction, params: object = {}, id = uuidv7(), agentId = 'a-mara') =>
    world.run(
      agentId,
      'call.control',
      { workItemId: item.id, epoch: item.epoch, action, digits: null, before: null, ...params },
      id,
    );
  return { callId, item, control };
}
type Call = EntryOf<'call'>;
const entryOf = async (customerId: string): Promise<Call> =>
  (await world.entries(customerId)).findLast((one): one is Call => one.kind === 'call')!;
const asks = (callId: string) =>
  exchange
    .heard()
    .filter(one => one.callId === callId)
    .map(({ ask }) => ask.do);

describe('a customer on the exchange', () => {
  test('rings for an agent as a call that can be held, and is answered there too', async () => {
    const { callId, item } = await answered();
    const { call } = await entryOf(item.customerId);
    expect(call).toMatchObject({
      state: 'live',
      exchange: 'exchange',
      exchangeId: callId,
      recording: 'on',
      trouble: null,
    });
    expect(call.legs.map(({ who, state }) => [who, state])).toEqual([
      ['customer', 'talking'],
      ['agent', 'talking'],
    ]);
    expect(asks(callId)).toEqual(['answer']);
  });

  test('who hangs up early takes the ring with them', async () => {
    const { callId, offer } = await rung();
    exchange.hangUp(callId);
    await world.centre.settle();
    expect(await world.offer(offer.id)).toMatchObject({ state: 'withdrawn', withdrawnWhy: 'caller hung up' });
    expect((await entryOf(offer.customerId)).call.state).toBe('abandoned');
  });

  test('who is answered elsewhere is told so, and is not counted as given up', async () => {
    const { offer } = await rung({ elsewhereMs: 3_000 });
    await pass(3_000);
    expect(await world.offer(offer.id)).toMatchObject({ state: 'withdrawn', withdrawnWhy: 'answered elsewhere' });
    expect((await entryOf(offer.customerId)).call.state).toBe('ended');
    const events = (await world.entries(offer.customerId)).filter(one => one.kind === 'event');
    expect(events.map(one => one.event.name)).not.toContain('abandoned');
  });

  test('who keyed in the code of a case is put through as that case, from a number that nobody knows', async () => {
    const [told] = await world.takeIn({
      type: 'post',
      channel: 'x',
      externalId: fresh('p-'),
      party: { address: fresh('@keyed') },
      text: 'Where is my bag?',
      live: false,
    });
    const customerId = imported(told).customerId!;
    const { caseId } = (await world.entries(customerId))[0]!;
    const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
    const { code } = await world.db.transaction(tx => issueCode(tx, caseId, { now: world.now(), random }));
    const { item } = await answered({ code });
    expect(item).toMatchObject({ customerId, caseId, channel: 'voice' });
  });

  test('who hangs up after a talk leaves after-contact work, and what was said', async () => {
    const turns = [{ at: 1_000, speaker: 'customer', name: 'Imogen', text: 'Fifth time.' }] as const;
    const { item } = await answered({ talkMs: 9_000, turns });
    await pass(1_000);
    expect((await entryOf(item.customerId)).call.turns).toHaveLength(1);
    await pass(8_000);
    expect((await entryOf(item.customerId)).call).toMatchObject({ state: 'ended', talkMs: 9_000, turns });
    expect((await world.presence('a-mara')).state).toBe('acw');
    expect((await world.item(item.id)).state).toBe('held');
  });
});

describe('call.control', () => {
  test('holds and resumes once for each id, counts the time, and the exchange is asked once', async () => {
    const { callId, item, control } = await answered();
    const id = uuidv7();
    expect(await Promise.all([control('hold', {}, id), control('hold', {}, id)])).toEqual([
      { ok: true, entryId: null },
      { ok: true, entryId: null },
    ]);
    await pass(4_000);
    expect((await entryOf(item.customerId)).call).toMatchObject({ onHold: true, legs: [{ state: 'held' }, {}] });
    await control('resume');
    await world.centre.settle();
    expect((await entryOf(item.customerId)).call).toMatchObject({ onHold: false, holdMs: 4_000 });
    expect(asks(callId)).toEqual(['answer', 'hold', 'resume']);
  });

  test('writes tones, which may be a card or a secret, to the exchange alone: not to its records, ledger, audit or log', async () => {
    const lines: string[] = [];
    setLogSink(line => void lines.push(line));
    onTestFinished(() => setLogSink(() => undefined));
    const TONES = '735194#826*';
    const { callId, control } = await answered();
    const id = uuidv7();
    expect(await control('keypad', { digits: TONES }, id)).toMatchObject({ ok: true });
    await world.centre.settle();
    expect(exchange.digits(callId)).toBe(TONES);
    await control('hold');
    await world.centre.settle();
    expect(await control('keypad', { digits: TONES })).toMatchObject({ ok: false, code: 'conflict' });
    await world.centre.settle();
    // Refused, for security too: of somebody else's call.
    expect(await control('keypad', { digits: TONES }, uuidv7(), 'a-priya')).toMatchObject({ ok: false });
    await world.centre.settle();
    const tables = await world.db.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    let all = '';
    for (const { name } of tables) all += JSON.stringify(await world.db.query(`SELECT t::text AS row FROM ${name} t`));
    expect(all).toContain(callId);
    expect(all).not.toContain(TONES);
    expect(lines.join('')).toContain('keypad');
    expect(lines.join('')).not.toContain(TONES);
    // Nor can they be found out by what is kept to know the command again: the same without them is the same.
    expect(await control('keypad', { digits: '0' }, id)).toMatchObject({ ok: true });
    await world.centre.settle();
    expect(exchange.digits(callId)).toBe(TONES);
  });

  test('mutes, sends tones, pauses the recording and ends; the agent does the work after it', async () => {
    const { callId, item, control } = await answered();
    for (const action of ['mute', 'record.pause'] as const) expect((await control(action)).ok).toBe(true);
    expect(await control('keypad')).toMatchObject({ code: 'bad-input' });
    await control('keypad', { digits: '4711#' });
    await world.centre.settle();
    expect((await entryOf(item.customerId)).call).toMatchObject({ muted: true, recording: 'paused' });
    expect(exchange.digits(callId)).toBe('4711#');
    await pass(30_000);
    await control('end');
    await world.centre.settle();
    expect((await entryOf(item.customerId)).call).toMatchObject({ state: 'ended', talkMs: 30_000 });
    expect(exchange.at(callId)).toMatchObject({ state: 'ended', end: 'agent hung up' });
    expect((await world.presence('a-mara')).state).toBe('acw');
    expect(await control('hold')).toMatchObject({ code: 'conflict' });
  });

  test('is for the holder alone, at the epoch, and not too late', async () => {
    const { callId, item, control } = await answered();
    expect(await control('hold', {}, uuidv7(), 'a-priya')).toMatchObject({ code: 'denied' });
    expect(await control('hold', { epoch: item.epoch - 1 })).toMatchObject({ code: 'denied' });
    expect(await control('hold', { before: world.now() - 1 })).toMatchObject({ code: 'expired' });
    expect(await control('hold', { workItemId: 'nothing' })).toMatchObject({ code: 'denied' });
    expect(asks(callId)).toEqual(['answer']);
  });

  test('of a call that no exchange carries is refused', async () => {
    await world.centre.sessionOpened('a-mara');
    imported((await world.takeIn({ type: 'call', externalId: fresh('c-'), number: number(), state: 'ringing' }))[0]);
    await world.centre.router.turn();
    const offer = (await world.ringing('a-mara'))!;
    await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
    const { id, epoch } = await world.item(offer.workItemId);
    const params = { workItemId: id, epoch, action: 'hold', digits: null, before: null } as const;
    expect(await world.run('a-mara', 'call.control', params)).toMatchObject({ code: 'denied' });
  });

  test('that the exchange refuses is put right, with its reason', async () => {
    const { item, control } = await answered();
    refusal = 'no microphone at this telephone';
    expect((await control('mute')).ok).toBe(true);
    await world.centre.settle();
    expect((await entryOf(item.customerId)).call).toMatchObject({ muted: false, trouble: refusal });
  });

  test('that cannot be brought to the exchange says so on the call', async () => {
    const { item, control } = await answered();
    unreachable = true;
    await control('mute');
    await world.centre.settle();
    expect((await entryOf(item.customerId)).call.trouble).toBe('the exchange could not be reached');
    unreachable = false;
    await control('hold');
    await world.centre.settle();
    expect((await entryOf(item.customerId)).call).toMatchObject({ trouble: null, onHold: true });
  });

  test('written down and not yet asked when the backend died is asked at the next start, once', async () => {
    const { callId, item } = await answered();
    const command = {
      id: uuidv7(),
      kind: 'call.control',
      params: { workItemId: item.id, epoch: item.epoch, action: 'hold', digits: null, before: null },
    } as const;
    const clock = { now: world.now, monotonic: world.now };
    const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
    const setting = { db: world.db, clock, id: uuidv7, random, leases: newLeases(clock), exchange: 'exchange' };
    expect((await runCommand(setting, 'a-mara', command)).reply.ok).toBe(true);
    expect(exchange.at(callId)!.onHold).toBe(false);
    const again = world.open();
    await again.start();
    await again.settle();
    await again.stop();
    expect([exchange.at(callId)!.onHold, asks(callId)]).toEqual([true, ['answer', 'hold']]);
  });

  test('finishing the work of a live call hangs up', async () => {
    const { callId, item } = await answered();
    await world.run('a-mara', 'work.finish', {
      workItemId: item.id,
      epoch: item.epoch,
      wrapUp: 'Done',
      disposition: null,
    });
    await world.centre.settle();
    expect(exchange.at(callId)).toMatchObject({ end: 'agent hung up' });
  });
});

describe('call.dial', () => {
  async function known() {
    const { callId, item, control } = await answered();
    await control('end');
    await world.run('a-mara', 'work.finish', {
      workItemId: item.id,
      epoch: item.epoch,
      wrapUp: null,
      disposition: null,
    });
    await world.centre.settle();
    const dialled = exchange.at(callId)!.number!;
    return { item, dialled, params: { customerId: item.customerId, caseId: item.caseId, number: dialled } };
  }
  const heldCall = async () =>
    (
      await world.db.query<{ json: { id: string; epoch: number } }>(
        `SELECT json FROM work_item WHERE state = 'held' AND holder_id = 'a-mara'`,
      )
    )[0]?.json;

  test('rings a number of the customer, held by the agent from the start, once for each id', async () => {
    const { dialled, params } = await known();
    exchange.phone(dialled, { does: 'answer', afterMs: 4_000, talkMs: 10_000 });
    const id = uuidv7();
    const [one, two] = await Promise.all([
      world.run('a-mara', 'call.dial', params, id),
      world.run('a-mara', 'call.dial', params, id),
    ]);
    expect([one.ok, two]).toEqual([true, one]);
    await world.centre.settle();
    const entry = await entryOf(params.customerId);
    expect(entry).toMatchObject({
      direction: 'out',
      call: { state: 'live', answeredAt: null, agentName: 'Mara Lindholm' },
    });
    expect(exchange.calls().filter(call => call.direction === 'out' && call.number === dialled)).toHaveLength(1);
    expect((await world.presence('a-mara')).state).toBe('on-contact');
    await pass(4_000);
    expect((await entryOf(params.customerId)).call).toMatchObject({
      answeredAt: world.now(),
      legs: [{ state: 'talking' }, {}],
    });
    await pass(10_000);
    expect((await entryOf(params.customerId)).call).toMatchObject({ state: 'ended', talkMs: 10_000 });
    expect((await world.presence('a-mara')).state).toBe('acw');
    const rows = await world.db.query<{ state: string }>(
      `SELECT after->>'state' AS state FROM ledger WHERE command_id = $1 ORDER BY seq`,
      [id],
    );
    expect(rows.map(({ state }) => state)).toEqual(['waiting', 'held']);
  });

  test('a telephone that is busy ends it without a talk', async () => {
    const { dialled, params } = await known();
    exchange.phone(dialled, { does: 'busy', afterMs: 1_000, talkMs: null });
    await world.run('a-mara', 'call.dial', params);
    await world.centre.settle();
    await pass(1_000);
    const { call } = await entryOf(params.customerId);
    expect(call).toMatchObject({ state: 'ended', talkMs: null, queueMs: null, legs: [{ end: 'busy' }, {}] });
    expect(await heldCall()).toBeDefined();
  });

  test('an exchange that cannot be reached ends it too, and says why', async () => {
    const { params } = await known();
    unreachable = true;
    await world.run('a-mara', 'call.dial', params);
    await world.centre.settle();
    expect((await entryOf(params.customerId)).call).toMatchObject({
      state: 'ended',
      trouble: 'the exchange could not be reached',
    });
  });

  test('only numbers and cases of this customer, only for who may see them, one call at a time', async () => {
    const { params } = await known();
    expect(await world.run('a-mara', 'call.dial', { ...params, number: '+15550100' })).toMatchObject({
      code: 'denied',
    });
    expect(await world.run('a-mara', 'call.dial', { ...params, caseId: 'none' })).toMatchObject({ code: 'not-found' });
    expect(await world.run('a-mara', 'call.dial', { ...params, customerId: 'none' })).toMatchObject({
      code: 'not-found',
    });
    await answered();
    expect(await world.run('a-mara', 'call.dial', params)).toMatchObject({ code: 'conflict' });
  });

  test('a transfer that rings with who dials rings with its sender again, who is told', async () => {
    await world.centre.sessionOpened('a-mara');
    const party = { address: number() };
    await world.takeIn({ type: 'message', externalId: fresh('m-'), channel: 'whatsapp', party, text: 'Where is it?' });
    await world.centre.router.turn();
    const offer = (await world.ringing('a-mara'))!;
    await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
    await world.centre.sessionOpened('a-priya');
    const { id: workItemId, epoch, customerId, caseId } = await world.item(offer.workItemId);
    const destination = { to: 'agent', agentId: 'a-priya' } as const;
    await world.run('a-mara', 'work.transfer', { workItemId, epoch, destination, note: null });
    expect(await world.ringing('a-priya')).toMatchObject({ workItemId });
    expect(await world.run('a-priya', 'call.dial', { customerId, caseId, number: party.address })).toMatchObject({
      ok: true,
    });
    expect(await world.ringing('a-priya')).toBeUndefined();
    expect(await world.ringing('a-mara')).toMatchObject({ workItemId, why: 'Priya Shah did not take it' });
    const [told] = await world.db.query(`SELECT json->>'about' AS about FROM mention WHERE agent_id = 'a-mara'`);
    expect(told).toEqual({ about: 'untaken' });
  });
});

describe('what the exchange tells', () => {
  test('in another order, to another node: an older word of a call undoes no newer one', async () => {
    const { callId, item, control } = await answered();
    const before = exchange.at(callId)!;
    await control('hold');
    await pass(0);
    expect((await entryOf(item.customerId)).call.onHold).toBe(true);
    const other = newSwitchboard({
      db: world.db,
      clock: { now: world.now, monotonic: world.now },
      telephony: exchange,
      intake: records => world.takeIn(...(records as never[])),
      wake: () => undefined,
    });
    await other.hear(before);
    expect((await entryOf(item.customerId)).call).toMatchObject({ onHold: true, heardN: exchange.at(callId)!.n });
  });

  test('while something is being asked counts once that is answered', async () => {
    const { callId, item, control } = await answered();
    exchange.phone('+442079460999', { does: 'busy', afterMs: 100, talkMs: null });
    await control('consult', { to: '+442079460999' });
    await pass(0);
    // The other telephone is busy: the customer comes off hold while the answer to the agent is on its way.
    onTheWay = async () => {
      onTheWay = null;
      world.pass(500);
      exchange.turn();
      await exchange.settled();
    };
    await control('mute');
    await pass(0);
    expect(exchange.at(callId)).toMatchObject({ onHold: false, muted: true });
    expect((await entryOf(item.customerId)).call).toMatchObject({ onHold: false, muted: true });
  });
});

// `pass(0)` brings what was asked to the exchange, so that its telephones ring from then on.
describe('a telephone that is none of ours', () => {
  const HOTEL = '+44 20 7946 0999';
  const legs = async (customerId: string) =>
    (await entryOf(customerId)).call.legs.map(({ who, state, end }) => [who, state, end].filter(Boolean).join(' '));

  test('is asked first: the customer waits on hold, all three talk, and it is let go again', async () => {
    const { callId, item, control } = await answered();
    exchange.phone('+442079460999', { does: 'answer', afterMs: 2_000, talkMs: null });
    expect(await control('consult', { to: HOTEL })).toMatchObject({ ok: true });
    await pass(0);
    await pass(400);
    expect(await legs(item.customerId)).toEqual(['customer held', 'agent talking', 'other ringing']);
    await pass(2_000);
    expect(await legs(item.customerId)).toEqual(['customer held', 'agent talking', 'other talking']);
    expect((await entryOf(item.customerId)).call).toMatchObject({ state: 'live', onHold: true });
    expect(await control('resume')).toMatchObject({ ok: false, code: 'conflict' });
    expect(await control('conference')).toMatchObject({ ok: true });
    await pass(100);
    expect(exchange.at(callId)).toMatchObject({ onHold: false });
    expect(await legs(item.customerId)).toEqual(['customer talking', 'agent talking', 'other talking']);
    expect(await control('cancel')).toMatchObject({ ok: true });
    await pass(100);
    expect(await legs(item.customerId)).toEqual(['customer talking', 'agent talking', 'other ended hung up']);
    expect(await world.item(item.id)).toMatchObject({ state: 'held', holderId: 'a-mara', epoch: item.epoch });
    expect(asks(callId)).toEqual(['answer', 'consult', 'conference', 'cancel']);
  });

  test('is handed the call after talking: the call has left us, and its agent writes it up, once', async () => {
    const { callId, item, control } = await answered();
    exchange.phone('+442079460999', { does: 'answer', afterMs: 1_000, talkMs: null });
    await control('consult', { to: HOTEL });
    await pass(0);
    expect(await control('complete')).toMatchObject({ ok: false, code: 'conflict' });
    await pass(1_500);
    const id = uuidv7();
    expect(await control('complete', {}, id)).toMatchObject({ ok: true });
    expect(await control('complete', {}, id)).toMatchObject({ ok: true });
    await pass(100);
    expect(exchange.at(callId)).toMatchObject({ state: 'ended', end: 'transferred' });
    expect(asks(callId)).toEqual(['answer', 'consult', 'complete']);
    expect((await entryOf(item.customerId)).call.state).toBe('ended');
    expect(await world.item(item.id)).toMatchObject({ state: 'held', holderId: 'a-mara' });
    expect((await world.presence('a-mara')).state).toBe('acw');
  });

  test.each(['no answer', 'busy', 'failed'] as const)(
    'that does not take the call (%s): the customer is back with the agent, who can see why',
    async does => {
      const { item, control } = await answered();
      exchange.phone('+442079460999', { does, afterMs: 3_000, talkMs: null });
      expect(await control('transfer', { to: HOTEL })).toMatchObject({ ok: true });
      await pass(0);
      await pass(500);
      expect((await entryOf(item.customerId)).call.onHold).toBe(true);
      await pass(3_000);
      expect(await legs(item.customerId)).toEqual(['customer talking', 'agent talking', `other ended ${does}`]);
      expect((await entryOf(item.customerId)).call).toMatchObject({ state: 'live', onHold: false });
      expect((await world.presence('a-mara')).state).toBe('on-contact');
    },
  );

  test('that takes a blind transfer has the call, and the agent the work after it', async () => {
    const { callId, item, control } = await answered();
    exchange.phone('+442079460999', { does: 'answer', afterMs: 3_000, talkMs: null });
    await control('transfer', { to: HOTEL });
    await pass(0);
    await pass(400);
    await pass(3_000);
    expect(exchange.at(callId)).toMatchObject({ state: 'ended', end: 'transferred' });
    expect((await entryOf(item.customerId)).call.state).toBe('ended');
    expect((await world.presence('a-mara')).state).toBe('acw');
  });

  test('needs a number, the holder and a call that nobody else is in', async () => {
    const { item, control } = await answered();
    exchange.phone('+442079460999', { does: 'answer', afterMs: 60_000, talkMs: null });
    expect(await control('transfer')).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await control('consult', { to: HOTEL }, uuidv7(), 'a-priya')).toMatchObject({ ok: false, code: 'denied' });
    expect(await control('consult', { to: HOTEL })).toMatchObject({ ok: true });
    await pass(0);
    await pass(400);
    expect(await control('transfer', { to: HOTEL })).toMatchObject({ ok: false, code: 'conflict' });
    await world.centre.sessionOpened('a-priya');
    const asked = { workItemId: item.id, epoch: item.epoch, agentId: 'a-priya', among: null, note: null };
    expect(await world.run('a-mara', 'work.consult', asked)).toMatchObject({
      ok: false,
      reason: 'Another telephone is in this call.',
    });
    expect(await control('cancel')).toMatchObject({ ok: true });
    await pass(100);
    expect((await entryOf(item.customerId)).call.onHold).toBe(false);
  });

  test.each(['+44 20 7946 0999', '020 7946-0999', '112'])('%s is a number', written => {
    expect(outsideNumberSchema.safeParse(written).success).toBe(true);
  });
  test.each(['', '+', '1', 'hotel', '+44 20 7946 0999; rm', '0'.repeat(41), '٠١٢٣'])('%s is none', written => {
    expect(outsideNumberSchema.safeParse(written).success).toBe(false);
  });
});

describe('going on by phone', () => {
  /** Written work of a customer of whom a number is known, in Mara's hands. */
  async function written(phone = number()) {
    await world.centre.sessionOpened('a-mara');
    const record = { type: 'message', channel: 'whatsapp', party: { address: phone }, handle: 'us', text: 'Hello?' };
    const made = imported((await world.takeIn({ externalId: fresh('w-'), ...record }))[0]);
    await world.centre.router.turn();
    const offer = (await world.ringing('a-mara'))!;
    await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
    const item = await world.item(made.workItemId!);
    return { item, phone, params: { workItemId: item.id, epoch: item.epoch, way: 'phone' as const, number: phone } };
  }
  const dialled = (phone: string) => exchange.calls().filter(one => one.direction === 'out' && one.number === phone);

  test('rings once, as one entry of the same case that names what goes on in it; the work stays as it is', async () => {
    const { item, phone, params } = await written();
    exchange.phone(phone, { does: 'answer', afterMs: 1_000, talkMs: null });
    const before = await world.entries(item.customerId);
    const id = uuidv7();
    const [one, two] = await Promise.all([
      world.run('a-mara', 'case.move', params, id),
      world.run('a-mara', 'case.move', params, id),
    ]);
    expect([one.ok, two]).toEqual([true, one]);
    await world.centre.settle();
    await pass(1_000);
    expect(dialled(phone)).toHaveLength(1);
    const [entry, ...more] = (await world.entries(item.customerId)).slice(before.length);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'call',
      direction: 'out',
      caseId: item.caseId,
      call: {
        state: 'live',
        goesOnFrom: { interactionId: item.interactionId, channel: 'whatsapp', audience: 'private' },
      },
    });
    expect(await world.item(item.id)).toEqual(item);
    expect(await world.run('a-mara', 'case.move', params)).toMatchObject({ ok: false, code: 'conflict' });
    expect(dialled(phone)).toHaveLength(1);
  });

  test('written down and not yet asked when the backend died, it rings at the next start, once', async () => {
    const { phone, params } = await written();
    const clock = { now: world.now, monotonic: () => 0 };
    const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
    const setting = { db: world.db, clock, id: uuidv7, random, leases: newLeases(clock), exchange: exchange.name };
    const { reply } = await runCommand(setting, 'a-mara', { id: uuidv7(), kind: 'case.move', params });
    expect(reply).toMatchObject({ ok: true });
    expect(dialled(phone)).toHaveLength(0);
    await world.centre.start();
    await world.centre.settle();
    expect(dialled(phone)).toHaveLength(1);
  });

  test('never rings a number that others have too', async () => {
    const shared = number();
    for (const name of ['Ann Lee', 'Bo Lee'])
      await world.takeIn({
        type: 'customer',
        externalId: fresh('c-'),
        name,
        identities: [{ channel: 'whatsapp', address: shared }],
      });
    const { params } = await written(shared);
    expect(await world.run('a-mara', 'case.move', params)).toMatchObject({ ok: false, code: 'bad-input' });
    await world.centre.settle();
    expect(dialled(shared)).toHaveLength(0);
  });

  test('is for the holder at the epoch, to a number that is the customer’s own', async () => {
    const { phone, params } = await written();
    const refused = (over: object) => world.run('a-mara', 'case.move', { ...params, ...over });
    expect(await refused({ epoch: params.epoch - 1 })).toMatchObject({ ok: false, code: 'conflict' });
    expect(await refused({ number: '+15550100' })).toMatchObject({ ok: false, code: 'denied' });
    expect(await refused({ way: 'email' })).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await world.run('a-priya', 'case.move', params)).toMatchObject({ ok: false, code: 'not-found' });
    await world.centre.settle();
    expect(dialled(phone)).toHaveLength(0);
  });
});

describe('a database that refuses for a moment', () => {
  /** Refuses the next so many that match; counts those that were refused. */
  function refuses(
    what: 'query' | 'transaction',
    times: number,
    isMeant: (...args: unknown[]) => boolean = () => true,
  ) {
    const seen = { refused: 0 };
    const real = world.db[what].bind(world.db) as (...args: unknown[]) => Promise<unknown>;
    const spy = vi.spyOn(world.db, what).mockImplementation(((...args: unknown[]) => {
      if (seen.refused === times || !isMeant(...args)) return real(...args);
      seen.refused++;
      return Promise.reject(new Fault('retry', 'the database did not answer'));
    }) as never);
    onTestFinished(() => spy.mockRestore());
    return seen;
  }
  const isLook = (sql: unknown): boolean => String(sql).includes('FROM call_ask ORDER BY place');

  test('what is to be asked is asked when it can be read again, and nobody need ask for anything else', async () => {
    const { callId, control } = await answered();
    const seen = refuses('query', 2, isLook);
    expect(await control('hold')).toMatchObject({ ok: true });
    await expect.poll(() => exchange.at(callId)!.onHold, { timeout: 10_000 }).toBe(true);
    expect(seen.refused).toBe(2);
  });

  test('what the exchange answered is written down when it can be, and it is not asked again for that', async () => {
    const { item, control, callId } = await answered();
    const before = askings;
    expect(await control('hold')).toMatchObject({ ok: true });
    const seen = refuses('transaction', 3);
    await expect.poll(() => exchange.at(callId)!.onHold, { timeout: 10_000 }).toBe(true);
    await expect.poll(async () => (await entryOf(item.customerId)).call.onHold, { timeout: 10_000 }).toBe(true);
    expect([seen.refused, askings - before]).toEqual([3, 1]);
  });

  test('a caller who hangs up meanwhile has hung up', async () => {
    const { callId, offer } = await rung();
    const seen = refuses('transaction', 2);
    exchange.hangUp(callId);
    await expect.poll(async () => (await world.item(offer.workItemId)).state, { timeout: 10_000 }).not.toBe('offered');
    expect(seen.refused).toBe(2);
  });
});

describe('before the exchange has answered that another telephone is being rung', () => {
  test('the customer is not taken off hold: they would hear the two when it answers', async () => {
    const { callId, control } = await answered();
    exchange.phone('+442079460998', { does: 'answer', afterMs: 300, talkMs: null });
    const asked = [control('consult', { to: '+442079460998' }), control('resume')];
    expect((await Promise.all(asked)).map(({ ok }) => ok)).toEqual([true, false]);
    await world.centre.settle();
    await pass(1_000);
    const talking = exchange.at(callId)!.legs.filter(({ state }) => state === 'talking');
    expect(talking.map(({ who }) => who)).toEqual(['agent', 'other']);
  });
});
