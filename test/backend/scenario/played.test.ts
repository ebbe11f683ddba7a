// The story through a real backend: intake, identity, routing and commands are the ones that run in earnest.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { type Mailbox, outletOf } from '../../../backend/connectors/outlet.ts';
import { historyRecords, loadHistory } from '../../../backend/connectors/scenario/history.ts';
import { type RunningScenario, startScenario } from '../../../backend/connectors/scenario/player.ts';
import { readDesk } from '../../../backend/connectors/scenario/desk-view.ts';
import { DEFAULT_AGENT, demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import { everybody } from '../../../backend/connectors/scenario/stories/everybody.ts';
import { imogen } from '../../../backend/connectors/scenario/stories/imogen.ts';
import type { Exchange } from '../../../backend/connectors/telephony/exchange.ts';
import { demoExchange } from '../../../backend/connectors/telephony/run.ts';
import type { CommandOf } from '../../../shared/contract/commands.ts';
import type { CustomerGrant } from '../../../shared/contract/wire.ts';
import { forewordOf } from '../../../shared/domain/foreword-of.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { setLogSink } from '../../../shared/lib/log.ts';

const quietly: string[] = [];
setLogSink(line => quietly.push(line));

type Playing = {
  exchange: Exchange;
  backend: RunningBackend;
  outlet: Mailbox;
  story: RunningScenario;
  agentId: string;
};
/** A backend takes seconds to start, so the tests of a scenario share one. */
function played(name: string, speed: number): () => Playing {
  const made: { play?: Playing } = {};
  beforeAll(async () => {
    made.play = await playing(name, speed);
  });
  afterAll(async () => {
    await made.play?.story.stop();
    await made.play?.backend.stop();
  });
  return () => made.play!;
}

async function playing(name: string, speed: number): Promise<Playing> {
  const outlet = outletOf(null);
  const { exchange } = demoExchange(null);
  const store = { dataDir: null, databaseUrl: null, port: 0 };
  const backend = await startBackend({ ...store, seed: demoSeed, outlet, telephony: exchange });
  const story = await startScenario({
    backend: { ...backend, outlet },
    exchange,
    name,
    speed,
    agentName: DEFAULT_AGENT,
  });
  const agent = await backend.services.agentByName(DEFAULT_AGENT);
  return { backend, exchange, outlet, story, agentId: agent!.id };
}

const count = async ({ db }: RunningBackend, table: string) =>
  Number((await db.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]!.n);

/** Somebody comes to the desk: the session opens, which makes them available. */
async function comeToTheDesk({ backend, agentId }: Playing): Promise<void> {
  await backend.services.sessionOpened(agentId);
  const asked = { state: 'available', reason: null } as const;
  await backend.services.runCommand(agentId, { id: uuidv7(), kind: 'presence.set', params: asked });
}

const ringingFor = async ({ backend, agentId }: Playing) => {
  const { ringing } = await readDesk(backend.services, backend.db, agentId);
  return ringing[0];
};
const WAIT = { timeout: 25_000, interval: 100 };

async function accepted(play: Playing): Promise<CustomerGrant> {
  await comeToTheDesk(play);
  const offer = await vi.waitUntil(() => ringingFor(play), WAIT);
  const params = { offerId: offer.id, epoch: offer.epoch };
  expect(
    await play.backend.services.runCommand(play.agentId, { id: uuidv7(), kind: 'offer.accept', params }),
  ).toMatchObject({ ok: true });
  return (await play.backend.services.grantOf(play.backend.db, offer.customerId))!;
}

describe('the quiet scenario', () => {
  const play = played('quiet', 1);

  test('playing the history twice doubles nothing, and nothing is refused', async () => {
    const { backend } = play();
    const counts = async () => [
      await count(backend, 'customer'),
      await count(backend, 'entry'),
      await count(backend, '"case"'),
    ];
    const before = await counts();
    await loadHistory(backend.services, historyRecords(everybody, Date.now() + 86_400_000));
    expect(await counts()).toEqual(before);
    expect(before[0]).toBe(everybody.length);
    expect(before[1]).toBeGreaterThanOrEqual(600);
    expect(quietly.filter(line => line.includes('history.refused'))).toEqual([]);
    expect(await count(backend, 'work_item')).toBe(0);
  });

  test('the promise that was not kept is in the foreword, and so is the call-back that still runs', async () => {
    const { services, db } = play().backend;
    const [row] = await db.query<{ id: string }>(`SELECT id FROM customer WHERE json->>'name' = $1`, [imogen.name]);
    const { entries } = (await services.grantOf(db, row!.id))!;
    const { lines } = forewordOf(entries, Date.now());
    const promised = lines.filter(line => line.kind === 'promised');
    const broken = { kept: false, quote: expect.stringMatching(/^You will have an answer by \w+day 17:00\.$/) };
    expect(promised).toContainEqual(expect.objectContaining(broken));
    const running = { kept: null, dueAt: expect.any(Number), quote: expect.stringContaining('will call you back by') };
    expect(promised).toContainEqual(expect.objectContaining(running));
  });
});

describe('the escalated call', () => {
  const play = played('escalated-call', 10);

  test('rings for the agent, from a known number, with all channels before it, and is answered', async () => {
    const { customer, entries, older } = await accepted(play());
    expect(customer.name).toBe(imogen.name);
    const channels = new Set(entries.map(({ channel }) => channel));
    expect(channels).toEqual(new Set(['web', 'x', 'email', 'voice', 'internal']));
    expect(older).toBe(0);
    const newest = entries.findLast(({ direction }) => direction === 'in')!;
    expect(newest).toMatchObject({ kind: 'call', call: { number: '+44 7700 900417', queueName: 'Priority care' } });
    expect(entries.some(entry => entry.kind === 'call' && entry.call.turns.length >= 28)).toBe(true);
    const before = entries.filter(
      ({ caseId, interactionId }) => caseId === newest.caseId && interactionId !== newest.interactionId,
    );
    expect(before.length).toBeGreaterThan(20);
  });

  test('meanwhile the customer answers what the agent really sent, and got it once', async () => {
    const { backend, outlet, agentId } = play();
    const { held } = await readDesk(backend.services, backend.db, agentId);
    const grant = () => backend.services.grantOf(backend.db, held[0]!.customerId);
    const { customer, interactions, entries } = (await grant())!;
    const direct = interactions.find(({ channel, audience }) => channel === 'x' && audience === 'private')!;
    const { id: interactionId, channel, audience, handle } = direct;
    const replyTo = entries.findLast(entry => entry.interactionId === interactionId && entry.direction === 'in')!.id;
    const target = { interactionId, channel, audience, handle, replyTo };
    const said = {
      workItemId: null,
      epoch: null,
      customerId: customer.id,
      target,
      subject: null,
      writtenAt: Date.now(),
    };
    const text = 'Both payments go back today.';
    const command: CommandOf<'reply.send'> = { id: uuidv7(), kind: 'reply.send', params: { ...said, text } };
    expect(await backend.services.runCommand(agentId, command)).toMatchObject({ ok: true });
    expect(await backend.services.runCommand(agentId, command)).toMatchObject({ ok: true });
    const answer = await vi.waitUntil(async () => {
      const newest = (await grant())!.entries.findLast(entry => entry.interactionId === interactionId);
      return newest?.direction === 'in' && newest.id !== replyTo ? newest : undefined;
    }, WAIT);
    expect(answer.author.kind).toBe('customer');
    expect(outlet.mail().filter(mail => mail.text === text)).toHaveLength(1);
  });
});

describe('the busy scenario', () => {
  const play = played('busy', 20);

  test('colleagues come, work and are seen on the board, and none of them takes the escalated call', async () => {
    const { backend, agentId } = play();
    await comeToTheDesk(play());
    const workers = async () => {
      const rows = await backend.db.query<{ holder_id: string }>(
        `SELECT DISTINCT holder_id FROM work_item WHERE state = 'finished' AND holder_id <> $1`,
        [agentId],
      );
      return rows.length;
    };
    await vi.waitUntil(async () => (await workers()) >= 3, WAIT);
    const { agents } = await backend.services.board();
    expect(agents.filter(({ state }) => state !== 'offline').length).toBeGreaterThanOrEqual(4);
    const priority = await backend.db.query<{ holder_id: string | null }>(
      `SELECT holder_id FROM work_item WHERE queue_id = 'queue-priority'`,
    );
    expect(priority.length).toBeGreaterThan(0);
    for (const { holder_id } of priority) expect([null, agentId]).toContain(holder_id);
    expect(quietly.filter(line => /reply\.refused|record\.unsent|beat\.failed/.test(line))).toEqual([]);
  });
});

test('no call of a stopped story rings on', async () => {
  const { backend, story } = await playing('busy', 20);
  const open = () => count(backend, `work_item WHERE channel = 'voice' AND state IN ('waiting', 'offered')`);
  await vi.waitUntil(async () => (await open()) > 0, WAIT);
  await story.stop();
  const left = await open();
  await backend.stop();
  expect(left).toBe(0);
});

test('an unknown scenario is refused with the list of those there are', async () => {
  const backend = {} as RunningBackend;
  await expect(
    startScenario({ backend, exchange: {} as Exchange, name: 'opera', speed: 1, agentName: 'x' }),
  ).rejects.toMatchObject({
    code: 'bad-input',
    message: 'no scenario "opera"; there are: escalated-call, quiet, busy',
  });
});
