import { conversationOf, useConversations } from '../stores/conversations.ts';
import { ringingOffer, openItems, useWork } from '../stores/work.ts';
import { setDrawer } from '../stores/view.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import css from './NarrowBar.module.css';

type Props = { readonly customerId: string | null; readonly hasWork: boolean };

/** Where a column has no room: its button, and the foreword in one line. */
export function NarrowBar({ customerId, hasWork }: Props) {
  const items = useWork(openItems).filter(item => !item.parked).length;
  const rings = useWork(ringingOffer) !== null;
  const data = useConversations(conversationOf(customerId ?? ''));
  const line = data?.foreword.lines.find(one => one.kind === 'asked' || one.kind === 'open');
  const quote = line && 'quote' in line ? line.quote : null;
  return (
    <div className={css.bar}>
      {hasWork ? (
        <Button onPress={() => setDrawer('work')}>
          {workWords.drawer} <span className={css.count}>{items + (rings ? 1 : 0)}</span>
        </Button>
      ) : null}
      {customerId ? <Button onPress={() => setDrawer('customer')}>{workWords.customer}</Button> : null}
      {quote ? (
        <button type="button" className={css.line} onClick={() => setDrawer('customer')}>
          <b>{workWords.foreword}</b> <span dir="auto">{quote}</span>
        </button>
      ) : null}
    </div>
  );
}
