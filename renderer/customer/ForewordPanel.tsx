import type { ReactNode } from 'react';
import type { Foreword, ForewordLine } from '../../shared/domain/foreword.ts';
import { useNow } from '../stores/now.ts';
import { forewordWords, toneWord } from '../text/customer.ts';
import { daySpan, shortDay, shortMoment } from '../text/time.ts';
import { channelWords, entryWords } from '../text/timeline.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { Said } from '../timeline/Said.tsx';
import { asSentence, namesHour, promiseStanding, shortened, type Standing } from './foreword-rules.ts';
import css from './ForewordPanel.module.css';

type Props = {
  readonly foreword: Foreword;
  /** Shows the entry that a line cites. */
  readonly onOpen: (entryId: string) => void;
};

const quoted = (quote: string): ReactNode => <Said text={shortened(quote)} />;

function Promised({ line, now }: { readonly line: Extract<ForewordLine, { kind: 'promised' }>; readonly now: number }) {
  const standing = promiseStanding(line, now);
  const span = line.dueAt === null ? '' : daySpan(Math.abs(now - line.dueAt));
  const said: Record<Standing, ReactNode> = {
    plain: null,
    kept: <b className={css.kept}>{forewordWords.kept}</b>,
    'not-kept': <b className={css.bad}>{forewordWords.notKept(span)}</b>,
    late: <b className={css.bad}>{forewordWords.lateNow(span)}</b>,
    due: <b className={css.soon}>{forewordWords.left(span)}</b>,
  };
  return (
    <>
      <bdi>{asSentence(shortened(line.quote))}</bdi>{' '}
      {line.dueAt === null || namesHour(line.quote) ? null : forewordWords.due(shortMoment(line.dueAt, now))}{' '}
      {said[standing]}
    </>
  );
}

function Words({ line, now }: { readonly line: ForewordLine; readonly now: number }) {
  switch (line.kind) {
    case 'asked':
    case 'open':
      return quoted(line.quote);
    case 'promised':
      return <Promised line={line} now={now} />;
    case 'tone':
      return (
        <span className={line.score < -1 ? css.bad : undefined}>
          <Icon name={line.direction} /> {toneWord(line.score)}, {forewordWords.directions[line.direction]}
        </span>
      );
    case 'where':
      return forewordWords.span(line.channels, line.spanMs > 60_000 ? daySpan(line.spanMs) : '');
    case 'undelivered':
      return (
        <>
          {line.quote === '' ? null : <>{quoted(line.quote)} </>}
          <b className={css.bad}>{asSentence(line.reason ?? entryWords.noReason)}</b>
        </>
      );
    case 'last':
      return (
        <>
          <bdi className={css.by}>{line.name}</bdi>: {quoted(line.quote)}
        </>
      );
  }
}

function barOf(line: ForewordLine, now: number): string | undefined {
  if (line.kind === 'undelivered') return css.barBad;
  if (line.kind !== 'promised') return undefined;
  const standing = promiseStanding(line, now);
  if (standing === 'late' || standing === 'not-kept') return css.barBad;
  return standing === 'due' ? css.barDue : undefined;
}

/** One line: what was found, and the entry it was found in. The whole line opens that entry. */
function Line({ line, now, onOpen }: Omit<Props, 'foreword'> & { readonly line: ForewordLine; readonly now: number }) {
  return (
    <button type="button" className={`${css.line} ${barOf(line, now) ?? ''}`} onClick={() => onOpen(line.entryId)}>
      <span className={css.kind}>{forewordWords.kinds[line.kind]}</span>
      <span className={css.words}>
        <Words line={line} now={now} />{' '}
        <span className={css.source}>
          <Icon name={channelIcon(line.channel)} size="sm" label={channelWords[line.channel]} />
          {shortDay(line.at, now)}
        </span>
      </span>
    </button>
  );
}

/** What came before, in as many lines as were found; never more than that. */
export function ForewordPanel({ foreword, onOpen }: Props) {
  const now = useNow();
  return (
    <section className={css.foreword} aria-label={forewordWords.region}>
      <div className={css.head}>
        <h2>{forewordWords.region}</h2>
        <span className={css.from}>{forewordWords.from(foreword.from, foreword.isCut)}</span>
      </div>
      {foreword.lines.length === 0 ? (
        <div className={css.nothing}>
          <p>{forewordWords.nothing}</p>
          <p className={css.from}>{forewordWords.nothingHint}</p>
        </div>
      ) : (
        <ul className={css.lines}>
          {foreword.lines.map(line => (
            <li key={`${line.kind} ${line.entryId}`}>
              <Line line={line} now={now} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
