// Plays a story through the backend's own services: history first, then a working day in motion.
import { type Clock, systemClock } from '../../../shared/lib/clock.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Exchange } from '../telephony/exchange.ts';
import { castOf, dismissCast, isPlayed, seatCast } from './cast.ts';
import { chanceOf, oneOf, shuffled } from './chance.ts';
import { type Move, nextMoves } from './colleague.ts';
import { type DeskView, readDesk } from './desk-view.ts';
import { escalationMove } from './escalation.ts';
import { everydayTalks } from './everyday-talk.ts';
import { historyRecords, loadHistory } from './history.ts';
import { endLeftCalls } from './left-calls.ts';
import type { LiveTalk } from './live-talk.ts';
import { heard, replyTo } from './replies.ts';
import { scenarioOf } from './scenarios.ts';
import { dispositionsOf } from './seed.ts';
import { type Colleague, newStage, type ScenarioBackend, type Stage } from './stage.ts';
import { everybody } from './stories/everybody.ts';
import { escalatedCall, escalatedComplaint, liveTalks, priorityCalls } from './stories/live.ts';
import { begin, callQueueOf, cutCalls, moveCalls, ring, takeTalk } from './traffic.ts';

export { scenarioNames } from './scenarios.ts';

const log = logger('scenario');
const SEED = 20_417;

export type ScenarioOptions = {
  readonly backend: ScenarioBackend;
  /** The exchange that the backend hears and asks. */
  readonly exchange: Exchange;
  /** One of `scenarioNames`. */
  readonly name: string;
  /** 2: twice as fast. Times in the history stay what they are. */
  readonly speed: number;
  /** Who is expected at the desk: the escalated call is for them. Whoever else comes to a desk is not simulated either. */
  readonly agentName: string;
  readonly clock?: Clock;
};
export type RunningScenario = { stop(): Promise<void> };

/**
 * Loads the history (a second start finds it there and changes nothing), then keeps the day going until `stop`.
 * Throws `Fault` bad-input with the list of names where there is no such scenario.
 */
export async function startScenario(options: ScenarioOptions): Promise<RunningScenario> {
  const { backend, exchange, name, speed, agentName, clock = systemClock } = options;
  const scenario = scenarioOf(name);
  const history = historyRecords(everybody, clock.now());
  await loadHistory(backend.services, history);
  await endLeftCalls(backend);
  if (!scenario.every) return { stop: () => Promise.resolve() };
  const stage = await setStage({ backend, exchange, speed, runId: clock.now().toString(36) }, agentName, clock);
  stage.sent.push(...history);
  log.info('scenario.started', { name, speed, colleagues: stage.colleagues.length, desk: stage.agent?.id });
  return play(stage, { every: scenario.every, speed, clock });
}

type Given = Pick<Stage, 'backend' | 'exchange' | 'speed' | 'runId'>;

async function setStage(given: Given, agentName: string, clock: Clock): Promise<Stage> {
  const { backend, speed } = given;
  const chance = chanceOf(SEED);
  const agent = await backend.services.agentByName(agentName);
  const colleagues = await castOf(backend, { chance, speed, agentName, clock });
  const people = new Map(everybody.map(person => [person.id, person]));
  return newStage({ ...given, chance, people, agent, colleagues });
}

type Pace = { readonly every: readonly [number, number]; readonly speed: number; readonly clock: Clock };

/**
 * Whose matter of the story is escalated, or came by the form on the web, which is answered by mail: another mail of theirs that
 * waits elsewhere would be in the way of the colleague who answers.
 */
const apart = [
  escalatedComplaint,
  escalatedCall,
  ...priorityCalls,
  ...liveTalks.filter(({ channel }) => channel === 'web'),
];
const everydayPeople = everybody.filter(({ id }) => !apart.some(({ who }) => who === id));

