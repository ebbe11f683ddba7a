// 2 and 3, as it goes on: what was acknowledged is there and there once, also in the files of a desk that has just died.
import { Broken } from './broken.ts';
import type { Left } from './cached.ts';
import type { newCustomers } from './customers.ts';
import type { Desk } from './desk.ts';
import type { People, Promised } from './people.ts';

type Look = <T extends object>(text: string, params?: readonly unknown[]) => Promise<T[]>;
type Customers = Pick<ReturnType<typeof newCustomers>, 'written' | 'isNamed'>;
type Made = { readonly id: string; readonly text: string; readonly direction: string; readonly made: number };

/** Words that nobody writes twice: each is numbered. */
const NUMBERED = /^(?:customer message-|words |note )/;

/**
 * After every commit: no words stand in the timeline twice, and those of customers that the intake said it has stand there.
 * Of customers who asked to be forgotten that is known in the end alone, for theirs may be gone by now.
 */
export function entryWatch(look: Look, { written, isNamed }: Customers) {
  const entryOf = new Map<string, string>();
  let seenTo = 0;
  let takenTo = 0;
  return async (): Promise<void> => {
    const rows = await look<Made>(
      `SELECT id, json->>'text' AS text, json->>'direction' AS direction, xmin::text::bigint AS made FROM entry
       WHERE xmin::text::bigint > $1`,
      [seenTo],
    );
    for (const { id, text, direction, made } of rows) {
      seenTo = Math.max(seenTo, Number(made));
      if (!NUMBERED.test(text)) continue;
      const other = entryOf.get(text) ?? id;
      if (other !== id) throw new Broken(direction === 'in' ? 3 : 2, `"${text}" stands in the timeline twice`);
      entryOf.set(text, id);
    }
    for (; takenTo < written.length; takenTo += 1) {
      const { text, who } = written[takenTo]!;
      if (!isNamed(who) && !entryOf.has(text)) throw new Broken(3, `"${text}" was acknowledged and is not there`);
    }
  };
}

/** Done for good, or taken back by the agent, or of who was erased: then nothing need be kept of it. */
const isOver = (one: Promised, erased: ReadonlySet<string>): boolean =>
  one.fate !== 'asked' || (erased.size > 0 && (one.customerId === null || erased.has(one.customerId)));

/**
 * 2: a command that a desk said it has is known to the backend, or is in its file. Of several states asked for the last counts,
 * and that may be the desk's own: of a machine that slept it asks for Not Ready, in the place of what had not been sent.
 */
function goneOf(
  promised: readonly Promised[],
  { commands, states }: Left,
  stored: ReadonlySet<string>,
  erased: ReadonlySet<string>,
): Promised | undefined {
  const asked = new Set(promised.map(({ commandId }) => commandId));
  const last = states.every(id => asked.has(id)) ? promised.findLast(({ kind }) => kind === 'presence.set') : null;
  return promised.find(
    one =>
      !isOver(one, erased) &&
      !stored.has(one.commandId) &&
      !commands.has(one.commandId) &&
      (one.kind !== 'presence.set' || one === last),
  );
}

/** `left`: a desk's file as it was at the end of one of its lives; `life`: which. What was said in later ones need not be there. */
export function leftWatch(look: Look, people: People, erasedIds: () => Promise<ReadonlySet<string>>) {
  return async ({ name, agentId }: Desk, left: Left, life: number): Promise<void> => {
    const erased = await erasedIds();
    const stored = new Set((await look<{ id: string }>('SELECT id FROM command')).map(({ id }) => id));
    const said = (one: { readonly agentId: string; readonly life: number }): boolean =>
      one.agentId === agentId && one.life <= life;
    const gone = goneOf(people.promised.filter(said), left, stored, erased);
    if (gone) throw new Broken(2, `${gone.kind} ${gone.commandId} of ${name} is gone without a trace`);
    const drafts = people.drafts().filter(draft => said(draft) && !erased.has(draft.customerId));
    const lost = drafts.find(({ text }) => !left.drafts.includes(text));
    if (lost) throw new Broken(2, `"${lost.text}", which ${name} said it keeps, is not in its file`);
  };
}
