import { openBeyond } from '../stores/beyond.ts';
import { useSearch } from '../stores/search.ts';
import { keysOf } from '../keys/actions.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { beyondWords } from '../text/beyond.ts';
import { Button } from '../ui/Button.tsx';

/** What is not here may be on the backend: asks it for what is in the field. */
export function LookBeyond() {
  const query = useSearch(state => state.query);
  const { keys } = useSession(settingsOf);
  return (
    <Button kind="quiet" icon="search" keys={keysOf('beyond.open', keys)} onPress={() => openBeyond()}>
      {beyondWords.lookFor(query)}
    </Button>
  );
}
