import { Fault } from '../../../shared/lib/fault.ts';

/** What goes on after the history: how often somebody writes or rings, in story milliseconds; null: nobody does. */
export type Scenario = { readonly every: readonly [number, number] | null };

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'escalated-call': { every: [20_000, 60_000] },
  quiet: { every: null },
  busy: { every: [1_000, 3_000] },
};

export const DEFAULT_SCENARIO = 'escalated-call';
export const scenarioNames: readonly string[] = Object.keys(SCENARIOS);

/** Throws `Fault` bad-input with the names there are. */
export function scenarioOf(name: string): Scenario {
  const found = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  if (!found) throw new Fault('bad-input', `no scenario "${name}"; there are: ${scenarioNames.join(', ')}`);
  return found;
}