/** Looks at the desks about once a second; a beat ends before the next begins. */
function play(stage: Stage, { every, speed, clock }: Pace): RunningScenario {
  const from = clock.monotonic();
  const time = () => (clock.monotonic() - from) * speed;
  const beatEvery = Math.max(50, 1_000 / speed);
  const another = everydayTalks(stage.chance, everydayPeople);
  const day = { waiting: shuffled(stage.chance, liveTalks), another, nextAt: every[0] / 4, every };
  const stopListening = stage.backend.outlet?.onMail(mail => heard(stage, mail, time()));
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let under: Promise<void> = Promise.resolve();
  const next = () => {
    timer = setTimeout(() => {
      under = beat(stage, day, time())
        .catch(error => log.warn('beat.failed', {}, error))
        .finally(() => !stopped && next());
    }, beatEvery);
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      stopListening?.();
      await under;
      await cutCalls(stage, time());
      await dismissCast(stage);
    },
  };
}

type Day = {
  readonly waiting: LiveTalk[];
  /** Once the written ones are used up. */
  readonly another: () => LiveTalk;
  nextAt: number;
  readonly every: readonly [number, number];
};

async function beat(stage: Stage, day: Day, now: number): Promise<void> {
  const { services, db } = stage.backend;
  const look = (agent: { id: string }) => readDesk(services, db, agent.id);
  const desk = stage.agent ? await look(stage.agent) : null;
  await seatCast(stage, now);
  const seen: { colleague: Colleague; view: DeskView }[] = [];
  for (const colleague of stage.colleagues.filter(({ seat }) => seat === 'played'))
    seen.push({ colleague, view: await look(colleague.agent) });
  for (const { colleague, view } of seen) await work(stage, colleague, view, now);
  moveCalls(stage, now);
  await escalate(stage, desk, now);
  await happen(stage, day, now);
}

async function work(stage: Stage, { agent, mind }: Colleague, view: DeskView, now: number): Promise<void> {
  const callEnded = (id: string) => {
    const call = stage.calls.get(id);
    // A call of an earlier run has nobody on the line any more.
    return call ? call.endedAt : now;
  };
  for (const move of nextMoves(mind, view, now, stage.chance, callEnded)) await act(stage, agent.id, move);
}

async function act(stage: Stage, agentId: string, move: Move): Promise<void> {
  if (!isPlayed(stage, agentId)) return;
  const { runCommand } = stage.backend.services;
  const id = uuidv7();
  if (move.do === 'reply') await replyTo(stage, agentId, move.item);
  else if (move.do === 'presence') await runCommand(agentId, { id, kind: 'presence.set', params: move.asked });
  else if (move.do === 'accept') {
    const { id: offerId, epoch } = move.offer;
    await runCommand(agentId, { id, kind: 'offer.accept', params: { offerId, epoch } });
  } else {
    const endings = dispositionsOf(move.item.queueId);
    const disposition = endings.length > 0 ? oneOf(stage.chance, endings) : null;
    const params = { workItemId: move.item.id, epoch: move.item.epoch, wrapUp: 'Resolved', disposition };
    await runCommand(agentId, { id, kind: 'work.finish', params });
  }
}

async function escalate(stage: Stage, desk: DeskView | null, now: number): Promise<void> {
  const { escalation, agent } = stage;
  const queue = agent && callQueueOf(agent);
  if (!desk || !queue) return;
  const free = desk.presence?.state === 'available';
  const move = escalationMove(escalation, free, now, stage.chance());
  if (move === 'complain') await begin(stage, escalatedComplaint, now);
  if (move === 'ring-escalated') escalation.call = await ring(stage, escalatedCall, now, queue);
  if (move === 'ring-next') {
    const talk = priorityCalls[escalation.rung % priorityCalls.length]!;
    escalation.rung += 1;
    escalation.call = await ring(stage, talk, now, queue);
  }
}

/** What is due now: answers of customers, and the next who writes or rings. */
async function happen(stage: Stage, day: Day, now: number): Promise<void> {
  const due = stage.later.filter(({ at }) => at <= now);
  for (const one of due) stage.later.splice(stage.later.indexOf(one), 1);
  for (const one of due) await one.run();
  if (now < day.nextAt) return;
  const [from, to] = day.every;
  day.nextAt = now + from + stage.chance() * (to - from);
  const talk = takeTalk(stage, day.waiting, day.another);
  if (talk) await begin(stage, talk, now);
}
