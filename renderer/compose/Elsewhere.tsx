import type { Opened } from '../../shared/contract/bridge.ts';
import { useAbout, useWrittenCases } from '../stores/drafts.ts';
import { openCustomer } from '../stores/view.ts';
import { openItems, useWork } from '../stores/work.ts';
import { pickCase } from '../stores/written-case.ts';
import { composeWords } from '../text/compose.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './Unsent.module.css';

/** To where these words stand: with the work of their case, where one has it in hand. */
function go(customerId: string, caseId: string | null): void {
  const item = openItems(useWork.getState()).find(one => one.customerId === customerId && one.caseId === caseId);
  if (item) openCustomer(customerId, item.id);
  else pickCase({ customerId, caseId });
}

/** Words that stand in other matters of this customer: they are not shown here, and not lost. */
export function Elsewhere({ opened }: { readonly opened: Opened }) {
  const customerId = opened.customer.id;
  const { caseId: here } = useAbout(customerId);
  const others = useWrittenCases(customerId).filter(caseId => caseId !== here);
  const numberOf = (caseId: string | null): number | null =>
    opened.cases.find(({ id }) => id === caseId)?.number ?? null;
  if (others.length === 0) return null;
  return (
    <div className={css.unsent} role="group" aria-label={composeWords.elsewhere}>
      <Icon name="note" />
      <p>{composeWords.elsewhere}</p>
      <div className={css.ways}>
        {others.map(caseId => (
          <Button key={caseId ?? ''} onPress={() => go(customerId, caseId)}>
            {composeWords.elsewhereOpen(numberOf(caseId))}
          </Button>
        ))}
      </div>
    </div>
  );
}
