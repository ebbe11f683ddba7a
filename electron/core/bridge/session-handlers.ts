import type { Handlers } from '../../../shared/contract/bridge.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import type { AskedPresence } from '../../../shared/domain/presence.ts';
import { outsideLink } from '../../../shared/domain/link.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Context } from './context.ts';

/** The newest wish counts. */
export const askPresence = ({ outbox, clock }: Pick<Context, 'outbox' | 'clock'>, params: AskedPresence) =>
  outbox.add({ command: { id: uuidv7(clock.now()), kind: 'presence.set', params }, customerId: null });

export const sessionHandlers = (context: Context) => {
  const { config, cache, file, notices, pushes } = context;
  return {
    'session.read': () => ({
      agent: context.agent(),
      team: cache.teams.all()[0] ?? null,
      host: config.host,
      version: config.version,
      settings: file.settings.read(),
    }),
    'connection.read': () => context.connection(),
    'connection.retry': () => {
      context.retryLink();
      return context.connection();
    },
    'session.signIn': ({ secret }) => {
      context.signIn(secret);
      return context.connection();
    },
    'session.leaving': () => {
      const { signOut, words } = config.wipe;
      return {
        history: signOut ? 'goes' : 'stays',
        words: signOut && words ? 'go' : 'stay',
        unsent: context.outbox.waiting().queued,
        waiting: context.outbox.waiting().waiting,
        drafts: file.drafts.count() + file.wrapUps.all().length + file.begun.count(),
      };
    },
    'session.signOut': () => {
      context.signOut();
      return context.connection();
    },
    'notices.read': () => notices.all(),
    'notices.dismiss': ({ at }) => notices.dismiss(at),
    'settings.write': change => {
      const settings = { ...file.settings.read(), ...change };
      file.settings.write(settings);
      pushes.add({ topic: 'session' });
      return settings;
    },
    'presence.read': () => {
      const agent = context.agent();
      return agent ? cache.presences.get(agent.id) : null;
    },
    'presence.set': params => askPresence(context, params),
    'queues.read': () => cache.queues.all(),
    'board.read': () => context.board(),
    'host.sleep': ({ phase }) => {
      context.sleep(phase);
      return {};
    },
    /** A host that can tell more than the page answers this one itself. */
    'alert.tell': () => ({ told: false }),
    /** Each host answers this one itself, for only a host can open anything; here is what none of them may open. */
    'link.open': ({ url }) => {
      if (!outsideLink(url)) throw new Fault('denied', 'this kind of link is not opened');
      return { opened: false };
    },
  } satisfies Partial<Handlers>;
};
