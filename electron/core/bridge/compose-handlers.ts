import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Command } from '../../../shared/contract/commands.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { workAnswered } from '../../../shared/domain/speaking.ts';
import { GUARDED_ENTRIES, privateLeaks } from '../../../shared/domain/writing/private-leaks.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { NEWEST } from '../cache/entries.ts';
import type { KeptFile } from '../cache/out-files.ts';
import { NO_FILTER } from '../cache/filter.ts';
import { asTaken, isTaking } from '../link/taking.ts';
import { type Context, missing } from './context.ts';
import { checkFiles } from './file-handlers.ts';
import { leftWords } from './left-words.ts';
import { placedDrafts } from './placed-drafts.ts';
import { type PutBack, putBack, putDraft } from './put-back.ts';
import { keepWrapUp } from './wrap-up-handlers.ts';
import { draftOfFailed, partsOfReply } from './write-again.ts';

/** Names of what went along and is not on this desk any more, or never was. */
function lostOf(failed: readonly Entry[], back: readonly Pick<KeptFile, 'name'>[]): string[] {
  const here = back.map(({ name }) => name);
  return failed.flatMap(({ attachments }) => attachments.map(({ name }) => name)).filter(name => !here.includes(name));
}

export const composeHandlers = (context: Context) => {
  const { cache, file, outbox, clock } = context;

  /** Accepted or taken here, as it will be once that is done: until then the outbox keeps the words back. */
  const taking = (agentId: string, customerId: string): WorkItem[] =>
    file.commands.ofCustomer(customerId).flatMap(({ command, state }) => {
      if (!isTaking(command) || state === 'refused') return [];
      return asTaken(command, cache, agentId, clock.now()) ?? [];
    });

  /**
   * What gives the right to answer: the work item that this desk's agent holds, or has just asked for, of what is answered
   * there, or else of its case.
   */
  const heldFor = (interactionId: string): { workItemId: string | null; epoch: number | null } => {
    const agent = context.agent();
    const spoken = cache.interactions.get(interactionId);
    const items = agent && spoken ? [...cache.workItems.heldBy(agent.id), ...taking(agent.id, spoken.customerId)] : [];
    const held =
      (spoken && workAnswered(items, spoken)[0]) ??
      items.find(item => item.channel !== 'voice' && item.caseId === spoken?.caseId);
    return { workItemId: held?.id ?? null, epoch: held?.epoch ?? null };
  };

  /** The draft becomes the command in one transaction: at no moment are the words in neither place. */
  const dropDraft = (customerId: string, caseId: string | null, mode: 'reply' | 'note') => (): void => {
    file.drafts.remove(customerId, caseId, mode);
  };
  const caseOf = (interactionId: string): string | null => cache.interactions.get(interactionId)?.caseId ?? null;

  /** As a new command, with the rights of now. */
  const renewed = (command: Command): Command => {
    const id = uuidv7(clock.now());
    if (command.kind !== 'reply.send') return { ...command, id };
    return { ...command, id, params: { ...command.params, ...heldFor(command.params.target.interactionId) } };
  };

  /** And not erased: work of theirs may go on, words about them may not. */
  const mustBeHere = (customerId: string): void => {
    const customer = cache.customers.get(customerId);
    if (!customer || customer.erasedAt !== undefined) missing('customer');
  };

  return {
    'reply.send': ({ customerId, target, draftCaseId, ...said }) => {
      mustBeHere(customerId);
      const caseId = draftCaseId === undefined ? caseOf(target.interactionId) : draftCaseId;
      const params = { ...heldFor(target.interactionId), customerId, target, ...said, writtenAt: clock.now() };
      checkFiles(file, params, caseId);
      const command: Command = { id: uuidv7(clock.now()), kind: 'reply.send', params };
      const drop = dropDraft(customerId, caseId, 'reply');
      return outbox.add({ command, customerId }, () => {
        drop();
        file.outFiles.take(params.files ?? [], command.id);
      });
    },
    'reply.check': ({ customerId, target, text }) => {
      if (target.audience !== 'public') return { leaks: [] };
      const customer = cache.customers.get(customerId) ?? missing('customer');
      const entries = cache.entries.before(customerId, NO_FILTER, NEWEST, GUARDED_ENTRIES);
      return { leaks: privateLeaks(text, { customer, entries }) };
    },
    'reply.writeAgain': ({ entryId }) => {
      const entry = cache.entries.get(entryId) ?? missing('entry');
      mustBeHere(entry.customerId);
      const parts = partsOfReply(cache, entry);
      const draft = entry.author.agentId === context.agent()?.id ? draftOfFailed(parts, clock.now()) : null;
      if (!draft) throw new Fault('conflict', 'these words did not fail');
      const { customerId, caseId } = entry;
      const taken = { customerId, caseId, draft };
      const failed = parts.filter(({ delivery }) => delivery?.state === 'failed');
      file.mustKeep();
      const back = file.write(() => {
        putDraft(context, taken);
        const commandIds = new Set(failed.flatMap(({ delivery }) => delivery?.commandId ?? []));
        return [...commandIds].flatMap(id => file.outFiles.comeBack(id, caseId, () => uuidv7(clock.now())));
      });
      const files = lostOf(failed, back);
      return { draft: taken, entryIds: failed.map(({ id }) => id), files };
    },
    'note.add': ({ customerId, caseId, interactionId, text, mentions, draftCaseId = caseId }) => {
      mustBeHere(customerId);
      const params = {
        customerId,
        caseId,
        interactionId,
        text,
        writtenAt: clock.now(),
        ...(mentions?.length ? { mentions } : {}),
      };
      const command: Command = { id: uuidv7(clock.now()), kind: 'note.add', params };
      return outbox.add({ command, customerId }, dropDraft(customerId, draftCaseId, 'note'));
    },
    'outbox.read': () => outbox.items(),
    'outbox.takeBack': ({ commandId, discard }) => {
      let back: PutBack = { draft: null, begun: null };
      const text = outbox.takeBack(commandId, kept => {
        if (kept.command.kind === 'work.finish') keepWrapUp(file, kept.command, kept);
        if (discard) file.outFiles.removeOf(commandId);
        else back = putBack(context, kept);
      });
      return { text, ...back };
    },
    'outbox.retry': ({ commandId }) => outbox.retry(commandId, renewed),
    'draft.read': ({ customerId }) => placedDrafts({ cache, file, agentId: context.agent()?.id ?? null }, customerId),
    'draft.list': () => leftWords(context),
    'draft.write': ({ customerId, caseId, ...written }) => {
      // What was still being typed as the customer was erased.
      if (cache.erased.hasCustomer(customerId)) return {};
      file.mustKeep();
      file.drafts.write(customerId, caseId, { ...written, savedAt: clock.now() });
      return {};
    },
    'draft.mode': ({ customerId, caseId, mode }) => {
      file.drafts.use(customerId, caseId, mode);
      return {};
    },
  } satisfies Partial<Handlers>;
};
