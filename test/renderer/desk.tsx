// The whole screen over a core made of arrays: rendered as main.tsx does it.
import { privateLeaks } from '../../shared/domain/writing/private-leaks.ts';
import { act, cleanup, render } from '@testing-library/react';
import type { StoreApi } from 'zustand';
import { App } from '../../renderer/app/App.tsx';
import { forgetRelay } from '../../renderer/bridge/bridge.ts';
import { startHearing } from '../../renderer/bridge/pushes.ts';
import { useAside } from '../../renderer/stores/aside.ts';
import { useBegunThings } from '../../renderer/stores/begun.ts';
import { useBoard } from '../../renderer/stores/board.ts';
import { useCall } from '../../renderer/stores/call.ts';
import { useConnection } from '../../renderer/stores/connection.ts';
import { useConversations } from '../../renderer/stores/conversations.ts';
import { useDrafts } from '../../renderer/stores/drafts.ts';
import { useHolders } from '../../renderer/stores/holders.ts';
import { useFailures } from '../../renderer/stores/failures.ts';
import { useHandOver } from '../../renderer/stores/hand-over.ts';
import { useIntroductions } from '../../renderer/stores/introductions.ts';
import { useLeftWords } from '../../renderer/stores/left-words.ts';
import { useLikely } from '../../renderer/stores/likely.ts';
import { useOfferPlace } from '../../renderer/stores/offer-place.ts';
import { useOutFiles } from '../../renderer/stores/out-files.ts';
import { useOutbox } from '../../renderer/stores/outbox.ts';
import { usePicks } from '../../renderer/stores/picks.ts';
import { usePresence } from '../../renderer/stores/presence.ts';
import { useQueues } from '../../renderer/stores/queues.ts';
import { useOthers } from '../../renderer/stores/roster.ts';
import { useReading } from '../../renderer/stores/reading.ts';
import { useSearch } from '../../renderer/stores/search.ts';
import { useSearches } from '../../renderer/stores/searches.ts';
import { useSession } from '../../renderer/stores/session.ts';
import { useShell } from '../../renderer/stores/shell.ts';
import { useView } from '../../renderer/stores/view.ts';
import { useWork } from '../../renderer/stores/work.ts';
import { useWrapUps } from '../../renderer/stores/wrap-up.ts';
import { usePickedCases } from '../../renderer/stores/written-case.ts';
import {
  type CaseDrafts,
  type Connection,
  type Handlers,
  type OutboxItem,
  type OwnCall,
  type Input,
  type Output,
  settingsSchema,
} from '../../shared/contract/bridge.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Presence } from '../../shared/domain/presence.ts';
import { type Agent, FRESH_WORK, type Queue, type WorkItem } from '../../shared/domain/work.ts';
import type { FileRefusal, OutFile } from '../../shared/domain/writing/files.ts';
import {
  renamed,
  withoutRecent,
  withoutSaved,
  withRecent,
  withSaved,
} from '../../electron/core/cache/search/kept-searches.ts';
import type { Searches } from '../../shared/contract/bridge/searches.ts';
import { FakeCore } from './fake-bridge.ts';
import { customerWith, entryOf } from './made.ts';

const STORES = [
  useAside,
  useBegunThings,
  useBoard,
  useCall,
  useConnection,
  useConversations,
  useDrafts,
  useHandOver,
  useOthers,
  useFailures,
  useHolders,
  useIntroductions,
  useLeftWords,
  useLikely,
  useOfferPlace,
  useOutbox,
  useOutFiles,
  usePicks,
  usePresence,
  useQueues,
  useReading,
  useSearch,
  useSearches,
  useSession,
  useShell,
  useView,
  useWork,
  useWrapUps,
  usePickedCases,
] as const;

export const mara: Agent = {
  id: 'mara',
  version: 1,
  name: 'Mara Lindholm',
  role: 'agent',
  queueIds: ['priority'],
  channels: ['voice'],
  capacity: 3,
  capacities: {},
  skills: [],
};

export const live: Connection = {
  state: 'live',
  since: null,
  completeTo: Date.UTC(2026, 5, 6, 14, 2, 7),
  left: 0,
  queued: 0,
  waiting: { replies: 0, notes: 0, others: 0 },
  setAside: 0,
  skewMs: 0,
  reason: null,
};

