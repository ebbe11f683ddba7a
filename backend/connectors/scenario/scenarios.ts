import { Fault } from '../../../shared/lib/fault.ts';

/** What goes on after the history: how often somebody writes or rings, in story milliseconds; null: nobody does. */
export type Scenario = { readonly every: readonly [number, number] | null };

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'escalated-call': { every: [20_000, 60_000] },
  quiet: { every: null },
  busy: { every: [1_000, 3_000] },
};

/** How many times as fast as life a story may go. */
export const MAX_SPEED = 1_000;
export const DEFAULT_SCENARIO = 'escalated-call';
/** As a person asks for no story, not even its history. */
export const NO_SCENARIO = 'none';
export const scenarioNames: readonly string[] = Object.keys(SCENARIOS);
/** One sentence for a person; null: there is such a scenario, or none is wanted. */
export const whyNoScenario = (name: string): string | null =>
  name === NO_SCENARIO || scenarioNames.includes(name)
    ? null
    : `There is no scenario "${name}"; there are ${scenarioNames.join(', ')} and ${NO_SCENARIO}.`;

/** Throws `Fault` bad-input with the names there are. */
export function scenarioOf(name: string): Scenario {
  const found = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  if (!found) throw new Fault('bad-input', `no scenario "${name}"; there are: ${scenarioNames.join(', ')}`);
  return found;
}
