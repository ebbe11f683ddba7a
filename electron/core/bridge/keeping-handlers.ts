import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Keeping, Pin, ShownPin } from '../../../shared/contract/bridge/keeping.ts';
import type { KeptPin } from '../cache/keeping/pins.ts';
import type { Context } from './context.ts';

const bare = ({ customerId, caseId }: Pin): Pin => ({ customerId, caseId });

export const keepingHandlers = (context: Context) => {
  const { file, clock, pushes, keeping } = context;
  return {
    'keeping.read': () => readKeeping(context),
    'keeping.write': change => {
      keeping.choice.choose(change);
      // What the new limits do not keep goes soon; what they keep beyond that is filled in.
      keeping.pruning.soon();
      keeping.fill.wake();
      pushes.add({ topic: 'keeping' });
      return readKeeping(context);
    },
    'keeping.space': () => keeping.space.read(),
    'keeping.pins': () => file.pins.all().map(bare),
    'keeping.pin': ({ isPinned, ...pin }) => {
      if (isPinned) {
        file.mustKeep();
        file.pins.add({ ...pin, at: clock.now() });
      } else file.pins.remove(pin);
      keeping.fill.wake();
      pushes.add({ topic: 'keeping' });
      return file.pins.all().map(bare);
    },
    'keeping.makeRoom': ({ all }) => keeping.pruning.makeRoom(all),
  } satisfies Partial<Handlers>;
};

function readKeeping({ cache, file, keeping }: Context): Keeping {
  const { days, megabytes, freeMegabytes, fillEntries, entries, openedHours } = keeping.choice.now();
  return {
    limits: { days, megabytes, freeMegabytes, fillEntries },
    given: keeping.choice.given(),
    always: entries,
    openedHours,
    inMemory: cache.db.memory,
    pins: cache.read(() => file.pins.all().map(pin => shownPin(cache, pin))),
    fill: keeping.fill.read(),
  };
}

function shownPin(cache: Context['cache'], pin: KeptPin): ShownPin {
  const matter = pin.caseId === null ? null : cache.cases.get(pin.caseId);
  return {
    ...pin,
    customerName: cache.customers.get(pin.customerId)?.name ?? null,
    caseNumber: matter?.number ?? null,
    caseSubject: matter?.subject ?? null,
    entries: cache.entries.tallies.total(pin.customerId),
    older: cache.completeness.get(pin.customerId)?.older ?? null,
  };
}
