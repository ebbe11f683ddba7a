// Whoever of the team sits at the desk: the call of the story rings there, and nobody acts in their name.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { outletOf } from '../../../backend/connectors/outlet.ts';
import { readDesk } from '../../../backend/connectors/scenario/desk-view.ts';
import { startScenario } from '../../../backend/connectors/scenario/player.ts';
import { QUEUES, seedFor } from '../../../backend/connectors/scenario/seed.ts';
import { imogen } from '../../../backend/connectors/scenario/stories/imogen.ts';
import { demoExchange } from '../../../backend/connectors/telephony/run.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { setLogSink } from '../../../shared/lib/log.ts';

setLogSink(() => {});

const SPEED = 60;
const WAIT = { timeout: 40_000, interval: 100 };
const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

type Playing = { backend: RunningBackend; desks: Set<string> };

/** `desks`: whose own desk is connected, which the sockets of a backend would know. */
async function playing(name: string, agentName: string): Promise<Playing> {
  const outlet = outletOf(null);
  const { exchange, stop } = demoExchange(null);
  const where = { dataDir: null, databaseUrl: null, port: 0 };
  const backend = await startBackend({ ...where, seed: seedFor(agentName), outlet, telephony: exchange });
  const desks = new Set<string>();
  const hasDesk = (agentId: string): boolean => desks.has(agentId);
  const story = await startScenario({
    backend: { ...backend, outlet, hasDesk },
    exchange,
    name,
    speed: SPEED,
    agentName,
  });
  running.push(async () => {
    await story.stop();
    stop();
    await backend.stop();
  });
  return { backend, desks };
}

/** Their own desk connects, and they say that they are available. Resolves with the id of that command. */
async function sitDown({ backend: { services }, desks }: Playing, agentId: string): Promise<string> {
  desks.add(agentId);
  await services.sessionOpened(agentId);
  const asked = { state: 'available', reason: null } as const;
  const id = uuidv7();
  await services.runCommand(agentId, { id, kind: 'presence.set', params: asked });
  return id;
}

const deskOf = ({ backend: { services, db } }: Playing, agentId: string) => readDesk(services, db, agentId);
const commandsOf = async ({ backend }: Playing, agentId: string): Promise<string[]> => {
  const rows = await backend.db.query<{ id: string }>(`SELECT id FROM command WHERE agent_id = $1 ORDER BY id`, [
    agentId,
  ]);
  return rows.map(({ id }) => id);
};
const finished = async ({ backend }: Playing): Promise<number> => {
  const [row] = await backend.db.query<{ n: string }>(`SELECT count(*) AS n FROM work_item WHERE state = 'finished'`);
  return Number(row!.n);
};

describe.each([
  ['Priya Shah', 'agent-priya', 'who serves no telephone queue on other days'],
  ['Tomasz Wolski', 'agent-tomasz', 'who shares the telephone queue of bookings'],
  ['Ruth Okafor', 'agent-ruth', 'who leads'],
])('with %s at the desk (%s), %s', (name, agentId) => {
  test('the escalated call rings there, and no command is in their name but their own', async () => {
    const play = await playing('escalated-call', name);
    const available = await sitDown(play, agentId);
    const offer = await vi.waitUntil(
      async () => (await deskOf(play, agentId)).ringing.find(({ queueName }) => queueName === 'Priority care'),
      WAIT,
    );
    const [customer] = await play.backend.db.query<{ name: string }>(
      `SELECT json->>'name' AS name FROM customer WHERE id = $1`,
      [offer.customerId],
    );
    expect(customer!.name).toBe(imogen.name);
    // Until the caller gives up, far longer than a colleague who is played lets it ring.
    await vi.waitUntil(async () => (await deskOf(play, agentId)).ringing.every(({ id }) => id !== offer.id), WAIT);
    expect(await commandsOf(play, agentId)).toEqual([available]);
  });
});

test('a colleague who comes to a desk of their own is played no more, not even when they have left it', async () => {
  const play = await playing('busy', 'Mara Lindholm');
  const priya = 'agent-priya';
  await vi.waitUntil(async () => (await commandsOf(play, priya)).length > 0, WAIT);
  await sitDown(play, priya);
  const hers = await commandsOf(play, priya);
  await vi.waitUntil(async () => (await deskOf(play, priya)).ringing.length > 0, WAIT);
  const others = await finished(play);
  await vi.waitUntil(async () => (await finished(play)) >= others + 3, WAIT);
  expect(await commandsOf(play, priya)).toEqual(hers);

  play.desks.delete(priya);
  await play.backend.services.sessionLost(priya, 'left');
  const after = await finished(play);
  await vi.waitUntil(async () => (await finished(play)) >= after + 3, WAIT);
  expect(await commandsOf(play, priya)).toEqual(hers);
  expect((await deskOf(play, priya)).presence!.state).toBe('offline');
});

test('whose desk was here before a restart has time to come back to it before they are played', async () => {
  const { backend } = await playing('quiet', 'Mara Lindholm');
  await backend.db.query(`INSERT INTO desk_seen (agent_id, desk_id, first_at, seen_at) VALUES ($1, 'd', $2, $2)`, [
    'agent-priya',
    Date.now() - 3_600_000,
  ]);
  const { exchange, stop } = demoExchange(null);
  const story = await startScenario({ backend, exchange, name: 'busy', speed: SPEED, agentName: 'Mara Lindholm' });
  running.unshift(async () => {
    await story.stop();
    stop();
  });
  await vi.waitUntil(async () => (await finished({ backend, desks: new Set() })) >= 3, WAIT);
  expect(await commandsOf({ backend, desks: new Set() }, 'agent-priya')).toEqual([]);
});

test('a lead sees the queues in motion, and is not held to be waited for', async () => {
  const play = await playing('busy', 'Ruth Okafor');
  play.desks.add('agent-ruth');
  await play.backend.services.sessionOpened('agent-ruth');
  await vi.waitUntil(async () => (await finished(play)) >= 3, WAIT);
  expect((await deskOf(play, 'agent-ruth')).presence).toMatchObject({ state: 'not-ready', reason: 'Leading' });
  expect(await commandsOf(play, 'agent-ruth')).toEqual([]);
});

test('nobody is on Priority care for longer than they are at the desk, and those who always are stay', async () => {
  const { backend } = await playing('quiet', 'Elodie Marchetti');
  const priority = async (): Promise<string[]> => {
    const rows = await backend.db.query<{ id: string; json: { queueIds: string[] } }>(`SELECT id, json FROM agent`);
    return rows.flatMap(({ id, json }) => (json.queueIds.includes(QUEUES.priority) ? [id] : [])).toSorted();
  };
  expect(await priority()).toEqual(['agent-elodie', 'agent-mara', 'agent-ruth']);
  await plantSeed(backend.db as never, seedFor('Mara Lindholm'));
  expect(await priority()).toEqual(['agent-mara', 'agent-ruth']);
});
