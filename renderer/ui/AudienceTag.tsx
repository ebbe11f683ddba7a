import type { Audience } from '../../shared/domain/primitives.ts';
import { audienceWords } from '../text/timeline.ts';
import css from './AudienceTag.module.css';
import { Icon, type IconName } from './Icon.tsx';

const ICON_OF: Readonly<Record<Audience, IconName>> = { public: 'public', private: 'private', internal: 'note' };

/** Who can read it, told by shape, icon and word: a square flag, a round pill, a folded note. */
export function AudienceTag({ audience }: { readonly audience: Audience }) {
  return (
    <span className={`${css.tag} ${css[audience]}`}>
      <Icon name={ICON_OF[audience]} size="sm" />
      {audienceWords[audience]}
    </span>
  );
}
