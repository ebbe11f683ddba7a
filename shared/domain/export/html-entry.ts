// One entry of an export as HTML. Everything from outside goes through `escapeHtml`, and into no attribute at all.
import { detailSaid } from '../decline.ts';
import type { Attachment, Entry, EntryOf } from '../entry.ts';
import { madeVisible, nameMadeVisible } from '../visible.ts';
import { numberParts } from '../writing/number-parts.ts';
import { escapeHtml } from './escape.ts';
import { audienceNames, callStates, eventNames, exportWords as words, measureNames, sortName } from './words.ts';
import type { Zoned } from './zoned.ts';

/** A name or subject from outside: its own direction, and nothing unseen in it but what its spelling needs. */
export const line = (text: string): string => `<bdi>${escapeHtml(nameMadeVisible(text))}</bdi>`;
/** An address or file name from outside, of which every unseen character tells. */
export const exactLine = (text: string): string => `<bdi>${escapeHtml(madeVisible(text))}</bdi>`;
const said = (text: string): string =>
  numberParts(text)
    .map(part => (part.isNumber ? `<bdi dir="ltr">${escapeHtml(part.text)}</bdi>` : escapeHtml(part.text)))
    .join('');
const prose = (text: string, css = 'text'): string => `<div class="${css}" dir="auto">${said(text)}</div>`;

/** UTF-16 code units beyond which an entry may go over the edge of a page. */
const LONG = 1_500;
/** Lines of the head stand apart by a middle dot. */
const dotted = (parts: readonly (string | null)[]): string =>
  parts.filter(part => part !== null && part !== '').join(' · ');

const two = (n: number): string => String(n).padStart(2, '0');
/** `1:04:09`, `3:07` */
export function span(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const fileLine = ({ name, size: bytes, type }: Attachment): string =>
  `<li>${exactLine(name)}, ${size(bytes)}, ${exactLine(type)}</li>`;

const files = (list: readonly Attachment[]): string =>
  list.length === 0
    ? ''
    : `<p class="foot label">${words.files}</p><ul class="files">${list.map(fileLine).join('')}</ul>`;

function recipients({ email }: EntryOf<'email'>): string {
  const to = email.to.length > 0 ? `${words.to} ${email.to.map(exactLine).join(', ')}` : null;
  const cc = email.cc.length > 0 ? `${words.cc} ${email.cc.map(exactLine).join(', ')}` : null;
  const subject = `${words.subject} ${line(email.subject)}`;
  return `<p class="foot">${dotted([subject, to, cc, email.automatic ? words.automatic : null])}</p>`;
}

const part = (label: string, text: string | null): string =>
  text === null || text === '' ? '' : `<div class="part"><p class="label">${label}</p>${prose(text)}</div>`;

function mailBody(entry: EntryOf<'email'>): string {
  const { quoted, signature, hasHtml } = entry.email;
  const drawn = hasHtml && entry.text === '' ? `<p class="foot">${words.drawn}</p>` : '';
  const parts = part(words.signature, signature) + part(words.quoted, quoted);
  return recipients(entry) + prose(entry.text) + drawn + parts;
}

function callBody({ call, text }: EntryOf<'call'>): string {
  const times = dotted([
    callStates[call.state],
    call.number === null ? null : `${words.number} ${exactLine(call.number)}`,
    call.agentName === null ? null : line(call.agentName),
    call.queueMs === null ? null : `${span(call.queueMs)} ${words.queue}`,
    call.talkMs === null ? null : `${span(call.talkMs)} ${words.talk}`,
    call.holdMs ? `${span(call.holdMs)} ${words.hold}` : null,
  ]);
  const rows = call.turns.map(
    turn => `<tr><td>${span(turn.at)}</td><td>${line(turn.name)}</td><td dir="auto">${said(turn.text)}</td></tr>`,
  );
  const turns =
    rows.length === 0 ? '' : `<p class="label">${words.transcript}</p><table class="turns">${rows.join('')}</table>`;
  const notes = text === '' ? '' : prose(text);
  return `<p class="foot">${times}</p>${notes}${turns}${part(words.wrapUp, call.wrapUp)}`;
}

function body(entry: Entry): string {
  switch (entry.kind) {
    case 'email':
      return mailBody(entry);
    case 'call':
      return callBody(entry);
    case 'event':
      return [entry.event.detail === null ? '' : detailSaid(entry), entry.text]
        .map(text => (text === '' ? '' : prose(text)))
        .join('');
    case 'survey': {
      const { measure, score, of } = entry.survey;
      return `<p>${words.score(measureNames[measure], score, of)}</p>${entry.text === '' ? '' : prose(entry.text)}`;
    }
    default:
      if (entry.text === '') return entry.attachments.length === 0 ? `<p class="foot">${words.noText}</p>` : '';
      return prose(entry.text, entry.deletedAt === null ? 'text' : 'text gone');
  }
}

/** In words, because colours are lost on paper. */
function wayOf({ direction, handle }: Entry): string | null {
  if (direction === 'in') return handle === null ? null : words.toHandle(exactLine(handle));
  if (direction === 'internal') return null;
  return handle === null ? words.fromUs : words.fromUsAs(exactLine(handle));
}

function head(entry: Entry, times: Zoned): string {
  const { author, kind, channel, audience, at } = entry;
  const what = kind === 'event' ? eventNames[entry.event.name] : sortName(kind, channel);
  const isAddress = author.address !== null && author.address !== author.name;
  const who = `<b>${line(author.name)}</b>${isAddress ? ` ${exactLine(author.address!)}` : ''}`;
  const more = kind === 'event' ? [] : [audienceNames[audience], wayOf(entry)];
  const stamp = `<time datetime="${new Date(at).toISOString()}">${times.time(at)}</time>`;
  return `<p class="head">${stamp} ${dotted([who, what, ...more])}</p>`;
}

function foot({ editedAt, deletedAt, truncated, delivery, sourceUrl }: Entry, times: Zoned): string {
  const told = dotted([
    editedAt === null ? null : words.edited(times.moment(editedAt)),
    deletedAt === null ? null : words.deleted(times.moment(deletedAt)),
    truncated ? words.truncated : null,
    delivery?.state === 'failed' ? words.failed : null,
    sourceUrl === null ? null : `${words.source} ${exactLine(sourceUrl)}`,
  ]);
  return told === '' ? '' : `<p class="foot">${told}</p>`;
}

const LOOKS: Readonly<Record<Entry['direction'], string>> = { in: 'in', out: 'out', internal: 'inner' };

const isLong = (entry: Entry): boolean =>
  entry.text.length > LONG ||
  (entry.kind === 'call' && entry.call.turns.length > 8) ||
  (entry.kind === 'email' && (entry.email.quoted?.length ?? 0) > LONG);

export function entryHtml(entry: Entry, times: Zoned): string {
  const look = entry.kind === 'note' || entry.kind === 'event' ? entry.kind : LOOKS[entry.direction];
  const css = `entry ${look}${isLong(entry) ? ' long' : ''}`;
  return `<article class="${css}">${head(entry, times)}${body(entry)}${files(entry.attachments)}${foot(entry, times)}</article>\n`;
}
