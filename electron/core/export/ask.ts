// From what an agent asked to what is written, and to what the audit is told.
import type { Place } from '../../../shared/contract/bridge.ts';
import type { Parsed } from '../../../shared/contract/bridge.ts';
import type { ExportRecord } from '../../../shared/contract/commands/export.ts';
import type { ExportedCustomer, ExportHead, Lookup } from '../../../shared/domain/export/facts.ts';
import { htmlRenderer } from '../../../shared/domain/export/html.ts';
import { jsonRenderer } from '../../../shared/domain/export/json.ts';
import type { Renderer } from '../../../shared/domain/export/renderer.ts';
import { isZone } from '../../../shared/domain/export/zoned.ts';
import type { Agent } from '../../../shared/domain/work.ts';
import type { Clock } from '../../../shared/lib/clock.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Cache } from '../cache/cache.ts';
import { completenessNow } from '../cache/completeness.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import { isWords } from '../link/lanes.ts';
import { csvRenderer } from './csv.ts';
import { type FoundPage, readScope } from './read.ts';
import { pace, type WriteParts, type Written } from './write.ts';

type Ask = Parsed<'export.start'>;

export type ExportSetting = {
  readonly cache: Cache;
  readonly file: Pick<DeskFile, 'commands'>;
  readonly clock: Clock;
  readonly backendNow: () => number;
  readonly agent: () => Pick<Agent, 'id' | 'name'> | null;
  /** Of Foreword. */
  readonly version: string;
  readonly search: (query: string, zone: string, before: Place | null, limit: number) => Promise<FoundPage>;
  /** Somebody reads this customer's history: it is not pruned for a while. */
  readonly reading: (customerId: string) => void;
};

/** @throws Fault bad-input, not-found, denied */
export function partsOf(
  setting: ExportSetting,
  ask: Ask,
  { id, at }: { readonly id: string; readonly at: number },
): Omit<WriteParts, 'file' | 'check' | 'progress'> {
  const { cache, clock } = setting;
  const { scope, format, options, zone } = ask;
  const agent = setting.agent();
  if (!agent) throw new Fault('denied', 'nobody is signed in whose export it would be');
  if (!isZone(zone)) throw new Fault('bad-input', 'not a zone of the clock');
  const steps = pace(clock.monotonic);
  const by = { agentId: agent.id, name: agent.name };
  const head: ExportHead = { id, format, scope, options, at, zone, by, version: setting.version };
  const reading = readScope(
    { cache, search: (query, ...page) => setting.search(query, zone, ...page), limit: steps.limit },
    scope,
  );
  return {
    head,
    about: aboutOf(cache, scope),
    reading,
    pace: steps,
    renderer: lookup => rendererOf(head, lookup),
    lookup: { case: cache.cases.get, interaction: cache.interactions.get },
    customer: customerId => customerOf(setting, customerId),
    monotonic: clock.monotonic,
  };
}

function aboutOf(cache: Cache, scope: Ask['scope']): WriteParts['about'] {
  if (scope.kind === 'customer') return { customerId: scope.customerId, caseId: null };
  const matter = scope.kind === 'case' ? cache.cases.get(scope.caseId) : null;
  return matter && { customerId: matter.customerId, caseId: matter.id };
}

function rendererOf(head: ExportHead, lookup: Lookup): Renderer {
  if (head.format === 'json') return jsonRenderer(head);
  return head.format === 'csv' ? csvRenderer(head, lookup) : htmlRenderer(head, lookup);
}

function customerOf({ cache, file, reading }: ExportSetting, customerId: string): ExportedCustomer | null {
  const customer = cache.customers.get(customerId);
  if (!customer) return null;
  reading(customerId);
  return {
    customer,
    whole: completenessNow(cache, customerId),
    unsent: file.commands.ofCustomer(customerId).filter(({ command }) => isWords(command)).length,
  };
}

type Made = { readonly at: number; readonly sha256: string; readonly printsItself: boolean };

export function recordOf(
  { scope, format, options }: Ask,
  { summary, customers }: Pick<Written, 'summary' | 'customers'>,
  { at, sha256, printsItself }: Made,
): ExportRecord {
  return {
    at,
    format: format === 'pdf' && !printsItself ? 'print' : format,
    scope: scope.kind,
    caseNumber: scope.kind === 'case' ? (summary.cases[0]?.number ?? null) : null,
    withNotes: options.withNotes,
    sha256,
    customers: [...customers].map(([customerId, entries]) => ({ customerId, entries })),
  };
}
