import { channelNames } from '../../shared/domain/export/words.ts';
import type { CommandOf } from '../../shared/contract/commands.ts';
import { type Introduction, mayStillPost, type Place, placesFor } from '../../shared/domain/introduction.ts';
import { blanksIn } from '../../shared/domain/writing/blanks.ts';
import { countOf } from '../../shared/domain/writing/rules.ts';
import { washedText } from '../intake/clean.ts';
import { readPresence } from '../records/read.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';
import { readTeam, sendAct } from './public-act.ts';

type Asked = CommandOf<'shift.skipIntroduction'>['params'];

/**
 * Posted once by an agent for a handle and a shift: who asks second, from whatever desk or node, is told so. By the
 * backend's clock: words that were meant for a shift that is over stay with the agent.
 */
export const introduce: Effect<CommandOf<'shift.introduce'>['params']> = async (scene, params) => {
  const text = wordsOf(params.channel, params.text);
  const made = await decide(scene, params);
  const introduction = recordOf(scene, params, made, { state: 'sent', text });
  scene.changes.introduction(introduction);
  const { channel, handle } = params;
  const under = { id: scene.id(), channel, handle, agentId: scene.agent.id };
  return { entryId: null, sent: [sendAct(scene, { ...under, do: 'post', text, introductionId: introduction.id })] };
};

export const skipIntroduction: Effect<Asked> = async (scene, params) => {
  const made = await decide(scene, params);
  if (made?.state !== 'skipped')
    scene.changes.introduction(recordOf(scene, params, made, { state: 'skipped', text: null }));
  return NOTHING_MADE;
};

/** What there is of it so far. @throws Fault where it is out, or this is not the place or the time */
async function decide(scene: Scene, params: Asked): Promise<Introduction | null> {
  const { tx, agent } = scene;
  await placeOf(scene, params);
  // One decision of an agent after the other, on whatever node.
  if (!(await readPresence(tx, agent.id, 'lock')))
    return refuse('not-found', 'You are not known here any more. Sign in again.');
  const [row] = await tx.query<{ json: Introduction }>(
    `SELECT json FROM introduction WHERE agent_id = $1 AND channel = $2 AND handle = $3 AND shift_from = $4 FOR UPDATE`,
    [agent.id, params.channel, params.handle, params.shiftFrom],
  );
  const made = row?.json ?? null;
  if (!mayStillPost(made)) return refuse('conflict', 'The introduction of this shift is posted already.');
  return made;
}

async function placeOf({ tx, agent, now }: Scene, { channel, handle, shiftFrom }: Asked): Promise<Place> {
  const places = placesFor(await readTeam(tx), agent, now);
  const place = places.find(({ brand }) => brand.channel === channel && brand.address === handle);
  if (!place) return refuse('denied', `Nobody introduces themselves on ${handle.slice(0, 100)} now.`);
  return place.shift.from === shiftFrom ? place : refuse('expired', 'That shift is over.');
}

/** @throws Fault bad-input, too-large, where they cannot leave */
function wordsOf(channel: Asked['channel'], written: string): string {
  const text = washedText(written).trim();
  if (text === '') refuse('bad-input', 'There are no words in it.');
  const [blank] = blanksIn(text);
  if (blank) refuse('bad-input', `“${blank.label}” is not filled in.`);
  const { over, limit } = countOf(channel, 'public', text);
  if (over > 0) refuse('too-large', `${channelNames[channel]} takes ${limit} characters, and these are ${over} more.`);
  return text;
}

type Decided = Pick<Introduction, 'state' | 'text'>;

function recordOf(
  { agent, id, now, commandId }: Scene,
  { channel, handle, shiftFrom }: Asked,
  made: Introduction | null,
  decided: Decided,
): Introduction {
  const place = { agentId: agent.id, agentName: agent.name, channel, handle, shiftFrom };
  return {
    id: made?.id ?? id(),
    version: (made?.version ?? 0) + 1,
    ...place,
    ...decided,
    at: now,
    commandId,
    reason: null,
  };
}
