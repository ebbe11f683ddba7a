// Waiting work that an agent takes by themselves: one of many has it, and the router offers it to nobody then.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { granting } from '../../../backend/feed/log.ts';
import { exportLedger, type LedgerRow } from '../../../backend/ledger/export.ts';
import { runAll } from '../../../backend/store/db.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import { judgeFile } from '../../../build/ledger-check/file.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

const RACES = Number(process.env['FOREWORD_RACES'] ?? 50);
const one = { ...seed.agents[0]!, queueIds: ['q-chat'], capacity: 1 };
const agents = [
  one,
  { ...one, id: 'a-priya', name: 'Priya Shah' },
  { ...one, id: 'a-otto', name: 'Otto Post', queueIds: ['q-mail'] },
  { ...one, id: 'a-carl', name: 'Carl Berg', queueIds: ['q-voice', 'q-chat'] },
];
const TEAM = {
  id: 'team',
  name: 'Larkwing Care',
  notReadyReasons: [],
  noResponseReasons: [],
  voiceExclusive: true,
  handles: [],
  macros: [],
};
const CHATTERS = ['a-mara', 'a-priya', 'a-carl'];

async function prepared(databaseUrl?: string): Promise<World> {
  const made = await newWorld(undefined, databaseUrl);
  await plantSeed(made.db, { ...seed, agents }, NOW);
  return made;
}

let world: World;
beforeAll(async () => {
  world = await prepared();
});
afterAll(() => world.db.close());
beforeEach(() => world.clear());

const phone = (): string => `+44 7700 9${fresh('30').slice(-5).padStart(5, '0')}`;
const message = (address = phone()) => {
  const party = { address };
  return {
    type: 'message',
    externalId: fresh('t-'),
    channel: 'whatsapp',
    party,
    handle: '+44 20 7946 0000',
    text: 'Hi',
  };
};
const ringing = (number: string) => ({ type: 'call', externalId: fresh('c-'), number, state: 'ringing' });
async function comes(record: object = message(), at = world) {
  const { workItemId } = imported((await at.takeIn(record as never))[0]);
  return at.item(workItemId!);
}
const take = (agentId: string, { id, epoch }: { id: string; epoch: number }, at = world) =>
  at.run(agentId, 'work.take', { workItemId: id, epoch });

