// What a person takes in of the desk's screen at a glance, and in what order they would do something about it.
import type { Page } from 'playwright-core';
import { again, hasNote, isAnswered, type Matter, matterOf } from './shift-customers.ts';

type Item = { readonly key: string; readonly isShown: boolean; readonly isCall: boolean };
export type Seen = {
  readonly rings: 'work' | 'call' | 'help' | null;
  /** Open work in its order, and what is set aside, by the customer's key. */
  readonly open: readonly Item[];
  readonly parked: readonly Item[];
  /** Words of the conversation on screen; null: none is shown, or not yet. */
  readonly words: string | null;
  /** It came from somebody else. */
  readonly isHanded: boolean;
  /** A colleague was asked in, and has not left; `here`: they came. */
  readonly accompanied: 'asked' | 'here' | null;
  /** It is a colleague's, whom one helps. */
  readonly helps: string | null;
  /** All whom one helps, on screen or not. */
  readonly helping: readonly string[];
  /** A question in the middle of the screen. */
  readonly asked: 'end the call' | 'wrap up' | 'disposition missing' | null;
  readonly line: 'talking' | 'on hold' | null;
  readonly isAfterCall: boolean;
  readonly hasMention: boolean;
  /** A menu or a dialog is open that was not waited for any longer. */
  readonly isInTheWay: boolean;
  /** A hand-over was refused, and says so above everything. */
  readonly isRefused: boolean;
  readonly presence: string;
};

export const look = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const one = (place: string): Element | null => document.querySelector(place);
    const keyIn = (text: string | null | undefined): string => /Customer ([a-z]+\d+)/.exec(text ?? '')?.[1] ?? '';
    const items = [...document.querySelectorAll('section[aria-label="Work"] a[data-work-item]')].map(item => ({
      key: keyIn(item.textContent),
      isShown: item.getAttribute('aria-current') === 'true',
      isCall: /On call|ACW/.test(item.textContent ?? ''),
      isParked: [...item.querySelectorAll('span')].some(({ textContent }) => textContent === 'Parked'),
    }));
    const offer = one('section[aria-label="Offer"]')?.textContent ?? null;
    const dialog = one('[role=alertdialog]');
    const isMissing =
      dialog?.querySelector('[role=alert]') != null &&
      dialog.querySelector('[role=option][aria-selected=true]') === null;
    const bar = one('section[aria-label="Live call"]');
    const hold = [...(bar?.querySelectorAll('button:enabled') ?? [])]
      .map(({ textContent }) => textContent ?? '')
      .find(text => /^(?:On hold|Hold)/.test(text));
    const handed = [...document.querySelectorAll('[role=group][aria-label="From"]')];
    const help = one('[role=group][aria-label^="You help"]');
    const others = one('ul[aria-label="Also here"]')?.textContent ?? null;
    return {
      rings:
        offer === null
          ? null
          : /Come in/.test(offer)
            ? 'help'
            : /Customer (?:voice|booking)/.test(offer)
              ? 'call'
              : 'work',
      open: items.filter(({ isParked }) => !isParked),
      parked: items.filter(({ isParked }) => isParked),
      words: one('section[aria-label="Timeline"] [role=feed]')?.textContent ?? null,
      isHanded: handed.some(group => group.closest('section[aria-label="Offer"]') === null),
      accompanied: others === null ? null : /here to help|in conference/.test(others) ? 'here' : 'asked',
      helping: [...document.querySelectorAll('section[aria-label="Work"] a:not([data-work-item])')]
        .filter(({ textContent }) => textContent?.endsWith('Helping'))
        .map(item => keyIn(item.textContent)),
      helps: help === null ? null : keyIn(document.querySelector('main')?.textContent) || 'somebody',
      asked:
        dialog === null
          ? null
          : dialog.querySelector('textarea') === null
            ? 'end the call'
            : isMissing
              ? 'disposition missing'
              : 'wrap up',
      line: hold === undefined ? null : hold.startsWith('On') ? 'on hold' : 'talking',
      isAfterCall: one('section[aria-label="After-contact work"]') !== null,
      hasMention: /New/.test(one('section[aria-label="Work"] ul[aria-label="Mentions"]')?.textContent ?? ''),
      isInTheWay: one('[role=menu], [role=dialog]') !== null,
      isRefused: [...document.querySelectorAll('b')].some(({ textContent }) =>
        /^Not (?:transferred|escalated|asked)$/.test(textContent ?? ''),
      ),
      presence: one('header')?.textContent ?? '',
    } as const;
  });

