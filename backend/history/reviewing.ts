// What a reviewer may ask for beyond their desk, joined: who asks, what they may see, and how often.
import type { FindAnswer, ReviewChoices, ReviewSet, Weighed } from '../../shared/contract/review.ts';
import { Fault } from '../../shared/lib/fault.ts';
import type { Region } from '../identity/address.ts';
import { activeAgent } from '../records/read.ts';
import { buckets, type Rate } from '../session/bucket.ts';
import type { Db } from '../store/db.ts';
import { findBeyond } from './find.ts';
import { scopeOfAgent } from './review.ts';
import type { Reviewer } from './reviewer.ts';
import type { Asking } from './sets/asked.ts';
import { bring, letGo } from './sets/bring.ts';
import { importsFor, setsOf } from './sets/brought.ts';
import { weigh } from './sets/weigh.ts';
import { readWords } from './words.ts';

/** Of one agent, whatever desk they sit at: enough for who reviews, too little for who goes through all names. */
const QUESTIONS: Rate = { burst: 30, perSecond: 0.5 };

/** Parts of what is new that are read into the index before it is asked. */
const READ_FIRST = 4;

export type ReviewServices = {
  /** @throws Fault retry, denied */
  find(agentId: string, asked: { readonly query: string; readonly zone?: string | undefined }): Promise<FindAnswer>;
  choices(agentId: string): Promise<ReviewChoices>;
  weigh(agentId: string, asking: Asking): Promise<Weighed>;
  bring(agentId: string, asking: Asking): Promise<ReviewSet>;
  sets(agentId: string): Promise<ReviewSet[]>;
  /** Returns how many customers go from the desk. */
  letGo(agentId: string, setId: string, customerId?: string): Promise<number>;
};

type Parts = {
  readonly db: Db;
  readonly id: () => string;
  readonly now: () => number;
  readonly monotonic: () => number;
  readonly region: Region;
  /** What an agent may see has become more, or less. */
  readonly brought: (agentId: string) => void;
  readonly changed: () => void;
};

export function reviewing({ db, id, now, monotonic, region, brought, changed }: Parts): ReviewServices {
  const questions = buckets(QUESTIONS, monotonic);
  const setting = { db, id, now };

  async function reviewerOf(agentId: string): Promise<Reviewer> {
    const [agent, scope] = [await activeAgent(db, agentId), await scopeOfAgent(db, agentId)];
    if (!agent || !scope) throw new Fault('denied', 'no such agent');
    return { agentId, role: agent.role, scope };
  }
  function mustWait(agentId: string): void {
    if (!questions.take(agentId)) throw new Fault('retry', 'too many questions: wait a little');
  }

  return {
    async find(agentId, { query, zone = 'UTC' }) {
      mustWait(agentId);
      const { scope } = await reviewerOf(agentId);
      let parts = 0;
      await readWords(db, () => ++parts > READ_FIRST);
      return findBeyond(db, { agentId, reviewable: [...scope.reviewable], region }, { query, zone, now: now() });
    },
    async choices(agentId) {
      mustWait(agentId);
      const { role, scope } = await reviewerOf(agentId);
      const maySets = role === 'lead';
      return { maySets, imports: maySets ? await importsFor(db, scope.reviewable) : [] };
    },
    async weigh(agentId, asking) {
      mustWait(agentId);
      return weigh(db, await reviewerOf(agentId), asking);
    },
    async bring(agentId, asking) {
      mustWait(agentId);
      const set = await bring(setting, await reviewerOf(agentId), asking);
      brought(agentId);
      return set;
    },
    sets: agentId => setsOf(db, agentId, now()),
    async letGo(agentId, setId, customerId) {
      const gone = await letGo(setting, agentId, setId, customerId);
      if (gone > 0) changed();
      return gone;
    },
  };
}