export const offerFor = (changes: Partial<Offer> = {}): Offer => ({
  id: 'offer-1',
  version: 1,
  workItemId: 'work-1',
  agentId: mara.id,
  customerId: 'max',
  caseId: 'case-1',
  interactionId: 'call-now',
  channel: 'voice',
  queueId: 'priority',
  queueName: 'Priority care',
  customerName: 'Maximiliane Oyelaran',
  from: '+44 7700 900258',
  subject: 'Charged twice',
  why: 'Priority care, free longest',
  enteredAt: Date.now() - 151_000,
  madeAt: Date.now() - 6_000,
  expiresAt: Date.now() + 14_000,
  state: 'ringing',
  epoch: 1,
  declineReason: null,
  withdrawnWhy: null,
  kind: 'work',
  handover: null,
  ...changes,
});

export const heldItem = (changes: Partial<WorkItem> = {}): WorkItem => ({
  id: 'work-1',
  version: 2,
  customerId: 'max',
  caseId: 'case-1',
  interactionId: 'call-now',
  channel: 'voice',
  queueId: 'priority',
  queueName: 'Priority care',
  state: 'held',
  subject: 'Charged twice',
  from: '+44 7700 900258',
  customerName: 'Maximiliane Oyelaran',
  priority: 1,
  enteredAt: Date.now() - 200_000,
  holderId: mara.id,
  epoch: 1,
  heldAt: Date.now() - 61_000,
  finishedAt: null,
  ...FRESH_WORK,
  ...changes,
});

const sent = (kind: OutboxItem['kind']): OutboxItem => ({
  commandId: `command ${kind}`,
  kind,
  state: 'sent',
  at: Date.now(),
  customerId: null,
  reason: null,
  code: null,
});

/** The case that all that is made here is of, where none is said. */
const draftKey = (customerId: string, caseId: string | null): string =>
  caseId === 'case-1' ? customerId : `${customerId} ${caseId ?? ''}`;

/** What the core would say now; a test changes it and pushes. */
type KeptFile = OutFile & { readonly customerId: string; content: string; isWhole: boolean };

export class Desk {
  agent: Agent = mara;
  settings = settingsSchema.parse({ theme: 'light' });
  connection: Connection = live;
  presence: Presence | null = {
    agentId: mara.id,
    version: 1,
    state: 'available',
    reason: null,
    since: Date.now() - 764_000,
    pending: null,
    after: null,
  };
  work: Output<'work.read'> = { offer: null, lastOffer: null, items: [] };
  /** Unfinished work in whoever's hands. */
  others: WorkItem[] = [];
  mentions: Output<'mentions.read'> = [];
  introductions: Output<'shift.introductions'> = { due: [], made: [], next: null };
  marks: Output<'work.marks'> = [];
  team: Output<'session.read'>['team'] = null;
  outbox: OutboxItem[] = [];
  queues: Queue[] = [];
  board: Output<'board.read'> = null;
  /** How the line of the held call stands. */
  line: OwnCall['call'] = null;
  found: Partial<Output<'history.search'>> = {};
  reading: Input<'reading.keep'> = { query: '', openId: null, beside: [] };
  /** Answered before that, one to each question. */
  readonly foundFirst: Partial<Output<'history.search'>>[] = [];
  /** What is counted behind an answer, one to each question. */
  readonly counts: Output<'history.count'>[] = [];
  /** What `history.complete` offers. */
  values: Output<'history.complete'>['values'] = [];
  searches: Searches = { saved: [], recent: [] };
  /** By `draftKey`. */
  drafts = new Map<string, Omit<CaseDrafts, 'caseId'>>();
  /** What is begun in dialogs. */
  begunWords: Output<'begun.read'> = [];
  files: KeptFile[] = [];
  begun = 0;
  /** What `file.end` says of every file. */
  refusesFiles: FileRefusal | null = null;
  readonly core = new FakeCore(this.handlers());

  leaving: Output<'session.leaving'> = { history: 'stays', words: 'stay', unsent: 0, waiting: live.waiting, drafts: 0 };
  /** Why a customer is not there. */
  erasure: Output<'customer.erasure'> = null;

  constructor() {
    this.core.customers.set('max', customerWith([entryOf('post', { text: 'Charged me twice' }), entryOf('message')]));
  }

