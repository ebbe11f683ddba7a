import { memo, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { Composer } from '../compose/Composer.tsx';
import { CustomerPanel } from '../customer/CustomerPanel.tsx';
import { OfferPanel } from '../offer/OfferPanel.tsx';
import { OfferStrip } from '../offer/OfferStrip.tsx';
import { openConversation } from '../stores/conversation-opening.ts';
import { useConversations } from '../stores/conversations.ts';
import { useOfferPlace } from '../stores/offer-place.ts';
import { useCaseAtHand } from '../stores/selected.ts';
import { openCustomer, openEntry, setDrawer, useView } from '../stores/view.ts';
import { ringingOffer, useWork } from '../stores/work.ts';
import { workWords } from '../text/work.ts';
import { Conversation } from '../timeline/Conversation.tsx';
import { Drawer } from '../ui/Dialog.tsx';
import { Guard } from '../ui/Guard.tsx';
import { type Room, useRoom } from '../ui/use-media.ts';
import { HereLine } from '../hand-over/HereLine.tsx';
import { HandleBar } from './HandleBar.tsx';
import { NarrowBar } from './NarrowBar.tsx';
import { NobodyOpen } from './NobodyOpen.tsx';
import { BEHIND, Stage } from './Stage.tsx';
import { UnsentWords } from './UnsentWords.tsx';
import { useNext } from './use-next.ts';
import { WorkList } from './WorkList.tsx';
import css from './WorkView.module.css';

const CLASS: Readonly<Record<Room, string | undefined>> = {
  wide: undefined,
  middle: css.twoColumns,
  narrow: css.oneColumn,
};

// Memoised: the view changes with each ring, each press and whoever the pointer rests on, and they with their customer alone.
const Customer = memo(function Customer({ customerId }: { readonly customerId: string }) {
  const open = useCallback((entryId: string) => openEntry(customerId, entryId), [customerId]);
  return (
    <Guard name="customer">
      <CustomerPanel customerId={customerId} onOpen={open} onCustomer={openCustomer} />
    </Guard>
  );
});

const Talk = memo(function Talk({ customerId }: { readonly customerId: string }) {
  const jump = useView(view => view.jump);
  const own = jump?.customerId === customerId ? jump : null;
  const caseId = useCaseAtHand(customerId) ?? undefined;
  return (
    <Guard name="timeline">
      <Conversation customerId={customerId} caseId={caseId} at={own?.entryId} jump={own?.n} mode="work" />
    </Guard>
  );
});

const Writing = memo(function Writing({ customerId }: { readonly customerId: string }) {
  return (
    <>
      <HandleBar customerId={customerId} />
      <UnsentWords customerId={customerId} />
      <HereLine customerId={customerId} />
      <Guard name="composer" of={customerId}>
        <Composer customerId={customerId} />
      </Guard>
    </>
  );
});

type Shown = { readonly shown: string | null; readonly next: string | null; readonly room: Room };

/** The conversation and the customer beside it; under a ring that fills their place, those of whoever rings. */
function Talking({ shown, next, room }: Shown) {
  const hidden = shown === null;
  return (
    <>
      <div className={css.middle} style={hidden ? BEHIND : undefined} inert={hidden}>
        {room === 'wide' || hidden ? null : <NarrowBar customerId={shown} hasWork={room === 'narrow'} />}
        <div className={css.timeline} data-region={hidden ? undefined : 'timeline'} tabIndex={-1}>
          <Stage shown={shown} next={next}>
            {customerId => <Talk customerId={customerId} />}
          </Stage>
        </div>
        {hidden ? null : <Writing customerId={shown} />}
      </div>
      {room === 'wide' ? (
        <div
          className={css.customer}
          style={hidden ? BEHIND : undefined}
          inert={hidden}
          data-region={hidden ? undefined : 'customer'}
          tabIndex={-1}
        >
          <Stage shown={shown} next={next}>
            {customerId => <Customer customerId={customerId} />}
          </Stage>
        </div>
      ) : null}
    </>
  );
}

const close = (): void => setDrawer(null);

/** A region without room of its own, from its side. */
function Drawers({ customerId, room }: { readonly customerId: string | null; readonly room: Room }) {
  const drawer = useView(view => view.drawer);
  return (
    <>
      <Drawer side="start" open={room === 'narrow' && drawer === 'work'} onClose={close} title={workWords.drawer}>
        <WorkList />
      </Drawer>
      <Drawer
        side="end"
        open={room !== 'wide' && drawer === 'customer' && customerId !== null}
        onClose={close}
        title={workWords.customer}
      >
        {customerId ? <Customer key={customerId} customerId={customerId} /> : null}
      </Drawer>
    </>
  );
}

/** Milliseconds for which the last customer stays where the next one is not there yet: the core seldom takes as long. */
const PATIENCE = 120;

/**
 * The customer to show, of whom everything is drawn at once: while the core is asked for the next one, the last one stands
 * there whole. After some time an empty page says that it takes longer.
 */
function useShown(customerId: string | null, entryId: string | undefined): string | null {
  const isThere = useConversations(
    ({ byKey, faults }) => customerId === null || customerId in byKey || customerId in faults,
  );
  const [shown, setShown] = useState(customerId);
  if (isThere && shown !== customerId) setShown(customerId);
  useLayoutEffect(() => {
    if (customerId !== null && !isThere) void openConversation(customerId, entryId);
  }, [customerId, entryId, isThere]);
  useEffect(() => {
    const timer = setTimeout(() => setShown(customerId), PATIENCE);
    return () => clearTimeout(timer);
  }, [customerId]);
  return isThere ? customerId : shown;
}

/** What rings or what is spoken about: the work at the left, the conversation, the customer. */
export function WorkView() {
  const room = useRoom();
  const asked = useView(view => view.customerId);
  const entryId = useView(({ jump }) => (jump?.customerId === asked ? jump?.entryId : undefined));
  const customerId = useShown(asked, entryId);
  const offer = useWork(ringingOffer);
  const place = useOfferPlace(state => state.place);
  const ringsLarge = offer !== null && place === 'panel';
  const ahead = useNext(offer);
  const next = room === 'narrow' ? null : ahead;
  const shown = ringsLarge ? null : customerId;
  return (
    <div className={`${css.view} ${CLASS[room] ?? ''}`}>
      {room !== 'narrow' ? <WorkList /> : ringsLarge ? null : <OfferStrip />}
      {ringsLarge ? (
        <div className={css.offer}>
          {room === 'narrow' ? <NarrowBar customerId={null} hasWork /> : null}
          <Guard name="offer" key={offer.id}>
            <OfferPanel offer={offer} />
          </Guard>
        </div>
      ) : null}
      {shown !== null || (ringsLarge && next !== null) ? (
        <Talking shown={shown} next={next} room={room} />
      ) : ringsLarge ? null : (
        <div className={css.nobody}>
          {room === 'narrow' ? <NarrowBar customerId={null} hasWork /> : null}
          <NobodyOpen />
        </div>
      )}
      {room === 'wide' ? null : <Drawers customerId={customerId} room={room} />}
    </div>
  );
}