describe('work.take', () => {
  test('puts waiting work into the hands of who asks, under a new epoch, told in the ledger and the timeline', async () => {
    const item = await comes();
    expect(await take('a-mara', item)).toEqual({ ok: true, entryId: null });
    expect(await world.item(item.id)).toMatchObject({ state: 'held', holderId: 'a-mara', epoch: item.epoch + 1 });
    const event = (await world.entries(item.customerId)).findLast(entry => entry.kind === 'event');
    expect(event).toMatchObject({
      author: { agentId: 'a-mara' },
      event: { name: 'assigned', detail: 'from Disruption, messaging' },
    });
    const lines: string[] = [];
    await exportLedger(world.db, NOW, line => void lines.push(line));
    const rows = lines.slice(1, -1).map(line => JSON.parse(line) as LedgerRow);
    expect(rows.findLast(row => row.item === item.id)).toMatchObject({
      kind: 'item',
      why: 'work.take',
      agent: 'a-mara',
      before: { state: 'waiting', holder: null, epoch: item.epoch },
      after: { state: 'held', holder: 'a-mara', epoch: item.epoch + 1 },
    });
    await world.centre.sessionOpened('a-priya');
    await world.centre.router.turn();
    expect(await world.ringing('a-priya')).toBeUndefined();
  });

  test('asks for no room: who has as much as they can take may have one more', async () => {
    for (const item of [await comes(), await comes()]) expect(await take('a-mara', item)).toMatchObject({ ok: true });
  });

  test('is for who serves the queue, or holds work of that customer; for nobody else, and not for who may not see it', async () => {
    const number = phone();
    const item = await comes(message(number));
    expect(await take('a-otto', item)).toEqual({ ok: false, code: 'not-found', reason: 'There is no such work.' });
    expect(await take('a-otto', { id: 'nothing', epoch: 0 })).toEqual(await take('a-otto', item));
    await world.db.transaction(tx => runAll(tx, [granting(['a-otto'], item.customerId)]));
    expect(await take('a-otto', item)).toMatchObject({ code: 'denied' });
    const other = await comes({ ...message(number), channel: 'sms', handle: '+44 20 7946 0001' });
    await world.db.query(
      `UPDATE work_item SET state = 'held', holder_id = 'a-otto',
         json = (json::jsonb || '{"state": "held", "holderId": "a-otto"}')::json WHERE id = $1`,
      [other.id],
    );
    expect(await take('a-otto', item)).toMatchObject({ ok: true });
  });

  test('is for who has the skills it asks for, of its queue and its own, well enough; said which is missing', async () => {
    const [, chat] = seed.queues;
    const plant = (queue: object, team: object = {}) =>
      plantSeed(world.db, { agents: [], queues: [{ ...chat!, ...queue }], team: { ...TEAM, ...team } }, NOW);
    const skilled = async (skills: { name: string; level: number }[], role: 'agent' | 'lead' = 'agent') => {
      const mara = { ...agents[0]!, skills, role };
      await plantSeed(world.db, { agents: [mara], queues: [] }, NOW);
    };
    const refused = (reason: string) => ({ ok: false, code: 'denied', reason });
    const item = await comes();
    await world.db.query(`UPDATE work_item SET json = (json::jsonb || '{"skills": ["seniors"]}')::json WHERE id = $1`, [
      item.id,
    ]);
    await plant({ skills: ['refunds'], levels: { refunds: 3 } });
    expect(await take('a-mara', item)).toEqual(
      refused('This asks for refunds at level 3 and seniors, which you do not have.'),
    );
    await skilled([{ name: 'seniors', level: 1 }]);
    expect(await take('a-mara', item)).toEqual(refused('This asks for refunds at level 3, which you do not have.'));
    await skilled([{ name: 'refunds', level: 2 }]);
    expect(await take('a-mara', item)).toMatchObject({ code: 'denied' });
    expect(await world.item(item.id)).toMatchObject({ state: 'waiting', epoch: item.epoch });
    await skilled([
      { name: 'refunds', level: 3 },
      { name: 'seniors', level: 1 },
    ]);
    expect(await take('a-mara', item)).toMatchObject({ ok: true });

    await skilled([]);
    expect(await take('a-mara', await comes())).toMatchObject({ code: 'denied' });
    await plant({ skills: ['refunds'] }, { takeWithoutSkills: true });
    expect(await take('a-mara', await comes())).toMatchObject({ ok: true });
    await plant({ skills: ['refunds'] });
    await skilled([], 'lead');
    expect(await take('a-mara', await comes())).toMatchObject({ ok: true });
    await skilled([]);
    await plant({});
  });

  test('accepts what rings at one’s own desk, and leaves alone what rings at another’s', async () => {
    const item = await comes();
    await world.centre.sessionOpened('a-mara');
    await world.centre.router.turn();
    const offer = (await world.ringing('a-mara'))!;
    expect(await take('a-priya', item)).toEqual({
      ok: false,
      code: 'conflict',
      reason: 'This rings at Mara Lindholm.',
    });
    expect(await take('a-mara', item)).toMatchObject({ ok: true });
    expect((await world.offer(offer.id)).state).toBe('accepted');
    expect(await world.item(item.id)).toMatchObject({ state: 'held', holderId: 'a-mara', epoch: item.epoch + 1 });
    expect(await take('a-mara', item)).toMatchObject({ code: 'conflict', reason: 'You hold this already.' });
    expect(await take('a-priya', item)).toMatchObject({ code: 'conflict', reason: 'Mara Lindholm holds this.' });
  });

  test('takes no call, which is answered when it rings; nor what is over, or has changed hands since', async () => {
    const call = await comes(ringing(phone()));
    expect(await take('a-carl', call)).toMatchObject({ code: 'bad-input' });
    const item = await comes();
    await take('a-mara', item);
    const held = await world.item(item.id);
    const queue = { to: 'queue' as const, queueId: 'q-chat' };
    await world.run('a-mara', 'work.transfer', {
      workItemId: held.id,
      epoch: held.epoch,
      destination: queue,
      note: null,
    });
    expect(await take('a-priya', item)).toMatchObject({ code: 'conflict', reason: /changed hands/ });
    const free = await world.item(item.id);
    expect(await take('a-priya', free)).toMatchObject({ ok: true });
    const { id: workItemId, epoch } = await world.item(item.id);
    await world.run('a-priya', 'work.finish', { workItemId, epoch, wrapUp: null, disposition: null });
    expect(await take('a-mara', item)).toMatchObject({ code: 'conflict', reason: 'This work is over.' });
  });
});

