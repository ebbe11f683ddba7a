import type { Introduced as Made } from '../../shared/domain/work.ts';
import { introductionWords } from '../text/introductions.ts';
import { clockTime } from '../text/time.ts';
import css from './side.module.css';

/** Who has introduced themselves in this shift, where, and in which words; counted. */
export function Introduced({ made }: { readonly made: readonly Made[] }) {
  if (made.length === 0) return null;
  const skipped = made.filter(({ state }) => state === 'skipped').length;
  const posted = made.filter(({ state }) => state === 'confirmed').length;
  return (
    <div className={css.introduced} role="group" aria-label={introductionWords.title}>
      <h3>{introductionWords.counts(posted, skipped)}</h3>
      <ul>
        {made.map(({ agentId, agentName, channel, handle, state, text, reason, at }) => (
          <li key={`${agentId} ${channel} ${handle}`} title={text ?? undefined}>
            <bdi>{agentName}</bdi> <bdi className={css.detail}>{handle}</bdi>{' '}
            <span className={css.detail}>
              {introductionWords.one[state]} {clockTime(at)}
              {reason ? `: ${reason}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
