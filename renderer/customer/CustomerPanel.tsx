import { watchConversation } from '../stores/conversation-opening.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { useEffect } from 'react';
import type { Conversation } from '../stores/conversations.ts';
import { useNow } from '../stores/now.ts';
import { useCaseAtHand } from '../stores/selected.ts';
import { KeepHere } from '../settings/KeepHere.tsx';
import { keepingWords } from '../text/keeping.ts';
import { customerWords } from '../text/customer.ts';
import { shortNumber, timeIn } from '../text/time.ts';
import { Cases } from './Cases.tsx';
import css from './CustomerPanel.module.css';
import { EraseCustomer } from './EraseCustomer.tsx';
import { ForewordPanel } from './ForewordPanel.tsx';
import { newestOpen } from './give-code.ts';
import { Identities } from './Identities.tsx';
import { PreferredAgent } from './PreferredAgent.tsx';

type Props = {
  readonly customerId: string;
  readonly onOpen: (entryId: string) => void;
  /** A person the agent names as the one who shares an address. */
  readonly onCustomer?: ((customerId: string) => void) | undefined;
};

const languages = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' });

function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}

/** What is worth knowing in one glance: worth to the company, reach, language, their time. */
function Facts({ data: { customer } }: { readonly data: Conversation }) {
  const now = useNow();
  const followers = Math.max(-1, ...customer.identities.map(identity => identity.followers ?? -1));
  const facts: [string, string | null][] = [
    [customerWords.value, customer.value],
    [customerWords.influence, followers < 0 ? null : customerWords.followers(shortNumber(followers))],
    [customerWords.language, customer.language ? languageName(customer.language) : null],
    [customerWords.zone, customer.timeZone ? timeIn(now, customer.timeZone) : null],
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  if (known.length === 0) return null;
  return (
    <dl className={css.facts}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Several people have the address this came from: the agent asks, nothing is guessed. */
function Candidates({ data: { customer }, onCustomer }: { readonly data: Conversation } & Pick<Props, 'onCustomer'>) {
  const { candidates } = customer;
  if (candidates.length === 0) return null;
  return (
    <div className={css.candidates} role="group" aria-label={customerWords.candidates(candidates.length)}>
      <h3>{customerWords.candidates(candidates.length)}</h3>
      <p>{customerWords.candidatesHint}</p>
      <ul>
        {candidates.map(candidate => (
          <li key={candidate.customerId}>
            <button type="button" className={css.candidate} onClick={() => onCustomer?.(candidate.customerId)}>
              <bdi>{candidate.name}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Who it is, what came before, how we know it is them, and what is open. */
export function CustomerPanel({ customerId, onOpen, onCustomer }: Props) {
  const data = useConversations(conversationOf(customerId));
  const caseId = useCaseAtHand(customerId);
  useEffect(() => watchConversation(customerId), [customerId]);
  return (
    <section className={css.panel} aria-label={customerWords.region}>
      {data?.customer.erasedAt !== undefined ? (
        <div className={css.head}>
          <h2>{customerWords.region}</h2>
        </div>
      ) : data ? (
        <>
          <div className={css.head}>
            <h2>{customerWords.region}</h2>
            {data.customer.known ? null : <span className={css.unknown}>{customerWords.unknown}</span>}
            <KeepHere pin={{ customerId, caseId: null }} label={keepingWords.keepCustomer(data.customer.name)} />
          </div>
          <div className={css.about}>
            {data.customer.known ? null : <p className={css.hint}>{customerWords.unknownHint}</p>}
            <Facts data={data} />
          </div>
          <div className={css.column}>
            <Candidates data={data} onCustomer={onCustomer} />
            <ForewordPanel foreword={data.foreword} onOpen={onOpen} />
          </div>
          <div className={css.column}>
            <Identities customer={data.customer} caseId={caseId ?? newestOpen(data.cases)} />
            <Cases cases={data.cases} />
            <PreferredAgent customer={data.customer} />
            <EraseCustomer customer={data.customer} />
          </div>
        </>
      ) : null}
    </section>
  );
}