test('a ledger of work that was taken, waiting or ringing, is good, and not with another agent who had it', async () => {
  const own = await prepared();
  const folder = mkdtempSync(join(tmpdir(), 'foreword-take-'));
  await take('a-mara', await comes(message(), own), own);
  await own.centre.sessionOpened('a-priya');
  const rings = await comes(message(), own);
  await own.centre.router.turn();
  expect(await take('a-priya', rings, own)).toMatchObject({ ok: true });
  const lines: string[] = [];
  await exportLedger(own.db, NOW, line => void lines.push(line));
  const judged = (text: string) => {
    writeFileSync(join(folder, 'ledger'), `${text}\n`);
    return judgeFile(join(folder, 'ledger'));
  };
  expect(await judged(lines.join('\n'))).toMatchObject({ kind: 'good', summary: { items: 2, accepted: 1 } });
  const byAnother = lines.map(line =>
    line.includes('"why":"work.take"') ? line.replace('"agent":"a-mara"', '"agent":"a-otto"') : line,
  );
  expect(await judged(byAnother.join('\n'))).toMatchObject({ kind: 'broken' });
  await own.db.close();
  rmSync(folder, { recursive: true, force: true });
});

const postgres = withPostgres();
describe.skipIf(postgres === null)('on PostgreSQL', () => {
  let there: World;
  beforeAll(async () => {
    there = await prepared(await postgres!().newDatabase());
  });
  afterAll(() => there.db.close());

  test(
    `many take, and the router offers, ${RACES} times: one has it`,
    { timeout: 60_000 + RACES * 1_000 },
    async () => {
      let taken = 0;
      for (let n = 0; n < RACES; n += 1) {
        await there.clear();
        await there.centre.sessionOpened('a-mara');
        const item = await comes(message(), there);
        const sides = CHATTERS.map(agentId => () => take(agentId, item, there));
        const turn = () => there.centre.router.turn().then(() => null);
        const order = n % 2 ? [turn, ...sides] : [...sides, turn];
        const answers = (await Promise.all(order.map(side => side()))).filter(answer => answer !== null);
        const won = answers.filter(({ ok }) => ok).length;
        const { state, holderId, epoch } = await there.item(item.id);
        // Offered first, it is held by who it rings with, where they asked after that; else it rings.
        expect([won, state, epoch]).toEqual(won === 1 ? [1, 'held', item.epoch + 1] : [0, 'offered', item.epoch]);
        expect(won === 1 ? CHATTERS : [null]).toContain(holderId);
        taken += won;
      }
      expect(taken).toBeGreaterThan(0);
      const rows = await there.db.query(
        `SELECT work_item_id FROM ledger WHERE kind = 'item' AND after->>'state' = 'held'
       GROUP BY work_item_id HAVING count(*) <> 1`,
      );
      expect(rows).toEqual([]);
    },
  );
});