/** `about`: a customer's key, or nothing in particular. */
export type Step = { readonly do: Doing; readonly about: string };
export type Doing =
  | 'wait' | 'be there' | 'accept' | 'decline' | 'open' | 'open parked'
  | 'hang up' | 'wrap up' | 'choose disposition' | 'finish' | 'end call' | 'hold' | 'resume'
  | 'reply' | 'note' | 'transfer' | 'to queue' | 'escalate' | 'consult' | 'confer' | 'hand warm' | 'park' | 'bring back'
  | 'help' | 'open helped' | 'leave'
  | 'praise' | 'no response' | 'see mention' | 'discard refusal' | 'put away'; // prettier-ignore

/** When each thing was done last: without a network the screen shows it as it was until the backend has heard. */
export type Done = ReadonlyMap<string, number>;
export const remembered = (step: Step): string => `${step.do} ${step.about}`;
export const putOff = (key: string): string => `put off ${key}`;
/** Those that a colleague may have had no hand free for. */
export const HANDING: readonly Doing[] = ['transfer', 'to queue', 'escalate', 'consult', 'hand warm'];

/** What has been asked for is given so long to become so. */
const PATIENCE_MS = 20_000;
/** From Send until the words stand in the conversation, whatever else the machine has to do. */
const SENDING_MS = 5_000;
/** A colleague is given so long to come in before one goes on. */
const ASKING_MS = 6_000;
/** Who helps goes after so long, if nobody has begun a conference with them before. */
const HELP_MS = 8_000;
/** Who came in is waited for so long, and then it goes on beside them. */
const BESIDE_MS = 20_000;
/** Nobody was free to hand it to: the next look at that. */
const NOBODY_MS = 1_500;
/** After these the work at hand is out of one's hands, or is to be. */
const PUT_AWAY = [
  ...(['wrap up', 'transfer', 'to queue', 'escalate', 'hand warm'] as const),
  ...(['park', 'praise', 'no response'] as const),
];
const SENT_ON = ['transfer', 'to queue', 'escalate'] as const;
const isSentOn = (matter: Matter): matter is (typeof SENT_ON)[number] => SENT_ON.some(one => one === matter);

/** What a person does next: what is asked comes first, then what rings, then the work at hand, then the next one. */
export function nextStep(seen: Seen, done: Done, now: number): Step {
  const since = (what: Doing, about: string): number =>
    now - (done.get(`${what} ${about}`) ?? Number.NEGATIVE_INFINITY);
  const shown = seen.open.find(({ isShown }) => isShown);
  if (seen.asked === 'end the call') return { do: 'hang up', about: shown?.key ?? '' };
  if (seen.asked === 'disposition missing') return { do: 'choose disposition', about: shown?.key ?? '' };
  if (seen.asked) return { do: 'wrap up', about: shown?.key ?? '' };
  // A call would go to nobody else, and who asks for help asks one person.
  if (seen.rings) return { do: seen.rings === 'work' && !done.has('decline ') ? 'decline' : 'accept', about: '' };
  if (seen.isInTheWay) return { do: 'put away', about: '' };
  if (seen.isRefused) return { do: 'discard refusal', about: '' };
  if (seen.hasMention && since('see mention', '') > SENDING_MS) return { do: 'see mention', about: '' };
  // With the work at hand one forgets whom one helps, and who asked waits.
  const helped = seen.helping.find(key => since('leave', key) > SENDING_MS && isHelped(seen, key, since));
  if (helped !== undefined && seen.helps === helped) return { do: 'leave', about: helped };
  if (helped !== undefined && since('open helped', helped) > SENDING_MS) return { do: 'open helped', about: helped };
  const aside = seen.parked.find(({ key }) => matterOf(key) === 'set aside' && since('bring back', key) > SENDING_MS);
  if (aside) return { do: aside.isShown ? 'bring back' : 'open parked', about: aside.key };

  const isBack = (key: string): boolean => done.has(`bring back ${key}`) || done.has(`back ${key}`);
  const isAway = (what: Doing, key: string): boolean =>
    since(what, key) <= PATIENCE_MS && !(what === 'park' && isBack(key));
  const isPutOff = (key: string): boolean =>
    now - (done.get(putOff(key)) ?? Number.NEGATIVE_INFINITY) <= NOBODY_MS || since('consult', key) <= ASKING_MS;
  const isMine = ({ key }: Item): boolean => !PUT_AWAY.some(what => isAway(what, key)) && !isPutOff(key);
  const next = seen.open.findIndex(isMine);
  if (next < 0 && seen.open.length > 0) return { do: 'wait', about: '' };
  if (next < 0) return { do: /Available|On contact/i.test(seen.presence) ? 'wait' : 'be there', about: '' };
  if (!shown || !isMine(shown)) return { do: 'open', about: String(next + 1) };
  return shown.isCall ? callStep(seen, shown.key, since) : writtenStep(seen, shown.key, since, isBack(shown.key));
}

