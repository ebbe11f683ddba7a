// From an offer to everything that makes an agent look up: sound, notification, badge. Straight from the store that the
// push fills, not from what is drawn: a page that is hidden or busy drawing rings all the same.
import type { Input, Settings } from '../../shared/contract/bridge.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Audience } from '../../shared/domain/primitives.ts';
import { ringWords } from '../../shared/domain/ring-words.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import ringingMark from '../mark-ring.svg';
import { bridge } from '../bridge/bridge.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { endedOffer, ringingAudience, ringingOffer, useWork } from '../stores/work.ts';
import { showInPage } from './page-notification.ts';
import { prepareRing, startRing, stopRing } from './ringer.ts';

const log = logger('ring');

type Told = Input<'alert.tell'>;

type Ring = { readonly offer: Offer | null; readonly audience: Audience };

export function alertOf(
  { offer, audience }: Ring,
  missed: boolean,
  settings: { notify: boolean; raise: boolean },
): Told {
  const badge = (offer ? 1 : 0) + (missed ? 1 : 0);
  if (!offer) return { badge, ring: null };
  const { notify, raise } = settings;
  return { badge, ring: { id: offer.id, ...ringWords(offer, audience), notify, raise } };
}

async function tell(alert: Told): Promise<void> {
  try {
    const { told } = await bridge.call('alert.tell', alert);
    showInPage(told ? null : alert.ring);
  } catch (error) {
    // A host that is away can show nothing; the page still can.
    log.warn('alert.untold', { code: Fault.from(error).code });
    showInPage(alert.ring);
  }
}

/** Milliseconds after which the tab says so too: the browser has its picture drawn by this page, twice. */
const ICON = 1_000;
let quietMark: string | null = null;
let iconTimer: ReturnType<typeof setTimeout> | undefined;
/** The tab's picture gets a red dot while it rings, once what is in the page has been painted. */
function setIcon(isRinging: boolean): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (!link) return;
  const quiet = (quietMark ??= link.href);
  clearTimeout(iconTimer);
  iconTimer = setTimeout(() => {
    const wanted = isRinging ? ringingMark : quiet;
    if (link.href !== new URL(wanted, location.href).href) link.href = wanted;
  }, ICON);
}

/** Rings for as long as an offer wants an answer. Returns how to stop. */
export function followRing(): () => void {
  let ringing: string | null = null;
  let last = '';
  const look = (): void => {
    const work = useWork.getState();
    const offer = ringingOffer(work);
    const settings = settingsOf(useSession.getState());
    if ((offer?.id ?? null) !== ringing) {
      ringing = offer?.id ?? null;
      if (offer) startRing(settings);
      else stopRing();
      setIcon(offer !== null);
    }
    const alert = alertOf({ offer, audience: ringingAudience(work) }, endedOffer(work) !== null, settings);
    const now = JSON.stringify(alert);
    if (now === last) return;
    last = now;
    void tell(alert);
  };
  let prepared: Settings['ring'] | null = null;
  const prepare = (): void => {
    const settings = settingsOf(useSession.getState());
    if (settings.ring !== prepared) prepareRing(settings);
    prepared = settings.ring;
  };
  const stopPreparing = useSession.subscribe(prepare);
  prepare();
  const stop = useWork.subscribe(look);
  look();
  return () => {
    stop();
    stopPreparing();
    stopRing();
    showInPage(null);
  };
}
