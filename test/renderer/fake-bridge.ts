// A core made of arrays. Every answer is parsed by the contract, so that a test cannot pass on what no core would say.
import { replyWays } from '../../shared/domain/reply-ways.ts';
import {
  type Completeness,
  type Facets,
  type Handlers,
  type MethodName,
  methods,
  type Opened,
  type Output,
  type Parsed,
  type Push,
  settingsSchema,
  type TimelineFilter,
  type TimelineItem,
  type TimelinePage,
} from '../../shared/contract/bridge.ts';
import type { Relay } from '../../shared/contract/client.ts';
import { serve } from '../../shared/contract/serve.ts';
import { pickedFrom } from '../../renderer/stores/picks.ts';
import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Foreword } from '../../shared/domain/foreword.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';

export type FakeCustomer = {
  customer: Customer;
  cases: Case[];
  interactions: Interaction[];
  foreword: Foreword;
  /** Ascending; cached on the desk. */
  items: TimelineItem[];
  /** Ascending, older than `items`; in the backend only. */
  inBackend: TimelineItem[];
};

const NO_FILTER: TimelineFilter = {
  channels: null,
  kinds: null,
  directions: null,
  audiences: null,
  handles: null,
  from: null,
  to: null,
};

const kept = (filter: TimelineFilter, { entry }: TimelineItem): boolean =>
  (filter.channels?.includes(entry.channel) ?? true) &&
  (filter.kinds?.includes(entry.kind) ?? true) &&
  (filter.directions?.includes(entry.direction) ?? true) &&
  (filter.audiences?.includes(entry.audience) ?? true) &&
  (filter.handles === null || (entry.handle !== null && filter.handles.includes(entry.handle))) &&
  (filter.from === null || entry.at >= filter.from) &&
  (filter.to === null || entry.at < filter.to);

const isBefore = (a: { at: number; id: string }, b: { at: number; id: string }): boolean =>
  a.at < b.at || (a.at === b.at && a.id < b.id);

const tally = <T>(values: readonly (T | null)[]): { value: T; count: number }[] => {
  const counts = new Map<T, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count);
};

const facetsOf = (items: readonly TimelineItem[]): Facets => {
  const entries = items.map(item => item.entry);
  return {
    channels: tally(entries.map(entry => entry.channel)),
    kinds: tally(entries.map(entry => entry.kind)),
    directions: tally(entries.map(entry => entry.direction)),
    audiences: tally(entries.map(entry => entry.audience)),
    handles: tally(entries.map(entry => entry.handle)),
  };
};

/** The relay of a desk whose core is this object; `calls` is what the screen asked, in order. */
export class FakeCore {
  readonly customers = new Map<string, FakeCustomer>();
  readonly calls: { name: string; input: unknown }[] = [];
  readonly html = new Map<string, string>();
  filter: TimelineFilter = NO_FILTER;
  /** Faults to answer with, by method. */
  readonly faults = new Map<string, FaultCode>();
  completeTo = Date.now();
  takenBack: Output<'outbox.takeBack'> = { text: null, draft: null, begun: null };
  host: 'browser' | 'electron' = 'browser';
  readonly others: Partial<Handlers>;
  private readonly listeners = new Set<(push: unknown) => void>();

  constructor(others: Partial<Handlers> = {}) {
    this.others = others;
  }

  relay(): Relay {
    const answer = serve(this.handlers());
    return {
      call: async (name, input) => {
        this.calls.push({ name, input });
        const fault = this.faults.get(name);
        if (fault) return { ok: false, code: fault, message: 'as the test wants it' };
        const reply = await answer(name, structuredClone(input));
        if (!reply.ok) return reply;
        return { ok: true, value: structuredClone(methods[name as MethodName].output.parse(reply.value)) };
      },
      onPush: listen => {
        this.listeners.add(listen);
        return () => this.listeners.delete(listen);
      },
    };
  }

  push(push: Push): void {
    for (const listener of this.listeners) listener(push);
  }

  /** Entries come or change, and the core says so. */
  add(customerId: string, ...items: TimelineItem[]): void {
    const there = this.of(customerId);
    const ids = new Set(items.map(item => item.entry.id));
    there.items = [...there.items.filter(item => !ids.has(item.entry.id)), ...items].toSorted((a, b) =>
      isBefore(a.entry, b.entry) ? -1 : 1,
    );
    this.push({ topic: 'timeline', customerId });
  }

  private of(customerId: string): FakeCustomer {
    const there = this.customers.get(customerId);
    if (!there) throw new Fault('not-found', 'no such customer');
    return there;
  }

  private itemsOf(customerId: string, caseId: string | undefined): TimelineItem[] {
    return this.of(customerId).items.filter(({ entry }) => caseId === undefined || entry.caseId === caseId);
  }