  private handlers(): Partial<Handlers> {
    return {
      'session.read': () => ({
        agent: this.agent,
        team: this.team,
        host: 'browser',
        version: '0',
        settings: this.settings,
      }),
      'settings.write': change => (this.settings = { ...this.settings, ...change }),
      'connection.read': () => this.connection,
      'connection.retry': () => this.connection,
      'session.signIn': () => this.connection,
      'session.leaving': () => this.leaving,
      'session.signOut': () => this.connection,
      'notices.read': () => [],
      'presence.read': () => this.presence,
      'presence.set': () => sent('presence.set'),
      'queues.read': () => this.queues,
      'work.read': () => this.work,
      'offer.accept': () => sent('offer.accept'),
      'offer.decline': () => sent('offer.decline'),
      'work.ofCustomer': ({ customerId }) => this.others.filter(item => item.customerId === customerId),
      'mentions.read': () => this.mentions,
      'mention.see': () => sent('mention.see'),
      'shift.introductions': () => this.introductions,
      'shift.introduce': () => sent('shift.introduce'),
      'shift.skipIntroduction': () => sent('shift.skipIntroduction'),
      'customer.prefer': () => sent('customer.prefer'),
      'customer.erase': () => sent('customer.erase'),
      'customer.erasure': () => this.erasure,
      'post.repost': () => sent('post.repost'),
      'post.undoRepost': () => sent('post.undoRepost'),
      'work.marks': () => this.marks,
      'work.seen': () => ({}),
      'work.park': () => sent('work.park'),
      'work.wake': () => sent('work.wake'),
      'work.take': () => sent('work.take'),
      'work.together': ({ workItemIds }) =>
        workItemIds.map(workItemId => ({ workItemId, commandId: `command ${workItemId}`, refused: null })),
      'work.finish': () => sent('work.finish'),
      'reply.send': ({ files = [], ...said }) => {
        this.files = this.files.filter(({ id }) => !files.includes(id));
        return this.became('reply.send', said, 'reply');
      },
      'reply.check': ({ customerId, target, text }) => {
        const of = this.core.customers.get(customerId);
        if (!of || target.audience !== 'public') return { leaks: [] };
        return { leaks: privateLeaks(text, { customer: of.customer, entries: of.items.map(({ entry }) => entry) }) };
      },
      'work.noResponse': () => sent('work.noResponse'),
      'work.praise': () => sent('work.praise'),
      'case.move': () => sent('case.move'),
      'note.add': said => this.became('note.add', said, 'note'),
      'outbox.read': () => this.outbox,
      'begun.read': () => this.begunWords,
      'begun.write': begun => {
        this.begunWords = [...this.begunWords.filter(({ about }) => about !== begun.about), begun];
        return {};
      },
      'draft.read': ({ customerId }) =>
        [...this.drafts.entries()].flatMap(([key, drafts]) => {
          const [id, caseId = 'case-1'] = key.split(' ');
          return id === customerId ? [{ ...drafts, caseId: caseId || null }] : [];
        }),
      'draft.list': () =>
        [...this.drafts.entries()].flatMap(([key, { reply, note }]) => {
          const [customerId = '', caseId = 'case-1'] = key.split(' ');
          const draft = [reply, note].filter(one => one?.text).toSorted((a, b) => b!.savedAt - a!.savedAt)[0];
          const customerName = this.core.customers.get(customerId)?.customer.name ?? null;
          return draft ? [{ ...draft, customerId, caseId: caseId || null, customerName }] : [];
        }),
      'draft.write': ({ customerId, caseId, ...draft }) => {
        const { text, subject, mail, thread } = draft;
        const isBlank = text === '' && subject === null && mail === null && thread === null;
        const kept = isBlank ? null : { ...draft, savedAt: Date.now() };
        this.drafts.set(draftKey(customerId, caseId), { ...this.draftsOf(customerId, caseId), [draft.mode]: kept });
        return {};
      },
      'file.list': ({ customerId }) =>
        this.files
          .filter(file => file.isWhole && file.customerId === customerId)
          .map(({ id, name, size, type }) => ({ id, name, size, type })),
      'file.begin': ({ customerId, name, type, size }) => {
        const id = `file-${(this.begun += 1)}`;
        this.files.push({ id, customerId, name, type, size, content: '', isWhole: false });
        return { fileId: id };
      },
      'file.part': ({ fileId, content }) => {
        this.fileOf(fileId).content += atob(content);
        return {};
      },
      'file.end': ({ fileId }) => {
        if (this.refusesFiles) return { refused: this.refusesFiles };
        const file = this.fileOf(fileId);
        file.isWhole = true;
        return { file: { id: file.id, name: file.name, size: file.size, type: file.type } };
      },
      'file.remove': ({ fileId }) => {
        this.files = this.files.filter(({ id }) => id !== fileId);
        return {};
      },
      'draft.mode': ({ customerId, caseId, mode }) => {
        this.drafts.set(draftKey(customerId, caseId), { ...this.draftsOf(customerId, caseId), mode });
        return {};
      },
      'board.read': () => this.board,
      'call.read': () => {
        const item = this.work.items.find(one => one.channel === 'voice');
        return item ? { item, call: this.line, direction: 'in', at: null } : null;
      },
      'call.control': () => sent('call.control'),
      'call.dial': () => sent('call.dial'),
      'alert.tell': () => ({ told: true }),
      'history.complete': () => ({ values: this.values }),
      'searches.read': () => this.searches,
      'reading.keep': kept => {
        this.reading = kept;
        return {};
      },
      'reading.read': () => ({
        ...this.reading,
        beside: (this.found.hits ?? []).filter(({ entry }) => this.reading.beside.includes(entry.id)),
      }),
      'searches.save': ({ name, query }) => (this.searches = withSaved(this.searches, `s-${name}`, name, query)),
      'searches.rename': ({ id, name }) => (this.searches = renamed(this.searches, id, name)),
      'searches.remove': ({ id }) => (this.searches = withoutSaved(this.searches, id)),
      'searches.remember': ({ query }) => (this.searches = withRecent(this.searches, query)),
      'searches.forget': ({ query }) => (this.searches = withoutRecent(this.searches, query)),
      'history.count': () => this.counts.shift() ?? { count: 0, exact: true },
      'history.search': () => ({
        hits: [],
        more: false,
        next: null,
        total: { count: this.found.hits?.length ?? 0, exact: true },
        ranked: null,
        unknown: [],
        bounded: [],
        searched: 2,
        from: null,
        customers: 3,
        incompleteCustomers: 0,
        unindexed: 0,
        ms: 1,
        ...(this.foundFirst.shift() ?? this.found),
      }),
    };
  }