type Since = (what: Doing, about: string) => number;

function callStep(seen: Seen, key: string, since: Since): Step {
  if (seen.isAfterCall) return { do: 'finish', about: key };
  if (seen.line === 'on hold') return { do: since('resume', key) > SENDING_MS ? 'resume' : 'wait', about: key };
  if (seen.line === null || since('hang up', key) < PATIENCE_MS) return { do: 'wait', about: key };
  if (since('hold', key) === Number.POSITIVE_INFINITY) return { do: 'hold', about: key };
  // Held too late is refused; then it is not held.
  return {
    do: since('resume', key) < PATIENCE_MS || since('hold', key) > SENDING_MS ? 'end call' : 'wait',
    about: key,
  };
}

/** They have conferred, or have had time enough; what is to be handed over warm is waited for longer. */
function isHelped({ helps, words }: Seen, key: string, since: Since): boolean {
  if (helps === key && matterOf(key) === 'consult' && words?.includes('Conference begun')) return true;
  return since('help', key) > (matterOf(key) === 'warm' ? BESIDE_MS : HELP_MS);
}

/** Asked in, conferred with, and let go; or given the work once they are here. Null: that has been done. */
function togetherStep({ accompanied, isHanded }: Seen, key: string, since: Since): Step | null {
  const isWarm = matterOf(key) === 'warm';
  if (isWarm && isHanded) return null;
  const hasConferred = since('confer', key) < Number.POSITIVE_INFINITY;
  if (accompanied === null) return isWarm || !hasConferred ? { do: 'consult', about: key } : null;
  if (accompanied === 'here' && isWarm) return { do: 'hand warm', about: key };
  if (accompanied === 'here' && !hasConferred) return { do: 'confer', about: key };
  return isWarm || !hasConferred || since('confer', key) < BESIDE_MS ? { do: 'wait', about: key } : null;
}

function writtenStep(seen: Seen, key: string, since: Since, isBack: boolean): Step {
  const { words, isHanded } = seen;
  if (!words?.includes(`Question ${key}`)) return { do: 'wait', about: key };
  const matter = matterOf(key);
  const never = (what: Doing): boolean => since(what, key) === Number.POSITIVE_INFINITY;
  if (isSentOn(matter) && !isHanded) return { do: matter, about: key };
  if (matter === 'praise' || matter === 'no response') return { do: matter, about: key };
  const together = matter === 'consult' || matter === 'warm' ? togetherStep(seen, key, since) : null;
  if (together) return together;
  // Back by the customer's word, which may not stand there yet.
  if (matter === 'park' && !words.includes(again(key))) return { do: isBack ? 'wait' : 'park', about: key };
  if (matter === 'set aside' && never('bring back')) return { do: 'park', about: key };
  const writing = words.includes(`Answer to ${key}`) ? (hasNote(key) ? 'note' : null) : 'reply';
  const isDone = writing === null || (writing === 'note' && words.includes(`Note on ${key}`));
  if (isDone || !isAnswered(key)) return { do: 'finish', about: key };
  return { do: since(writing, key) > SENDING_MS ? writing : 'wait', about: key };
}
