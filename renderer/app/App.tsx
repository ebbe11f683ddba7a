import { useEffect } from 'react';
import { AlertSettings } from '../alerts/AlertSettings.tsx';
import { CallBar } from '../call/CallBar.tsx';
import { EndCall } from '../call/EndCall.tsx';
import { PhoneDialog } from '../call/PhoneDialog.tsx';
import { HandOverDialog } from '../hand-over/HandOverDialog.tsx';
import { CodeDialog } from '../customer/CodeDialog.tsx';
import { EraseDialog } from '../customer/EraseDialog.tsx';
import { PreferDialog } from '../customer/PreferDialog.tsx';
import { ExportDialog } from '../export/ExportDialog.tsx';
import { listenToKeys } from '../keys/listen.ts';
import { OfferAnnouncer } from '../offer/OfferAnnouncer.tsx';
import { followOffers } from '../offer/place-offers.ts';
import { watchErasures } from '../stores/erasures.ts';
import { keepReading } from '../stores/keep-reading.ts';
import { keepAsThePageGoes } from '../stores/keep-writing.ts';
import { OfferStrip } from '../offer/OfferStrip.tsx';
import { QueuesView } from '../queues/QueuesView.tsx';
import { ReviewView } from '../review/ReviewView.tsx';
import { KeepingView } from '../settings/KeepingView.tsx';
import { followHash, useView } from '../stores/view.ts';
import { followCase } from '../stores/written-case.ts';
import { ringingAudience, ringingOffer, useWork } from '../stores/work.ts';
import { offerWords } from '../text/work.ts';
import { shellWords } from '../text/shell.ts';
import { BeyondDialog } from '../review/BeyondDialog.tsx';
import { LinkDialog } from '../timeline/LinkDialog.tsx';
import { Guard } from '../ui/Guard.tsx';
import { keepTypedIn } from '../ui/typed-in.ts';
import { followSelection } from '../work/follow-selection.ts';
import { AfterWritten } from '../work/AfterWritten.tsx';
import { IntroduceDialog } from '../work/IntroduceDialog.tsx';
import { ParkDialog } from '../work/ParkDialog.tsx';
import { followQuestions, keepQuestion } from '../work/questions.ts';
import { Together } from '../work/Together.tsx';
import { WorkView } from '../work/WorkView.tsx';
import { WrapUp } from '../work/WrapUp.tsx';
import css from './App.module.css';
import { Banners } from './Banners.tsx';
import { cycleRegions } from './focus.ts';
import { KeyHelp } from './KeyHelp.tsx';
import { SignOut } from './SignOut.tsx';
import { Palette } from './Palette.tsx';
import { openItemAt, runAction } from './run-action.ts';
import { useLook } from './theme.ts';
import { TopBar } from './TopBar.tsx';

const VIEW = { work: WorkView, queues: QueuesView, review: ReviewView, keeping: KeepingView } as const;

/** The window's name tells of an offer also when the window is behind others. Draws nothing, and nothing is drawn for it. */
function Title() {
  const offer = useWork(ringingOffer);
  const audience = useWork(ringingAudience);
  const title = offer ? offerWords.title(offerWords.for(offer.channel, audience)) : shellWords.product;
  // After what is on the screen has been painted: the browser is told of a name by a message, which takes its time.
  useEffect(() => {
    const timer = setTimeout(() => (document.title = title));
    return () => clearTimeout(timer);
  }, [title]);
  return null;
}

function onF6(event: KeyboardEvent): void {
  if (event.key !== 'F6') return;
  event.preventDefault();
  cycleRegions(event.shiftKey ? -1 : 1);
}

function useKeys(): void {
  useEffect(() => {
    const stop = listenToKeys(runAction, openItemAt);
    addEventListener('keydown', onF6);
    return () => {
      stop();
      removeEventListener('keydown', onF6);
    };
  }, []);
}

export function App() {
  const name = useView(view => view.name);
  useEffect(followHash, []);
  useLook();
  useKeys();
  useEffect(followOffers, []);
  useEffect(followSelection, []);
  useEffect(followCase, []);
  useEffect(watchErasures, []);
  useEffect(keepAsThePageGoes, []);
  useEffect(keepReading, []);
  useEffect(keepTypedIn, []);
  useEffect(keepQuestion, []);
  useEffect(followQuestions, []);
  const View = VIEW[name];
  return (
    <div className={css.app}>
      <Title />
      <TopBar />
      <Banners />
      {name === 'work' ? null : <OfferStrip />}
      <main className={css.main}>
        <Guard name={name} key={name}>
          <View />
        </Guard>
      </main>
      <Guard name="call">
        <CallBar />
        <AfterWritten />
        <EndCall />
      </Guard>
      <OfferAnnouncer />
      <WrapUp />
      <HandOverDialog />
      <ParkDialog />
      <IntroduceDialog />
      <CodeDialog />
      <PhoneDialog />
      <PreferDialog />
      <EraseDialog />
      <ExportDialog />
      <Together />
      <LinkDialog />
      <Palette />
      <BeyondDialog />
      <KeyHelp />
      <AlertSettings />
      <SignOut />
    </div>
  );
}
