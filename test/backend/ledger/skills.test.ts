// Which skills work asked for, and whether who got it had them, is in the ledger, and judged there.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { exportLedger, type LedgerRow } from '../../../backend/ledger/export.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import type { Agent, WorkItem } from '../../../shared/domain/work.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';
import { newBench } from './mutations.ts';

const TEAM = {
  id: 'team',
  name: 'Larkwing Care',
  notReadyReasons: [],
  noResponseReasons: [],
  voiceExclusive: true,
  handles: [],
  macros: [],
};
const bench = newBench();
let world: World;
beforeAll(async () => void (world = await newWorld()));
afterAll(async () => {
  bench.remove();
  await world.db.close();
});
beforeEach(async () => {
  await world.clear();
  await asking({ skills: ['refunds'], levels: { refunds: 3 } });
  await able([]);
});

/** What the queue of chats asks for, and the team's rule. */
async function asking(queue: object, team: object = {}): Promise<void> {
  const queues = seed.queues.map(one => (one.id === 'q-chat' ? { ...one, ...queue } : one));
  await plantSeed(world.db, { agents: [], queues, team: { ...TEAM, ...team } }, NOW);
}
/** What Mara can. */
async function able(skills: Agent['skills'], role: Agent['role'] = 'agent'): Promise<void> {
  await plantSeed(world.db, { agents: [{ ...seed.agents[0]!, skills, role }], queues: [] }, NOW);
}
async function comes(): Promise<WorkItem> {
  const party = { address: fresh('+4420794603') };
  const handle = '+44 20 7946 0000';
  const record = { type: 'message', externalId: fresh('s-'), channel: 'whatsapp', party, handle, text: 'Hi' };
  return world.item(imported((await world.takeIn(record))[0]).workItemId!);
}
async function rowsOf({ id }: WorkItem): Promise<LedgerRow[]> {
  const lines: string[] = [];
  await exportLedger(world.db, NOW, line => void lines.push(line));
  return lines.flatMap(line => {
    const row = JSON.parse(line) as LedgerRow;
    return row.item === id ? [row] : [];
  });
}
const takes = ({ id, epoch }: WorkItem) => world.run('a-mara', 'work.take', { workItemId: id, epoch });
const asked = [{ name: 'refunds', level: 3 }];

test('what is routed says what its queue and itself ask for, and how good who is offered it is; so does what is accepted', async () => {
  const item = await comes();
  const own = JSON.stringify({ skills: ['Spanish', 'refunds'] });
  await world.db.query(`UPDATE work_item SET json = (json::jsonb || $2::jsonb)::json WHERE id = $1`, [item.id, own]);
  await able([
    { name: 'refunds', level: 4 },
    { name: 'baggage', level: 5 },
    { name: 'Spanish', level: 1 },
  ]);
  await world.centre.sessionOpened('a-mara');
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  expect(await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch })).toMatchObject({
    ok: true,
  });
  const rows = await rowsOf(item);
  const skills = {
    asked: expect.arrayContaining([...asked, { name: 'Spanish', level: 0 }]),
    has: expect.arrayContaining([
      { name: 'refunds', level: 4 },
      { name: 'Spanish', level: 1 },
    ]),
    without: null,
  };
  expect(rows.map(row => [row.why, row.kind, row.skills])).toEqual([
    ['customer', 'item', null],
    ['routed', 'item', null],
    ['routed', 'offer', skills],
    ['offer.accept', 'offer', null],
    ['offer.accept', 'item', skills],
  ]);
  for (const row of [rows[2]!, rows[4]!])
    expect(row.skills).toMatchObject({ asked: { length: 2 }, has: { length: 2 } });
  expect(await bench.judge(rows)).toMatchObject({ kind: 'good', summary: { unskilled: 0 } });
});

test('work that was offered to who has not the skills is a broken promise, and the offer is the row named', async () => {
  const item = await comes();
  await able([{ name: 'refunds', level: 3 }]);
  await world.centre.sessionOpened('a-mara');
  await world.centre.router.turn();
  expect(await world.ringing('a-mara')).toMatchObject({ workItemId: item.id });
  const rows = await rowsOf(item);
  const verdict = (has: object[]) =>
    bench.judge(rows.map(row => (row.skills ? { ...row, skills: { ...row.skills, has } } : row)));
  expect(await verdict([{ name: 'refunds', level: 3 }])).toMatchObject({ kind: 'good' });
  const why = 'a-mara has not the skills that it asks for: refunds at level 3';
  for (const has of [[], [{ name: 'refunds', level: 2 }], [{ name: 'refund', level: 5 }]])
    expect(await verdict(has)).toMatchObject({ kind: 'broken', line: 4, seq: rows[2]!.seq, why });
});

test.each([
  ['lead', 'a lead', {}, 'lead'],
  ['team', 'anybody where the team says so', { takeWithoutSkills: true }, 'agent'],
] as const)(
  'taken without the skills, as %s may: the row says so, and is counted',
  async (without, _who, team, role) => {
    await asking({ skills: ['refunds'], levels: { refunds: 3 } }, team);
    await able([{ name: 'refunds', level: 2 }], role);
    const item = await comes();
    expect(await takes(item)).toMatchObject({ ok: true });
    const rows = await rowsOf(item);
    const skills = { asked, has: [{ name: 'refunds', level: 2 }], without };
    expect(rows.at(-1)).toMatchObject({ why: 'work.take', agent: 'a-mara', skills });
    expect(await bench.judge(rows)).toMatchObject({ kind: 'good', summary: { unskilled: 1 } });
    const denied = rows.map(row => (row.skills ? { ...row, skills: { ...row.skills, without: null } } : row));
    expect(await bench.judge(denied)).toMatchObject({ kind: 'broken', seq: rows.at(-1)!.seq });
  },
);

test('what a lead gives to who has not the skills is theirs to judge: it is in the row, and no broken promise', async () => {
  const item = await comes();
  await world.centre.sessionOpened('a-mara');
  const ruth = { ...seed.agents[0]!, id: 'a-ruth', name: 'Ruth Okafor', role: 'lead' as const };
  await plantSeed(world.db, { agents: [ruth], queues: [] }, NOW);
  const given = { workItemId: item.id, epoch: item.epoch, agentId: 'a-mara', note: null };
  expect(await world.run('a-ruth', 'work.reassign', given)).toMatchObject({ ok: true });
  const rows = await rowsOf(item);
  expect(rows.at(-1)).toMatchObject({ why: 'work.reassign', skills: { asked, has: [], without: null } });
  expect(await bench.judge(rows)).toMatchObject({ kind: 'good', summary: { unskilled: 1 } });
});

test('a ledger of before there were skills in it is judged as it was; one that began with them must go on', async () => {
  await able([{ name: 'refunds', level: 3 }]);
  await world.centre.sessionOpened('a-mara');
  const item = await comes();
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const rows = await rowsOf(item);
  const old = rows.map(({ skills: _, ...row }) => row);
  expect(await bench.judge(old)).toMatchObject({ kind: 'good' });
  expect(await bench.judge([...old.slice(0, 3), ...rows.slice(3)])).toMatchObject({ kind: 'good' });
  const why = 'it does not say which skills it asks for';
  expect(await bench.judge([...rows.slice(0, 3), ...old.slice(3)])).toMatchObject({ kind: 'broken', line: 6, why });
});
