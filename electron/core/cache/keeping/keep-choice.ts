import * as z from 'zod';
import { KEEP_LIMITS, type KeepLimit, type KeepLimits } from '../../../../shared/contract/bridge/keeping.ts';
import { Fault } from '../../../../shared/lib/fault.ts';
import { type GivenKeep, givenKeepSchema, type Keep, keepSchema } from './keep-policy.ts';

/** Where the agent's own choice is kept: in the outbox's file. */
export type KeptChoice = { read(): unknown; write(choice: unknown): void };

const choiceSchema = givenKeepSchema.pick({ days: true, megabytes: true, freeMegabytes: true, fillEntries: true });

/** What is kept: what was given from outside, else what the agent chose, else as usual. */
export function keepChoice(outside: GivenKeep, kept: KeptChoice) {
  // An older or newer program's choice still reads, limit by limit.
  const read = (): GivenKeep => {
    const raw = z.record(z.string(), z.unknown()).safeParse(kept.read());
    const limits = Object.entries(raw.success ? raw.data : {}).filter(
      ([name, value]) => choiceSchema.safeParse({ [name]: value }).success,
    );
    return choiceSchema.parse(Object.fromEntries(limits));
  };
  let chosen = read();
  const given = KEEP_LIMITS.filter(name => outside[name] !== undefined);

  return {
    /** Which limits are not the agent's to choose. */
    given: (): KeepLimit[] => given,
    now: (): Keep => keepSchema.parse({ ...chosen, ...outside }),
    /** Throws `denied`, and changes nothing, where one of them was given from outside. */
    choose(change: Partial<KeepLimits>): void {
      const fixed = given.find(name => change[name] !== undefined);
      if (fixed) throw new Fault('denied', `the limit ${fixed} is given from outside`);
      const next = choiceSchema.parse({ ...chosen, ...change });
      kept.write(next);
      chosen = next;
    },
  };
}
export type KeepChoice = ReturnType<typeof keepChoice>;
