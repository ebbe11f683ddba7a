// Bugs that the simulation must find. Each replaces an exact piece of the program.
import { plantedOnCalls } from './planted-calls.ts';

export type Planted = {
  readonly name: string;
  readonly what: string;
  readonly file: string;
  readonly edits: readonly (readonly [from: string, to: string])[];
  /** Seeds, from 1 on, of which one must find it. */
  readonly within: number;
  /** One that does, as last seen. */
  readonly seed: number;
};

export const planted: readonly Planted[] = [
  {
    name: 'no-deduplication',
    what: 'a command that comes again has its effect again',
    file: 'backend/commands/run.ts',
    edits: [['if (!begun.fresh) return', 'if (begun.fresh && !begun.fresh) return']],
    within: 8,
    seed: 4,
  },
  {
    name: 'epoch-not-checked',
    what: 'words are sent by who does not hold the item any more',
    file: 'backend/commands/reply-send.ts',
    edits: [
      ['await maySend(scene, params, answered);', ''],
      ['await mustBeOwn(scene, open', 'if (params.workItemId === null) await mustBeOwn(scene, open'],
    ],
    within: 32,
    seed: 3,
  },
  {
    name: 'finish-not-fenced',
    what: 'work is finished by who does not hold it any more',
    file: 'backend/commands/work-finish.ts',
    // The table of moves would leave what is not held alone: past that too.
    edits: [
      ['if (item?.holderId !== agent.id)', 'if (!item)'],
      ["if (item.state !== 'held' || item.epoch !== epoch)", 'if (item.epoch < 0)'],
      ["...endWork(alone, 'finish', now)", "...endWork({ ...alone, state: 'held' }, 'finish', now)"],
    ],
    within: 16,
    seed: 3,
  },
  {
    name: 'late-answer-taken',
    what: 'an offer that has ended can still be answered',
    file: 'backend/commands/offer.ts',
    // The tables of moves would leave what is over alone: past all three.
    edits: [
      ["if (offer.state !== 'ringing' || leases.isOver(offerId) || fenced)", 'if (fenced && !fenced)'],
      [
        'return { offer, item, missed',
        "return { offer: { ...offer, state: 'ringing' }, item: { ...item, state: wanted }, missed",
      ],
    ],
    within: 8,
    seed: 1,
  },
  {
    name: 'ack-before-commit',
    what: 'the desk is answered before the transaction has committed',
    file: 'backend/commands/run.ts',
    edits: [
      ['return await setting.db.transaction(async tx => {', 'return await early(setting.db, async (tx: Tx) => {'],
      [
        'type Asked = {',
        `function early<T>(db: Db, run: (tx: Tx) => Promise<T>): Promise<T> {
          return new Promise((done, failed) => void db.transaction(async tx => {
            const made = await run(tx); done(made); return made;
          }).catch(failed));
        }
        type Asked = {`,
      ],
    ],
    within: 32,
    seed: 1,
  },
  {
    name: 'lease-on-wall-clock',
    what: 'an offer ends by the wall clock, which jumps',
    file: 'backend/routing/leases.ts',
    edits: [
      ['ends.set(offerId, clock.monotonic() + ms);', 'ends.set(offerId, clock.now() + ms);'],
      ['Number.POSITIVE_INFINITY) <= clock.monotonic(),', 'Number.POSITIVE_INFINITY) <= clock.now(),'],
      ['end <= clock.monotonic()).map', 'end <= clock.now()).map'],
    ],
    within: 8,
    seed: 1,
  },
  {
    name: 'two-offers-to-one-agent',
    what: 'an agent with an offer is chosen again',
    file: 'backend/routing/route.ts',
    edits: [['taken.add(first.id);', '']],
    within: 8,
    seed: 1,
  },
  {
    name: 'skills-not-asked',
    what: 'work is offered to who serves its queue, whatever it asks for',
    file: 'backend/routing/route.ts',
    edits: [['(item.skills ?? []).every(skill => agent', '(item.skills ?? []).every(skill => skill || agent']],
    within: 16,
    seed: 9,
  },
  {
    name: 'offer-not-withdrawn',
    what: 'a caller hangs up, and the offer rings on',
    file: 'backend/intake/amend.ts',
    edits: [['const offer = await ringingOffer(tx, item.id);', 'const offer = await ringingOffer(tx, "");']],
    within: 8,
    seed: 1,
  },
  {
    name: 'words-left-behind',
    what: 'what a dead node had not sent is not sent by the next one',
    file: 'backend/contact-centre.ts',
    edits: [
      ['await courier.resume();', ''],
      ['return courier.resume();', 'return Promise.resolve();'],
    ],
    within: 32,
    seed: 4,
  },
  {
    name: 'cursor-before-rows',
    what: 'the cursor is on the disk before the rows are',
    file: 'electron/core/link/ingest.ts',
    edits: [
      [
        'return cache.write(() => {\n',
        `cache.write(() => cache.feedState.write({
          cursor: page.upto,
          incarnation: page.reset || had.incarnation === null ? incarnation : had.incarnation,
          completeTo: had.completeTo,
        }));
        const rows = () => cache.write(() => {\n`,
      ],
      ['cache.feedState.write({\n      cursor: page.upto,', 'void ({\n      cursor: page.upto,'],
      [
        'return { ...done, reset: page.reset };\n  });',
        'return { ...done, reset: page.reset };\n  });\n  setTimeout(rows, 400);\n  return NOTHING;',
      ],
    ],
    within: 8,
    seed: 1,
  },
  {
    name: 'place-not-checked',
    what: 'a page is applied wherever it comes',
    file: 'electron/core/link/ingest.ts',
    edits: [['if (!page.reset && page.after !== had.cursor) {', 'if (page.reset && !page.reset) {']],
    within: 8,
    seed: 1,
  },
  {
    name: 'outbox-written-late',
    what: 'the screen says queued before the command is written down',
    file: 'electron/core/link/outbox.ts',
    edits: [
      ['file.commands.add(kept);\n        also();', 'setTimeout(() => file.commands.add(kept), 400);\n        also();'],
    ],
    within: 8,
    seed: 1,
  },
  {
    name: 'retry-with-a-new-id',
    what: 'an unanswered command goes out again under another id',
    file: 'electron/core/link/outbox-sending.ts',
    edits: [
      [
        'const reply = await send(kept.command);',
        'const reply = await send({ ...kept.command, id: kept.command.id.slice(0, -6) + String(Math.random()).slice(2, 8) });',
      ],
    ],
    within: 8,
    seed: 1,
  },
  {
    name: 'reset-forgets-outbox',
    what: 'a snapshot empties the outbox too',
    file: 'electron/core/link/outbox-settling.ts',
    edits: [
      [
        'function settleNow(complete: boolean): void {',
        'function settleNow(complete: boolean): void {\n    if (cache.customers.all().length === 0) for (const one of file.commands.all()) file.commands.remove(one.command.id);',
      ],
    ],
    within: 8,
    seed: 1,
  },
  {
    name: 'revocation-ignored',
    what: 'a customer who was withdrawn stays in the cache',
    file: 'electron/core/link/apply.ts',
    edits: [['forgetCustomer(cache, event.customerId);', '']],
    within: 8,
    seed: 3,
  },
  {
    name: 'transfer-keeps-epoch',
    what: 'work leaves its holder under the epoch that it had',
    file: 'backend/commands/work-transfer.ts',
    edits: [
      ["...moveWork(alone, 'let-go'), ...change }", "...moveWork(alone, 'let-go'), ...change, epoch: alone.epoch }"],
    ],
    within: 8,
    seed: 3,
  },
  {
    name: 'participant-may-send',
    what: 'who was asked in answers in the place of the holder',
    file: 'backend/commands/speaking.ts',
    edits: [["if (other) refuse('denied'", "if (other && other.state !== 'held') refuse('denied'"]],
    within: 8,
    seed: 1,
  },
  {
    name: 'waiting-work-answered',
    what: 'a reply into work that waits is let through',
    file: 'backend/commands/speaking.ts',
    edits: [["if (other) refuse('denied'", "if (other && other.state !== 'waiting') refuse('denied'"]],
    within: 8,
    seed: 1,
  },
  {
    name: 'parked-forgotten',
    what: 'what was set aside until a time is not brought back',
    file: 'backend/routing/parked.ts',
    edits: [["if (becomes === 'stay') continue;", "if (becomes === 'stay' || becomes === 'wake') continue;"]],
    within: 16,
    seed: 5,
  },
  {
    name: 'draft-kept-late',
    what: 'the composer is told that a draft is kept before it is written down',
    file: 'electron/core/bridge/compose-handlers.ts',
    edits: [
      [
        'file.drafts.write(customerId, caseId, { ...written, savedAt: clock.now() });',
        'setTimeout(() => file.drafts.write(customerId, caseId, { ...written, savedAt: clock.now() }), 4_000);',
      ],
    ],
    within: 32,
    seed: 8,
  },
  {
    name: 'offline-unsaid',
    what: 'a desk that has lost its connection still says that it is live',
    file: 'electron/core/link/connection-state.ts',
    edits: [["    live: 'offline',", "    live: 'live',"]],
    within: 8,
    seed: 1,
  },
  ...plantedOnCalls,
  {
    name: 'erased-rows-kept',
    what: 'a desk that is told of an erasure hides the customer and keeps their entries',
    file: 'electron/core/cache/erasing/erase.ts',
    edits: [['    forgetCustomer(cache, customerId);\n', '    cache.customers.remove(customerId);\n']],
    within: 16,
    seed: 8,
  },
  {
    name: 'erased-in-the-log',
    what: 'the feed’s log keeps the words of who was erased',
    file: 'backend/erasure/erase.ts',
    edits: [['if (asked.entryId === null) await blankLogOf(tx, ids);\n  else', 'if (asked.entryId !== null)']],
    within: 16,
    seed: 8,
  },
];
