import type { Audience } from '../../shared/domain/primitives.ts';
import { audienceWords } from '../text/timeline.ts';
import css from './AudienceTag.module.css';
import { Icon } from './Icon.tsx';

const icons = { public: 'globe', private: 'lock', internal: 'note' } as const;

/** Who can read it, by shape, icon and word: a square flag, a round pill, a folded corner. */
export function AudienceTag({ audience }: { readonly audience: Audience }) {
  return (
    <span className={`${css.tag} ${css[audience]}`}>
      <Icon name={icons[audience]} size="sm" />
      {audienceWords[audience]}
    </span>
  );
}
