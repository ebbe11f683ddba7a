// The words by which a request, a promise and an open task are told. English and German; a language without cues yields
// no line, which is better than a guessed one. Each expression is linear: no nested repetition (X23).

import { withoutAddresses } from './addresses.ts';

const any = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
/** The same words, also inside others: a text without them needs no look at its sentences. */
const anywhere = (words: readonly string[]): RegExp => new RegExp(words.join('|'), 'iu');

const ASKING_WORDS = [
  'please',
  'can you',
  'could you',
  'can i',
  'can we',
  'i want',
  'we want',
  'i need',
  'we need',
  'i would like',
  "i'd like",
  'i’d like',
  'how do i',
  'where is',
  "where's",
  'where’s',
  'when will',
  'when do',
  'why was',
  'why is',
  'why have',
  'what happens',
  'give me',
  'refund me',
  'send me',
  'i demand',
  'i expect',
  'waiting for',
  'bitte',
  'ich möchte',
  'wir möchten',
  'ich brauche',
  'wir brauchen',
  'können sie',
  'könnten sie',
  'ich will',
  'wann',
  'wo ist',
  'warum',
  'ich erwarte',
  'ich fordere',
  'por favor',
  'quero',
  'preciso',
  'onde está',
  'quando',
];
const ASKING = any(ASKING_WORDS);
const ASKING_ANYWHERE = anywhere(['[?？؟]', ...ASKING_WORDS]);
const MATTER = any([
  'refund',
  'refunded',
  'money back',
  'charged',
  'payment',
  'booking',
  'rebook',
  'rebooked',
  'cancel',
  'cancelled',
  'compensation',
  'bag',
  'luggage',
  'suitcase',
  'seat',
  'voucher',
  'points',
  'invoice',
  'receipt',
  'erstattung',
  'geld zurück',
  'buchung',
  'umbuchung',
  'storniert',
  'koffer',
  'gepäck',
  'sitzplatz',
  'entschädigung',
  'gutschein',
  'rechnung',
  'reembolso',
  'mala',
  'reserva',
]);

/** False: no sentence of this text asks for anything. */
export const mayAsk = (text: string): boolean => ASKING_ANYWHERE.test(text);

/** How much a customer's sentence asks for something; 0: not at all. The addresses in it ask for nothing. */
export function askingScore(sentence: string): number {
  const said = withoutAddresses(sentence);
  const asks = (/[?？؟]/u.test(said) ? 2 : 0) + (ASKING.test(said) ? 2 : 0);
  if (asks === 0 || (said !== sentence && !/\p{L}/u.test(said))) return 0;
  const words = said.split(/\s+/).length;
  return asks + (MATTER.test(said) ? 2 : 0) + (/\d/.test(said) ? 1 : 0) - (words < 4 ? 2 : 0) - (words > 60 ? 1 : 0);
}

const COMMITTING_WORDS = [
  'i will',
  'we will',
  "i'll",
  'i’ll',
  "we'll",
  'we’ll',
  'you will have',
  'you will get',
  'you will receive',
  'you will hear',
  "you'll have",
  'you’ll have',
  "you'll hear",
  'you’ll hear',
  "you'll get",
  'you’ll get',
  "you'll receive",
  'you’ll receive',
  'will be with you',
  'i promise',
  'we promise',
  'someone will',
  'will call you',
  'will ring you',
  'sie erhalten',
  'sie bekommen',
  'sie hören',
  'wir melden uns',
  'ich melde mich',
  'wir werden',
  'ich werde',
  'wir rufen',
  'ich rufe',
  'versprochen',
  'wir schicken',
  'ich schicke',
];
const COMMITTING = any(COMMITTING_WORDS);
const COMMITTING_ANYWHERE = anywhere(COMMITTING_WORDS);
const CONDITIONAL = any(['if you', 'once you', 'wenn sie', 'sobald sie', 'unless']);
const CALLING = any([
  'call you',
  'ring you',
  'call back',
  'ring back',
  'phone you',
  'call-back',
  'callback',
  'rufen sie',
  'rufe sie',
  'rückruf',
  'zurückrufen',
  'rufen zurück',
  'rufe zurück',
]);

/** False: no sentence of this text is a commitment. */
export const mayCommit = (text: string): boolean => COMMITTING_ANYWHERE.test(text);
export const isCommitment = (sentence: string): boolean => COMMITTING.test(sentence) && !CONDITIONAL.test(sentence);
/** Only a call keeps it. */
export const isCallPromise = (sentence: string): boolean => CALLING.test(sentence);

/** Where it closes the sentence, or stands right behind the promising word: elsewhere it may say how things are now. */
const AT_ONCE =
  /(?:(?<!\p{L})will|['’]ll) immediately\s|(?<!\p{L})(?:right now|right away|straight ?away|immediately|(?:sofort|umgehend)(?: \p{L}{1,30})?)(?: for you)?(?:[.!]|[^\p{L}\p{N}]*$)/iu;
/** To be done before anything else; but one that asks for something, too, waits for that. */
export const isPromisedAtOnce = (sentence: string): boolean => AT_ONCE.test(sentence) && !ASKING.test(sentence);

const TASK = any([
  'must',
  'needs to',
  'need to',
  'has to',
  'have to',
  'to do',
  'todo',
  'pending',
  'waiting for',
  'waiting on',
  'follow up',
  'chase',
  'still open',
  'not yet',
  'outstanding',
  'if someone',
  'muss',
  'müssen',
  'offen',
  'ausstehend',
  'wartet auf',
  'warten auf',
  'noch nicht',
]);
const DONE = any([
  'done',
  'finished',
  'completed',
  'resolved',
  'settled',
  'sorted',
  'solved',
  'taken care of',
  'has been paid',
  'was paid',
  'has been sent',
  'was sent',
  'has been released',
  'was released',
  'nothing left',
  'nothing open',
  'erledigt',
  'abgeschlossen',
  'geklärt',
  'gelöst',
]);
const NOT_YET = any([
  'not',
  'no',
  'once',
  'until',
  'when',
  'before',
  'nicht',
  'kein',
  'keine',
  'bis',
  'sobald',
  'wenn',
  'bevor',
]);
/** A colleague's note that says of what was to be done that it is. */
export const isDone = (sentence: string): boolean => {
  const said = withoutAddresses(sentence);
  return DONE.test(said) && !NOT_YET.test(said) && !TASK.test(said);
};
/** A colleague's note that names something still to be done. */
export const isTask = (sentence: string): boolean => TASK.test(withoutAddresses(sentence));
