import { BEYOND_PARTS, closeBeyond, showPart, useBeyond } from '../stores/beyond.ts';
import { beyondWords } from '../text/beyond.ts';
import { useHasNetwork } from '../timeline/FetchAll.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segment } from '../ui/Segment.tsx';
import css from './Beyond.module.css';
import { BeyondFind } from './BeyondFind.tsx';
import { BeyondSets } from './BeyondSets.tsx';

const PARTS = BEYOND_PARTS.map(id => ({ id, label: beyondWords.parts[id] }));

/** What was refused, or that there is nobody to ask; said as it comes. */
function Trouble() {
  const fault = useBeyond(state => state.fault);
  const busy = useBeyond(state => state.busy);
  const hasNetwork = useHasNetwork();
  if (!hasNetwork)
    return (
      <p className={css.said} role="status">
        {beyondWords.needsNetwork}
      </p>
    );
  if (fault)
    return (
      <p className={`${css.said} ${css.fault}`} role="alert">
        {beyondWords.failed(fault)}
      </p>
    );
  return (
    <p className={css.said} role="status">
      {busy ? beyondWords.asking : null}
    </p>
  );
}

/** Customers who are not on this workstation: found on the backend, brought here, and let go again. */
export function BeyondDialog() {
  const part = useBeyond(state => state.part);
  return (
    <Dialog open={part !== null} onClose={closeBeyond} title={beyondWords.title} width="lg">
      <div className={css.parts}>
        <Segment label={beyondWords.part} options={PARTS} value={part ?? 'find'} onChange={showPart} />
      </div>
      {part === 'sets' ? <BeyondSets /> : <BeyondFind />}
      <Trouble />
    </Dialog>
  );
}
