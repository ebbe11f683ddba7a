// From a person's story to intake records: one `customer` record, then each entry in the order told.
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import type { Channel } from '../../../shared/domain/primitives.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { callRecord } from './call-records.ts';
import { madePdf, madePng } from './made-file.ts';
import { htmlOf, mailParts, ourSignature, quoteOf } from './mail-parts.ts';
import { type Line, parseStory, type Talk } from './notation.ts';
import { AGENTS, HANDLES, partyOf, SOURCE } from './parties.ts';
import type { Person } from './person.ts';
import { fillTimes, timeOf } from './when.ts';

export function customerRecord(person: Person): IntakeInput {
  const identities = Object.entries(person.at).map(([channel, at]) =>
    typeof at === 'string'
      ? { channel: channel as Channel, address: at }
      : { channel: channel as Channel, address: at[0], followers: at[1] },
  );
  const { id, name, language, timeZone, value } = person;
  return { type: 'customer', source: SOURCE, externalId: id, name, language, timeZone, value, identities };
}

/** What an email answers and quotes: the one before it in its conversation. */
type Earlier = { id: string; text: string; quoted: string; name: string; at: number };
type Telling = { person: Person; now: number; earlier: Map<number, Earlier>; newestIn: string | null };

/** The whole history of one person. `now`: milliseconds; every time in it lies before. Nothing in it is live. */
export function historyOf(person: Person, now: number): IntakeInput[] {
  const telling: Telling = { person, now, earlier: new Map(), newestIn: null };
  const told = parseStory(person.story).map((line, i) => recordOf(telling, filled(line, now, person.language), i + 1));
  return person.known === false ? told : [customerRecord(person), ...told];
}

const filled = (line: Line, now: number, language: string): Line => ({
  ...line,
  head: fillTimes(line.head, now, language),
  body: line.body.map(text => fillTimes(text, now, language)),
});

function recordOf(telling: Telling, line: Line, number: number): IntakeInput {
  const { person, now } = telling;
  const externalId = `${person.id}/${number}`;
  const at = timeOf(line.when, now);
  const key = { source: SOURCE, externalId, at };
  // A stranger has no master record, so their notes and surveys are placed by an address.
  const whose =
    person.known === false ? { party: { ...firstParty(person), name: person.name } } : { customer: person.id };
  switch (line.mark) {
    case '<':
    case '>':
      if (line.mark === '<') telling.newestIn = externalId;
      return writtenRecord(telling, line, externalId, at);
    case '(':
      return callRecord(person, line, key);
    case '*':
      return { type: 'note', ...key, ...whose, ...byAgent(wordsOf(line)) };
    case '!': {
      const [, name, agent, detail] = /^(\S+)(?: ([A-Z]))?(?: \| (.*))?$/.exec(line.head)!;
      return { type: 'event', ...key, ...whose, name: name as 'escalated', agent: agent && AGENTS[agent], detail };
    }
    case '?': {
      const [, measure, score, of, text] = /^(\w+) (\d+)\/(\d+) ?(.*)$/.exec(line.head)!;
      const channel = line.talk.channel;
      return {
        type: 'survey',
        ...key,
        ...whose,
        channel,
        measure: measure as 'ces',
        score: Number(score),
        of: Number(of),
        text,
      };
    }
    case '~':
      return { type: 'edit', source: SOURCE, target: newest(telling), at, text: wordsOf(line) };
    case 'x':
      return { type: 'delete', source: SOURCE, target: newest(telling), at };
  }
}

function newest({ newestIn, person }: Telling): string {
  if (newestIn === null) throw new Fault('bad-input', `${person.id} edits what was never written`);
  return newestIn;
}

function firstParty(person: Person): { channel: Channel; address: string } {
  const channel = Object.keys(person.at)[0] as Channel;
  return { channel, address: partyOf(person, channel).address };
}

const wordsOf = ({ head, body }: Line): string => [head, ...body].join('\n').trim();

/** `P: words` → who and what; throws where nobody is named. */
function byAgent(words: string): { agent: string; text: string } {
  const named = /^([A-Z]): ([^]*)$/.exec(words);
  const agent = named && AGENTS[named[1]!];
  if (!named || !agent) throw new Fault('bad-input', `no colleague is named in: ${words.slice(0, 60)}`);
  return { agent, text: named[2]! };
}

