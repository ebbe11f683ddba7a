import { openBeyond } from '../stores/beyond.ts';
import { useSearch } from '../stores/search.ts';
import { keysOf } from '../keys/actions.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { beyondWords } from '../text/beyond.ts';
import { useHasNetwork } from '../timeline/FetchAll.tsx';
import { Button, type ButtonKind } from '../ui/Button.tsx';

/** Without a network the line under the results says what cannot be known. */
export const LookBeyondIfOnline = () => (useHasNetwork() ? <LookBeyond kind="plain" /> : null);

type Props = { readonly kind?: ButtonKind };

/** What is not here may be on the backend: asks it for what is in the field. */
export function LookBeyond({ kind = 'quiet' }: Props) {
  const query = useSearch(state => state.query);
  const { keys } = useSession(settingsOf);
  return (
    <Button kind={kind} icon="search" keys={keysOf('beyond.open', keys)} onPress={() => openBeyond()}>
      {beyondWords.lookFor(query)}
    </Button>
  );
}
