// One export from the first row to the finished file, in slices that let everything else of the core in between.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Case, Interaction } from '../../../shared/domain/case.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { type LeftOut, MAX_EXPORTED_CUSTOMERS, MAX_PDF_ENTRIES } from '../../../shared/domain/export/ask.ts';
import { chosen } from '../../../shared/domain/export/choose.ts';
import type { ExportedCustomer, ExportHead, ExportSummary, Lookup } from '../../../shared/domain/export/facts.ts';
import type { Renderer } from '../../../shared/domain/export/renderer.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Finished, PartFiles } from './part-files.ts';
import type { Reading } from './read.ts';

/** Milliseconds of one slice; the core answers within about twice of it. */
export const SLICE_MS = 4;
const ROWS = { least: 1, first: 20, most: 100 } as const;

/** How many rows a step may read, by how long the last one took: rows are of a hundred bytes, or of a hundred thousand. */
export function pace(monotonic: () => number) {
  let rows: number = ROWS.first;
  let began = monotonic();
  return {
    limit: (): number => rows,
    began(): void {
      began = monotonic();
    },
    ended(): void {
      const ms = monotonic() - began;
      if (ms > SLICE_MS / 2) rows = Math.max(ROWS.least, Math.floor(rows / 2));
      else if (ms < SLICE_MS / 8) rows = Math.min(ROWS.most, rows * 2);
    },
  };
}

export type WriteParts = {
  readonly head: ExportHead;
  /** Whose history it is, where that is known before: they stand in the file also where none of their entries does. */
  readonly about: { readonly customerId: string; readonly caseId: string | null } | null;
  readonly reading: Reading;
  readonly pace: ReturnType<typeof pace>;
  readonly renderer: (lookup: Lookup) => Renderer;
  readonly file: PartFiles;
  readonly lookup: Lookup;
  readonly customer: (id: string) => ExportedCustomer | null;
  readonly monotonic: () => number;
  /** Throws when it is not wanted any more. */
  readonly check: () => void;
  readonly progress: (now: Progress) => void;
};
export type Progress = {
  readonly done: number;
  readonly of: number | null;
  readonly entries: number;
  readonly leftOut: number;
};
/** `customers`: whose entries are in it, and how many. */
export type Written = Finished & {
  readonly summary: ExportSummary;
  readonly customers: ReadonlyMap<string, number>;
};

/** Records that were met, each once. */
function met<T extends { readonly id: string }>(look: (id: string) => T | null) {
  const seen = new Map<string, T | null>();
  return {
    get(id: string): T | null {
      let one = seen.get(id);
      if (one === undefined) seen.set(id, (one = look(id)));
      return one;
    },
    all: (): T[] => [...seen.values()].filter(one => one !== null),
  };
}

type Gathered = {
  readonly counts: Record<LeftOut, number>;
  readonly perCustomer: Map<string, number>;
  readonly customers: ExportedCustomer[];
  entries: number;
  firstAt: number | null;
  lastAt: number | null;
};

const earlier = (a: number | null, b: number): number => (a === null ? b : Math.min(a, b));
const later = (a: number | null, b: number): number => (a === null ? b : Math.max(a, b));

/** @throws Fault too-large, not-found; what `check` throws; the system's errors of writing */
export async function writeExport(parts: WriteParts): Promise<Written> {
  const { reading, file, monotonic, check } = parts;
  const cases = met<Case>(parts.lookup.case);
  const interactions = met<Interaction>(parts.lookup.interaction);
  const renderer = parts.renderer({ case: cases.get, interaction: interactions.get });
  const out: Gathered = {
    counts: { note: 0, private: 0, event: 0, unreadable: 0 },
    perCustomer: new Map(),
    customers: [],
    entries: 0,
    firstAt: null,
    lastAt: null,
  };
  let since = monotonic();
  const turn = async (): Promise<void> => {
    await nextTurn();
    check();
    since = monotonic();
  };
  const add = async (entry: Entry): Promise<void> => {
    const text = take(parts, renderer, out, entry);
    if (text === null) return;
    cases.get(entry.caseId);
    if (entry.interactionId !== null) interactions.get(entry.interactionId);
    await file.add(text);
  };

  if (parts.about?.caseId) cases.get(parts.about.caseId);
  if (parts.about) await file.add(begin(parts, renderer, out, parts.about.customerId));
  let done = 0;
  for (;;) {
    parts.pace.began();
    const step = await reading.steps.next();
    parts.pace.ended();
    if (step.done) break;
    out.counts.unreadable += step.value.gone;
    for (const entry of step.value.entries) {
      await add(entry);
      if (monotonic() - since > SLICE_MS) await turn();
    }
    done += step.value.looked;
    parts.progress({ done, of: reading.of, entries: out.entries, leftOut: leftOutOf(out) });
    await turn();
  }

  if (out.customers.length === 0) throw new Fault('not-found', 'there is nothing to export');
  const summary = summaryOf(out, cases.all(), interactions.all());
  const finished = await file.finish(renderer.head(summary), renderer.tail(summary), turn);
  return { ...finished, summary, customers: out.perCustomer };
}

const leftOutOf = ({ counts }: Gathered): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** Its text; null: it is left out, and counted. */
function take(parts: WriteParts, renderer: Renderer, out: Gathered, raw: Entry): string | null {
  const choice = chosen(raw, parts.head.options);
  if ('leftOut' in choice) {
    out.counts[choice.leftOut] += 1;
    return null;
  }
  const { entry } = choice;
  const before =
    out.perCustomer.get(entry.customerId) === undefined ? begin(parts, renderer, out, entry.customerId) : '';
  const text = rendered(renderer, entry);
  if (text === null) {
    out.counts.unreadable += 1;
    return before;
  }
  out.entries += 1;
  if (parts.head.format === 'pdf' && out.entries > MAX_PDF_ENTRIES)
    throw new Fault('too-large', `a PDF takes ${MAX_PDF_ENTRIES} entries`);
  out.perCustomer.set(entry.customerId, out.perCustomer.get(entry.customerId)! + 1);
  out.firstAt = earlier(out.firstAt, entry.at);
  out.lastAt = later(out.lastAt, entry.at);
  return before + text;
}

function begin(parts: WriteParts, renderer: Renderer, out: Gathered, customerId: string): string {
  const customer = parts.customer(customerId);
  if (!customer) throw new Fault('not-found', 'the customer has gone from this desk');
  if (out.customers.length >= MAX_EXPORTED_CUSTOMERS)
    throw new Fault('too-large', `an export takes ${MAX_EXPORTED_CUSTOMERS} customers`);
  out.customers.push(customer);
  out.perCustomer.set(customerId, 0);
  return renderer.customer(customer);
}

/** Null: it is not what its contract says, and is counted rather than let to end the whole. */
function rendered(renderer: Renderer, entry: Entry): string | null {
  try {
    return renderer.entry(entry);
  } catch (error) {
    if (error instanceof Error && (error.name === 'ZodError' || error instanceof RangeError)) return null;
    throw error;
  }
}

const summaryOf = (
  { counts, customers, entries, firstAt, lastAt }: Gathered,
  cases: readonly Case[],
  interactions: readonly Interaction[],
): ExportSummary => ({ entries, leftOut: counts, firstAt, lastAt, customers, cases, interactions });