function writtenRecord(telling: Telling, line: Line, externalId: string, at: number): IntakeInput {
  const { person } = telling;
  const { talk, flags } = line;
  const out = line.mark === '>';
  const said = out ? byAgent(wordsOf(line)) : { agent: undefined, text: wordsOf(line) };
  const written = {
    source: SOURCE,
    externalId,
    at,
    live: false,
    channel: talk.channel,
    direction: out ? ('out' as const) : ('in' as const),
    party: partyOf(person, talk.channel),
    customer: person.known === false ? undefined : person.id,
    handle: talk.handle ?? HANDLES[talk.channel],
    thread: `${person.id}/${talk.place}`,
    subject: talk.subject || undefined,
    language: flags.get('lang') ?? person.language,
    url: sourceUrl(person, talk, externalId),
    attachments: attachmentsOf(flags.get('file'), person),
    ...said,
  };
  if (talk.channel === 'email') return mailRecord(telling, line, written);
  if (!isPublic(talk)) return { type: 'message', ...written };
  const reach = flags.has('likes')
    ? {
        likes: Number(flags.get('likes')),
        reposts: Number(flags.get('reposts') ?? 0),
        views: flags.has('views') ? Number(flags.get('views')) : null,
      }
    : undefined;
  return { type: 'post', ...written, reach };
}

const PUBLIC: readonly Channel[] = ['x', 'facebook', 'instagram', 'mastodon', 'review'];
const isPublic = ({ channel, direct }: Talk): boolean => !direct && PUBLIC.includes(channel);

function sourceUrl(person: Person, talk: Talk, externalId: string): string | undefined {
  if (!isPublic(talk)) return undefined;
  const handle = partyOf(person, talk.channel).address.replace(/^@/, '');
  return `https://${talk.channel}.example/${encodeURIComponent(handle)}/${externalId.replace('/', '-')}`;
}

const TYPES: Readonly<Record<string, string>> = { pdf: 'application/pdf', jpg: 'image/jpeg', png: 'image/png' };

/** `booking.pdf 182340` → one attachment; what cannot be made here is a name and a size. */
function attachmentsOf(flag: string | undefined, person: Person) {
  if (!flag) return [];
  const [name = '', size] = flag.split(' ');
  const type = TYPES[name.split('.').pop()!];
  const content = contentOf(name, type, person);
  return [{ name, size: Number(size), type, ...(content ? { content: content.toString('base64') } : {}) }];
}

function contentOf(name: string, type: string | undefined, person: Person): Buffer | null {
  if (type === 'application/pdf') return madePdf([name, person.name, '', 'Made up for the demonstration of Foreword.']);
  return type === 'image/png' ? madePng(390, 844) : null;
}

type Written = Extract<IntakeInput, { type: 'message' }> extends infer M ? Omit<M & object, 'type'> : never;

function mailRecord(telling: Telling, line: Line, written: Written): IntakeInput {
  const { person, earlier } = telling;
  const { talk, flags, mark } = line;
  const out = mark === '>';
  const before = earlier.get(talk.place);
  const told = mailParts({ ...line, head: written.text.split('\n')[0]!, body: written.text.split('\n').slice(1) });
  const signature = told.signature || (out ? ourSignature(written.agent!) : (person.sign ?? ''));
  const quoted = told.quoted || (flags.has('quote') && before ? quoteOf(before, person.language) : '');
  const parts = { text: told.text, quoted, signature };
  const messageId = `<${written.externalId.replace('/', '.')}@${out ? 'larkwing' : 'mail'}.example>`;
  const ours = 'care@larkwing.example';
  earlier.set(talk.place, {
    id: messageId,
    ...parts,
    name: out ? written.agent! : person.name,
    at: Number(written.at),
  });
  return {
    type: 'email',
    ...written,
    channel: 'email',
    text: parts.text,
    quoted: quoted || undefined,
    signature: signature || undefined,
    html: flags.has('html') ? htmlOf(parts, flags.get('image')) : undefined,
    mailSubject: before ? `Re: ${talk.subject}` : talk.subject,
    to: [out ? written.party.address : ours],
    messageId,
    inReplyTo: before?.id,
    references: before ? [before.id] : [],
    automatic: flags.has('automatic'),
  };
}