  private page(items: readonly TimelineItem[], from: number, limit: number): TimelinePage {
    const shown = items.filter(item => kept(this.filter, item));
    const start = Math.max(0, Math.min(from, shown.length));
    const end = Math.min(shown.length, start + limit);
    return {
      items: shown.slice(start, end),
      olderCached: start,
      newerCached: shown.length - end,
      hidden: items.length - shown.length,
    };
  }

  private pageAt(
    customerId: string,
    ask: { caseId?: string; before?: unknown; after?: unknown; around?: string; limit: number },
  ): TimelinePage {
    const items = this.itemsOf(customerId, ask.caseId);
    const shown = items.filter(item => kept(this.filter, item));
    const before = ask.before as { at: number; id: string } | undefined;
    const after = ask.after as { at: number; id: string } | undefined;
    if (before) {
      const end = shown.findIndex(item => !isBefore(item.entry, before));
      const to = end < 0 ? shown.length : end;
      return this.page(items, Math.max(0, to - ask.limit), Math.min(ask.limit, to));
    }
    if (after) {
      const start = shown.findIndex(item => isBefore(after, item.entry));
      return this.page(items, start < 0 ? shown.length : start, ask.limit);
    }
    const there = ask.around ? shown.findIndex(item => item.entry.id === ask.around) : -1;
    return this.page(items, there >= 0 ? there - Math.floor(ask.limit / 2) : shown.length - ask.limit, ask.limit);
  }

  private completeness(customerId: string): Completeness {
    const { items, inBackend } = this.of(customerId);
    return {
      have: items.length,
      older: inBackend.length,
      from: items[0]?.entry.at ?? null,
      to: items.length > 0 ? this.completeTo : null,
    };
  }

  private opened(customerId: string, page: TimelinePage): Opened {
    const { customer, cases, interactions, foreword, items } = this.of(customerId);
    const completeness = this.completeness(customerId);
    return {
      customer,
      cases,
      interactions,
      foreword,
      ways: replyWays(
        interactions,
        items.map(item => item.entry),
        customer.identities,
      ),
      facets: facetsOf(items),
      completeness,
      filter: this.filter,
      page,
    };
  }

  private picks({ customerId, caseId, range }: Parsed<'timeline.pick'>): Output<'timeline.pick'> {
    const belongs = ({ entry }: TimelineItem): boolean => {
      if (range.kind === 'interaction') return entry.interactionId === range.interactionId;
      if (range.kind === 'time') return entry.at >= range.from && entry.at < range.to;
      const [from, to] = isBefore(range.to, range.from) ? [range.to, range.from] : [range.from, range.to];
      return !isBefore(entry, from) && !isBefore(to, entry);
    };
    const all = this.itemsOf(customerId, caseId).filter(item => !item.pending && belongs(item));
    const shown = all.filter(item => kept(this.filter, item));
    const picks = shown.map(({ entry }) => pickedFrom(entry));
    return { picks, hidden: all.length - shown.length };
  }

  private handlers(): Handlers {
    const own: Partial<Handlers> = {
      'session.read': () => ({
        agent: null,
        team: null,
        host: this.host,
        version: '0',
        settings: settingsSchema.parse({}),
      }),
      'customer.open': ({ customerId, at, ...ask }) =>
        this.opened(customerId, this.pageAt(customerId, { ...ask, ...(at ? { around: at } : {}) })),
      'timeline.page': ({ customerId, ...ask }) => this.pageAt(customerId, ask),
      'timeline.pick': ask => this.picks(ask),
      'timeline.filter': ({ customerId, filter }) => {
        this.filter = filter;
        return this.opened(customerId, this.pageAt(customerId, { limit: 100 }));
      },
      'timeline.older': ({ customerId }) => {
        const there = this.of(customerId);
        const page = there.inBackend.splice(-50);
        there.items = [...page, ...there.items];
        return this.completeness(customerId);
      },
      'email.html': ({ entryId }) => ({ html: this.html.get(entryId) ?? null }),
      'outbox.read': () => [],
      'file.list': () => [],
      'queues.read': () => [],
      'wrapUp.read': () => null,
      'wrapUp.write': () => ({}),
      'call.read': () => null,
      'roster.read': () => null,
      'mentions.read': () => [],
      'shift.introductions': () => ({ due: [], made: [], next: null }),
      'here.read': () => [],
      'here.tell': () => ({}),
      'work.helping': () => [],
      'fetch.read': () => ({ running: false, customers: [] }),
      'review.brought': () => ({ sets: [] }),
      'keeping.pins': () => [],
      'outbox.takeBack': () => this.takenBack,
      'begun.read': () => [],
      'begun.write': () => ({}),
      'draft.read': () => [],
      'draft.list': () => [],
      'draft.write': () => ({}),
      'draft.mode': () => ({}),
      'link.open': () => ({ opened: false }),
      'mail.show': () => ({ path: '/mail/of-the-host' }),
      ...this.others,
    };
    return new Proxy(own as Handlers, {
      get: (target, name: MethodName) =>
        target[name] ??
        (() => {
          throw new Fault('internal', `the fake core has no ${name}`);
        }),
    });
  }
}
