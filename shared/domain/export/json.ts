// An export as JSON, validated against its own contract piece by piece while it is written.
import { type ExportFile, EXPORT_VERSION, exportedCustomerSchema, exportHeadSchema } from '../../contract/export.ts';
import { caseSchema, interactionSchema } from '../case.ts';
import { entrySchema } from '../entry.ts';
import type { ExportedCustomer, ExportHead, ExportSummary } from './facts.ts';
import type { Renderer } from './renderer.ts';

type Schema = { parse(value: unknown): unknown };

const headOf = (head: ExportHead, summary: ExportSummary): unknown => ({
  format: 'foreword.export',
  version: EXPORT_VERSION,
  id: head.id,
  at: head.at,
  zone: head.zone,
  by: head.by,
  program: head.version,
  scope: head.scope,
  options: head.options,
  entryCount: summary.entries,
  leftOut: summary.leftOut,
  firstAt: summary.firstAt,
  lastAt: summary.lastAt,
});

const customerOf = ({ customer, whole, unsent }: ExportedCustomer): unknown => ({
  ...customer,
  complete: whole,
  unsent,
});

/** One member of the file that is a list, an item a piece. */
function* member(name: keyof ExportFile, schema: Schema, items: readonly unknown[]): Iterable<string> {
  yield `,\n"${name}": [`;
  for (const [i, item] of items.entries()) yield `${i === 0 ? '\n' : ',\n'}${JSON.stringify(schema.parse(item))}`;
  yield '\n]';
}

export function jsonRenderer(head: ExportHead): Renderer {
  let entries = 0;
  return {
    customer: () => '',
    entry(entry) {
      const json = JSON.stringify(entrySchema.parse(entry));
      return `${entries++ === 0 ? '\n' : ',\n'}${json}`;
    },
    *head(summary) {
      const members = JSON.stringify(exportHeadSchema.parse(headOf(head, summary)), null, 1);
      yield `${members.slice(0, -2)},\n"entries": [`;
    },
    *tail({ customers, cases, interactions }) {
      yield '\n]';
      yield* member('customers', exportedCustomerSchema, customers.map(customerOf));
      yield* member('cases', caseSchema, cases);
      yield* member('interactions', interactionSchema, interactions);
      yield '\n}\n';
    },
  };
}