  private fileOf(id: string): KeptFile {
    return this.files.find(file => file.id === id)!;
  }

  draftsOf(customerId: string, caseId: string | null = 'case-1'): Omit<CaseDrafts, 'caseId'> {
    return this.drafts.get(draftKey(customerId, caseId)) ?? { mode: 'reply', reply: null, note: null };
  }

  /** As the core does it: the draft goes as the command comes. */
  private became(
    kind: 'reply.send' | 'note.add',
    { customerId, draftCaseId = null }: { customerId: string; draftCaseId?: string | null | undefined },
    mode: 'reply' | 'note',
  ): OutboxItem {
    this.drafts.set(draftKey(customerId, draftCaseId), { ...this.draftsOf(customerId, draftCaseId), [mode]: null });
    return sent(kind);
  }

  /** The inputs of a method, in the order in which the screen asked. */
  asked(name: string): unknown[] {
    return this.core.calls.filter(call => call.name === name).map(call => call.input);
  }

  async push(push: Parameters<FakeCore['push']>[0]): Promise<void> {
    await act(async () => this.core.push(push));
    await settle();
  }
}

/** Lets answers of the core, and what they lead to, come through. */
export const settle = (): Promise<void> => act(async () => new Promise(done => setTimeout(done, 0)));

let stop = (): void => {};

/** Shows the screen. jsdom has no media queries: the window is as wide as asked, in light colours. */
export async function show(desk: Desk, hash = '', width = 1280): Promise<void> {
  const isSo = (query: string) => Number(/max-width: (\d+)px/.exec(query)?.[1] ?? 0) >= width;
  Object.assign(window, {
    bridge: desk.core.relay(),
    matchMedia: (query: string) => ({ matches: isSo(query), addEventListener() {}, removeEventListener() {} }),
  });
  history.replaceState(null, '', hash || '#work');
  forgetRelay();
  stop = startHearing();
  render(<App />);
  await settle();
}

export function close(): void {
  stop();
  cleanup();
  for (const store of STORES as readonly StoreApi<unknown>[]) store.setState(store.getInitialState(), true);
}
