// An export as one HTML file: no script, no link, nothing asked of anybody, and a policy of its own that says so.
import type { Case } from '../case.ts';
import type { Entry } from '../entry.ts';
import { escapeHtml } from './escape.ts';
import type { ExportedCustomer, ExportHead, ExportSummary, Lookup, Whole } from './facts.ts';
import { LEFT_OUT } from './ask.ts';
import { entryHtml, exactLine, line } from './html-entry.ts';
import { EXPORT_STYLE, EXPORT_STYLE_HASH } from './html-style.ts';
import type { Renderer } from './renderer.ts';
import { exportWords as words, leftOutLine, some } from './words.ts';
import { type Zoned, zoned } from './zoned.ts';

const POLICY = `default-src 'none'; style-src 'sha256-${EXPORT_STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
/** Cases that the head lists; of more it says how many. */
const MOST_LISTED = 50;

const fact = (name: string, value: string): string => `<dt>${name}</dt><dd>${value}</dd>\n`;
const list = (items: readonly string[]): string => `<ul>${items.map(item => `<li>${item}</li>`).join('')}</ul>`;

function wholeOf({ from, to, older }: Whole, times: Zoned): string {
  if (from === null || to === null) return words.nothingHere;
  const missing = older === null ? words.olderUnknown : older === 0 ? words.noOlder : words.older(older);
  return `${words.whole(times.moment(from), times.moment(to))}; ${missing}`;
}

const isWhole = ({ whole }: ExportedCustomer): boolean => whole.from !== null && whole.older === 0;

function completeness({ customers }: ExportSummary, times: Zoned): string {
  const [only] = customers;
  if (!only || customers.length > 1)
    return words.manyWhole(customers.length, customers.filter(one => !isWhole(one)).length);
  return wholeOf(only.whole, times);
}

function caseLine({ number, subject, state, openedAt, closedAt }: Case, times: Zoned): string {
  const opened = times.minute(openedAt);
  const when =
    state === 'closed' && closedAt !== null ? words.caseClosed(opened, times.minute(closedAt)) : words.caseOpen(opened);
  return `${number} ${line(subject)}, ${when}`;
}

function casesOf({ cases }: ExportSummary, times: Zoned): string {
  const shown = cases.slice(0, MOST_LISTED).map(one => caseLine(one, times));
  return list(cases.length > MOST_LISTED ? [...shown, words.more(cases.length - MOST_LISTED)] : shown);
}

/** Plain text, for the title of the window and the heading. */
export function titleOf({ scope }: ExportHead, { entries, customers, cases }: ExportSummary): string {
  const matter = cases[0];
  const customer = customers[0]?.customer;
  if (scope.kind === 'case' && matter) return words.title.case(matter.number, matter.subject);
  if (scope.kind === 'customer' && customer) return words.title.customer(customer.name);
  return scope.kind === 'search' ? words.title.search : words.title.entries(entries);
}

function holds({ entries, firstAt, lastAt }: ExportSummary, times: Zoned): string {
  const n = some(entries, 'entry', 'entries');
  return firstAt === null || lastAt === null ? n : `${n}, ${words.span(times.minute(firstAt), times.minute(lastAt))}`;
}

function leftOut({ leftOut: out }: ExportSummary): string {
  const lines = LEFT_OUT.filter(why => out[why] > 0).map(why => leftOutLine(why, out[why]));
  return lines.length === 0 ? words.nothingLeftOut : list(lines);
}

function who({ customers }: ExportSummary): string {
  const only = customers.length === 1 ? customers[0]!.customer : null;
  if (!only) return '';
  const known = only.identities.map(({ display }) => exactLine(display)).join(', ');
  return fact(words.customer, line(only.name)) + (known === '' ? '' : fact(words.identities, known));
}

function opening(head: ExportHead, summary: ExportSummary, times: Zoned): string {
  const title = titleOf(head, summary);
  const unsent = summary.customers.reduce((sum, one) => sum + one.unsent, 0);
  const facts = [
    who(summary),
    head.scope.kind === 'search' ? fact(words.query, line(head.scope.query.slice(0, 500))) : '',
    summary.cases.length > 0 ? fact(words.cases, casesOf(summary, times)) : '',
    fact(words.madeAt, times.moment(head.at)),
    fact(words.madeBy, `${line(head.by.name)}, ${words.product} ${escapeHtml(head.version)}`),
    fact(words.holds, holds(summary, times)),
    fact(words.leftOut, leftOut(summary)),
    fact(words.wholeTitle, completeness(summary, times) + (unsent > 0 ? `; ${words.unsent(unsent)}` : '')),
  ];
  const warning = head.options.withNotes ? `<p class="warn">${words.withNotes}</p>\n` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="generator" content="Foreword">
<title>${escapeHtml(title)}</title>
<style>${EXPORT_STYLE}</style>
</head>
<body>
<header>
<p class="brand">${words.product}</p>
<h1 dir="auto">${line(title)}</h1>
<dl class="facts">
${facts.join('')}</dl>
${warning}<p class="foot">${words.zone(escapeHtml(head.zone))}</p>
</header>
<main>
${summary.entries === 0 ? `<p class="whole">${words.empty}</p>\n` : ''}`;
}

/** The entry's place: a day, and a conversation of a case, each said where it changes. */
function placer(times: Zoned, lookup: Lookup, isOfOneCase: boolean) {
  let day = '';
  let thread: string | null = null;
  const threadLine = ({ interactionId, caseId }: Entry): string => {
    const one = interactionId === null ? null : lookup.interaction(interactionId);
    const matter = isOfOneCase ? null : lookup.case(caseId);
    const parts = [
      matter ? words.inCase(matter.number) : '',
      one ? words.thread(one.channel) : '',
      one?.subject ? line(one.subject) : '',
    ].filter(part => part !== '');
    return parts.length === 0 ? '' : `<p class="thread">${parts.join(' · ')}</p>\n`;
  };
  return {
    reset(): void {
      day = '';
      thread = null;
    },
    before(entry: Entry): string {
      const today = times.day(entry.at);
      // Notes and events are of a case: they stand in whatever conversation of it goes on.
      const key =
        entry.interactionId === null && thread?.startsWith(`${entry.caseId} `)
          ? thread
          : `${entry.caseId} ${entry.interactionId}`;
      const isNewDay = today !== day;
      const isNewThread = isNewDay || key !== thread;
      [day, thread] = [today, key];
      return (isNewDay ? `<h3>${today}</h3>\n` : '') + (isNewThread ? threadLine(entry) : '');
    },
  };
}

/** @throws RangeError where the zone of the head is not known */
export function htmlRenderer(head: ExportHead, lookup: Lookup): Renderer {
  const times = zoned(head.zone);
  const place = placer(times, lookup, head.scope.kind === 'case');
  const isOfOne = head.scope.kind === 'case' || head.scope.kind === 'customer';
  let customers = 0;
  return {
    customer(one) {
      place.reset();
      customers += 1;
      if (isOfOne) return '';
      const css = customers > 1 ? ' class="next"' : '';
      return `<h2${css}>${line(one.customer.name)}</h2>\n<p class="whole">${words.wholeTitle} ${wholeOf(one.whole, times)}</p>\n`;
    },
    entry: entry => place.before(entry) + entryHtml(entry, times),
    *head(summary) {
      yield opening(head, summary, times);
    },
    *tail(summary) {
      yield `</main>\n<footer class="end">${words.end(summary.entries)}</footer>\n</body>\n</html>\n`;
    },
  };
}
