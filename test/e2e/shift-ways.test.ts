// What a shift asks for beside plain answers, once each, by two agents and a lead with keys alone: a thread, a mail with a copy
// and a file, from public to private to the phone by a code, work of one person side by side, several things settled together,
// a colleague named in a note, a hand-over to a queue. Each while something breaks at the worst moment for it. In the end the
// customers' mailboxes, the exchange, the timelines and the ledger's checker must agree.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailFileOf } from '../../backend/connectors/composed-mail.ts';
import type { Mail } from '../../backend/connectors/outlet.ts';
import { madePdf } from '../../backend/connectors/scenario/made-file.ts';
import type { IntakeInput } from '../../shared/contract/intake.ts';
import { mailbox } from '../faults/support/talk.ts';
import { ledgerOf, ledgerVerdict } from '../faults/support/verdict.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { forgedCall } from './harness/forged-call.ts';
import { press, tabTo } from './harness/keys.ts';
import { region, untilLive } from './harness/screen.ts';
import {
  answer,
  become,
  choose,
  composer,
  endCall,
  finish,
  holding,
  isAvailable,
  keys,
  liveCall,
  said,
  type Seat,
  send,
  settle,
  taken,
  takenCall,
  takenWriting,
  takeSeat,
  toQueue,
  untilNotLive,
  words,
  write,
} from './harness/seat.ts';

const SOON = { timeout: 20_000 };
const CODE = /\b\d{4}-\d\d\b/u;
const PDF = madePdf(['Compensation']);
/** More than one post, in sentences. */
const LONG = [
  'Your suitcase was found in Oslo this morning and is on the flight that lands at six tonight.',
  'A driver brings it to the address on your booking before ten, and rings you half an hour before.',
  'You may buy what you need until then, up to one hundred pounds, and send us the receipts.',
  'If you are not at home tonight, tell us a better time and we will bring it then.',
].join(' ');
const SMS = `${LONG.slice(0, 190)} That is all we know.`;
const HALF = 'It was put on the wrong';
const HALF_NOTE = 'The label was read';

type Written = Extract<IntakeInput, { type: 'post' | 'message' | 'email' }>;
type Work = { readonly customerId: string; readonly caseId: string; readonly channel: string };

describe('the ways of a shift', () => {
  let backend: TestBackend;
  const seats: Seat[] = [];
  const [mara, priya, ruth] = [0, 1, 2].map(at => (): Seat => seats[at]!) as [() => Seat, () => Seat, () => Seat];
  /** By name. */
  const customers = new Map<string, string>();
  /** What must stand once in the timeline of each. */
  const stands = new Map<string, string[]>();
  const calls: string[] = [];
  let items = 0;

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    const agents = ['Mara Lindholm', 'Priya Shah', 'Ruth Okafor'];
    seats.push(...(await Promise.all(agents.map(agent => takeSeat(backend, agent)))));
  });
  afterAll(async () => {
    for (const seat of seats) await seat.stop();
    await backend?.remove();
  });

  const once = (name: string, ...texts: readonly string[]): void =>
    void stands.set(name, [...(stands.get(name) ?? []), ...texts]);
  async function known(name: string, identities: Extract<IntakeInput, { type: 'customer' }>['identities']) {
    await backend.intake({ type: 'customer', externalId: name, name, identities });
  }
  /** Somebody writes, and it waits for an agent. */
  async function asks(name: string, text: string, how: Omit<Written, 'externalId' | 'text' | 'party'>, address = name) {
    const record = { externalId: text, text, party: { address, name }, thread: name, ...how };
    const [result] = await backend.intake(record);
    expect(result).toMatchObject({ outcome: 'imported', workItemId: expect.any(String) });
    if (result?.outcome === 'imported') customers.set(name, result.customerId!);
    items += 1;
    once(name, text);
  }
  async function rings(number: string, code?: string): Promise<void> {
    const ring = { number, queue: 'Priority care', patienceMs: null, talkMs: null, ...(code ? { code } : {}) };
    calls.push(await backend.exchange<string>({ do: 'ring', ring }));
    items += 1;
  }
  const received = (name: string): Mail[] => mailbox(backend).filter(mail => mail.customerId === customers.get(name));
  async function backendDies(): Promise<void> {
    await backend.kill();
    await Promise.all(seats.map(seat => untilNotLive(seat.page())));
  }
  async function backendIsBack(): Promise<void> {
    await backend.again();
    await Promise.all(seats.map(seat => untilLive(seat.page())));
  }
  const workAt = async (seat: Seat): Promise<Work[]> =>
    ((await forgedCall(seat.page(), 'work.read', '{}', 1)) as { value: { items: Work[] } }).value.items;

  const isOf = (name: string, on: string) => (item: Work) =>
    item.customerId === customers.get(name) && item.channel === on;
  /** By its number, until the written work of this customer is at hand. */
  async function toWritten(seat: Seat, name: string): Promise<void> {
    const page = seat.page();
    const links = region(page, 'Work').locator('a[data-work-item]');
    const lines = await links.allTextContents();
    const at = lines.findIndex(text => text.includes(name) && !/On call|ACW/u.test(text));
    await keys(seat, String(at + 1));
    await links.nth(at).and(page.locator('[aria-current=true]')).waitFor(SOON);
    await holding(seat).getByRole('button', { name: 'Finish' }).waitFor(SOON);
  }

  test('several comments are settled together, by one confirmation, without a network', async () => {
    await become(priya(), 'Not ready');
    await become(ruth(), 'Not ready');
    for (const [name, channel] of [
      ['Otto Spam', 'facebook'],
      ['Ida Spam', 'instagram'],
    ] as const) {
      await asks(name, `Win a prize, says ${name}`, { type: 'post', channel });
      await takenWriting(seats, name, 'Win a prize');
    }
    const page = mara().page();
    await keys(mara(), 'X ] X Z S');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('heading', { name: 'Settle 2 items' }).waitFor(SOON);
    await tabTo(page, /^Finish$/);
    await press(page, 'ArrowRight Enter');
    await mara().cut();
    await choose(mara(), /^No response: 2 items$/);
    await dialog.waitFor({ state: 'detached', ...SOON });
    await expect.poll(() => region(page, 'Work').getByText('Settling, queued').count(), SOON).toBe(2);
    await mara().mend();
    // While they are open, whoever finishes other work is led to them.
    await expect.poll(() => region(page, 'Work').locator('a[data-work-item]').count(), SOON).toBe(0);
    await become(ruth(), 'Available');
    await become(priya(), 'Available');
  });

  test('words too long for one post go out as a thread, the network gone as they are sent', async () => {
    await asks('Thea Long', 'Where is my suitcase?', { type: 'post', channel: 'x', handle: '@LarkwingCare' });
    const seat = await takenWriting(seats, 'Thea Long', 'Where is my suitcase?');
    await write(seat, LONG);
    await choose(seat, /^As a thread$/);
    const parts = composer(seat).getByRole('list', { name: /^Thread of \d posts$/ });
    await parts.waitFor(SOON);
    const count = await parts.getByRole('listitem').count();
    await words(seat).waitFor(SOON);
    await seat.cut();
    await send(seat, LONG.slice(0, 80));
    await backendDies();
    seat.letThrough();
    await backendIsBack();
    await expect.poll(() => received('Thea Long').length, SOON).toBe(count);
    const posts = received('Thea Long').map(({ text }) => text);
    expect(posts.map(text => text.replace(/ \d\/\d$/u, '')).join(' ')).toContain(LONG);
    expect(posts.filter(text => text.length > 280)).toEqual([]);
    once('Thea Long', ...posts);
    await finish(seat, 'Suitcase lands at six');
  });

  test('a mail has its subject, a copy and a file, though the backend dies as it is sent', async () => {
    const how = { type: 'email', handle: 'care@larkwing.example', mailSubject: 'My suitcase', messageId: '<m1@post.example>' } as const; // prettier-ignore
    await asks('Max Mail', 'What do I get for it?', how, 'max@post.example');
    const seat = await takenWriting(seats, 'Max Mail', 'What do I get for it?');
    const page = seat.page();
    const chooser = page.waitForEvent('filechooser');
    await keys(seat, 'A');
    await (await chooser).setFiles({ name: 'claim.pdf', mimeType: 'application/pdf', buffer: PDF });
    await composer(seat).getByRole('button', { name: 'Remove claim.pdf' }).waitFor(SOON);
    await write(seat, 'The form is attached.');
    await press(page, 'Shift+Tab Control+A');
    await page.keyboard.insertText('Your claim for the suitcase');
    await press(page, 'Shift+Tab Enter');
    await composer(seat).getByRole('textbox', { name: 'Add to Cc' }).and(page.locator(':focus')).waitFor(SOON);
    await page.keyboard.insertText('partner@post.example');
    await press(page, 'Enter');
    await composer(seat).getByRole('button', { name: 'Remove partner@post.example' }).waitFor(SOON);
    await backendDies();
    await press(page, 'Control+Enter');
    await said(seat, 'The form is attached.').first().waitFor(SOON);
    await backendIsBack();
    await expect.poll(() => received('Max Mail').length, SOON).toBe(1);
    const [{ entryId }] = received('Max Mail') as [Mail];
    const mail = await PostalMime.parse(await readFile(join(backend.dataDir, 'mailbox', mailFileOf(entryId))));
    expect(mail).toMatchObject({
      subject: 'Your claim for the suitcase',
      to: [{ address: 'max@post.example' }],
      cc: [{ address: 'partner@post.example' }],
      text: expect.stringContaining('The form is attached.'),
      attachments: [{ filename: 'claim.pdf' }],
    });
    expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer).equals(PDF)).toBe(true);
    once('Max Mail', 'The form is attached.');
    await finish(seat, 'Form sent');
  });

  test('it goes from public to private to the phone as one case, by a code that only the customer was told', async () => {
    const how = { type: 'post', channel: 'x', handle: '@LarkwingCare' } as const;
    await asks('Nia Code', 'Nobody answers. Where is my bag?', how, '@niacode');
    const seat = await takenWriting(seats, 'Nia Code', 'Nobody answers.');
    await answer(seat, 'Sorry, Nia. Please look at your messages.');
    await seat.cut();
    await settle(seat, 'By direct message');
    await seat.mend();
    await composer(seat)
      .getByText(/^Private, by/u)
      .first()
      .waitFor(SOON);
    await write(seat, 'Ring us, and key in');
    await keys(seat, 'C P');
    const dialog = seat.page().getByRole('dialog');
    await dialog.getByLabel('Code', { exact: true }).waitFor(SOON);
    await choose(seat, /^Insert into the reply/u);
    await words(seat).waitFor(SOON);
    await backendDies();
    await send(seat, 'Ring us, and key in');
    await backendIsBack();
    const told = (): Mail | undefined => received('Nia Code').find(({ text }) => CODE.test(text));
    await expect.poll(told, SOON).toBeDefined();
    once('Nia Code', 'Sorry, Nia. Please look at your messages.', told()!.text);

    await rings('+447700900555', CODE.exec(told()!.text)![0]);
    const by = await takenCall(seats, 'Nia Code', 'Ring us, and key in');
    await said(by, 'Nobody answers. Where is my bag?').first().waitFor(SOON);
    await said(by, 'Sorry, Nia. Please look at your messages.').first().waitFor(SOON);
    const [work, call] = [(await workAt(seat)).find(isOf('Nia Code', 'x')), (await workAt(by)).find(isOf('Nia Code', 'voice'))]; // prettier-ignore
    expect(work).toBeDefined();
    expect(call?.caseId).toBe(work!.caseId);
    await by.cut();
    expect(await liveCall(by).isVisible()).toBe(true);
    await by.mend();
    await endCall(by, 'Told her by phone');
    await toWritten(seat, 'Nia Code');
    await finish(seat, 'Went on by phone');
  });

  test('two of one person side by side: the desk is killed with words half written, on a call, and has all of it again', async () => {
    await become(priya(), 'Not ready');
    await become(ruth(), 'Not ready');
    const number = '+447700900778';
    await known('Bo Twice', [
      { channel: 'sms', address: number },
      { channel: 'voice', address: number },
    ]);
    await asks('Bo Twice', 'Is it on the plane?', { type: 'message', channel: 'sms' }, number);
    await takenWriting(seats, 'Bo Twice', 'Is it on the plane?');
    await rings(number);
    await region(mara().page(), 'Offer').waitFor({ timeout: 30_000 });
    await press(mara().page(), 'F2');
    await liveCall(mara()).waitFor(SOON);
    await toWritten(mara(), 'Bo Twice');
    await write(mara(), HALF);
    await composer(mara()).getByText('Draft kept', { exact: true }).waitFor(SOON);
    await keys(mara(), 'N');
    await words(mara()).waitFor(SOON);
    await mara().page().keyboard.insertText(HALF_NOTE);
    await composer(mara()).getByText('Draft kept', { exact: true }).waitFor(SOON);
    await mara().dies();
    const page = mara().page();
    await liveCall(mara()).waitFor(SOON);
    // The call's bar stands there before its conversation, and a key for what is not there yet does nothing.
    await expect.poll(() => composer(mara()).locator('textarea').inputValue(), SOON).toBe(HALF_NOTE);
    await keys(mara(), 'R');
    await words(mara()).waitFor(SOON);
    await expect.poll(() => words(mara()).inputValue(), SOON).toBe(HALF);
    await press(page, 'Control+A');
    await page.keyboard.insertText(SMS);
    await composer(mara())
      .getByText(/, 2 messages$/u)
      .waitFor(SOON);
    await send(mara(), SMS);
    await keys(mara(), 'N');
    await words(mara()).waitFor(SOON);
    await expect.poll(() => words(mara()).inputValue(), SOON).toBe(HALF_NOTE);
    await press(page, 'Control+End');
    await page.keyboard.insertText(' by the depot.');
    await send(mara(), `${HALF_NOTE} by the depot.`);
    once('Bo Twice', SMS, `${HALF_NOTE} by the depot.`);
    await expect.poll(() => received('Bo Twice').map(({ text }) => text), SOON).toEqual([SMS]);
    await endCall(mara(), 'Told by phone and text');
    await toWritten(mara(), 'Bo Twice');
    await finish(mara(), 'Text sent');
    for (const seat of seats) if (!(await isAvailable(seat))) await become(seat, 'Available');
  });

  test('a note names a colleague, who sees it; and the work goes to a queue, its agent without a network', async () => {
    await asks('Dee Emm', 'My reference is LWPX4471.', { type: 'message', channel: 'x', handle: '@LarkwingCare' });
    const seat = await takenWriting(seats, 'Dee Emm', 'My reference is LWPX4471.');
    const other = seats.find(one => one !== seat && one !== ruth())!;
    const named = seat === ruth() ? other : ruth();
    const page = seat.page();
    await keys(seat, 'N');
    await words(seat).waitFor(SOON);
    await page.keyboard.type('For you, @');
    await page.keyboard.type(named.name.slice(0, 4));
    await page.getByRole('option', { name: named.name }).waitFor(SOON);
    await press(page, 'Enter');
    await page.keyboard.insertText('to know: she has waited since Tuesday.');
    await named.cut();
    await send(seat, 'she has waited since Tuesday.');
    once('Dee Emm', 'she has waited since Tuesday.');
    await named.mend();
    await region(named.page(), 'Work').getByRole('list', { name: 'Mentions' }).getByText('New').waitFor(SOON);
    await keys(named, 'G M');
    await said(named, 'she has waited since Tuesday.').first().waitFor(SOON);

    await seat.cut();
    await toQueue(seat, 'Social, public', 'She wrote in public first.');
    await seat.mend();
    const next = await taken(seats, 'Dee Emm', 'My reference is LWPX4471.');
    await expect.poll(() => holding(next).textContent(), SOON).toContain('She wrote in public first.');
    await answer(next, 'We have it, and look at once.');
    once('Dee Emm', 'We have it, and look at once.');
    await finish(next, 'Answered');
  });

  test('nobody has anything left, and no mouse was used', async () => {
    const open = (): Promise<number[]> =>
      Promise.all(seats.map(seat => region(seat.page(), 'Work').locator('a[data-work-item]').count()));
    await expect.poll(open, { timeout: 30_000 }).toEqual([0, 0, 0]);
    expect(await Promise.all(seats.map(seat => seat.pointers()))).toEqual([0, 0, 0]);
  });

  test('the timelines have each word once, and nothing that still waits', async () => {
    for (const [name, texts] of stands) {
      const customerId = customers.get(name)!;
      const read = await Promise.all(
        seats.map(seat => forgedCall(seat.page(), 'timeline.page', JSON.stringify({ customerId, limit: 100 }), 1)),
      );
      type Page = { ok: boolean; value: { items: { entry: { text: string }; pending: unknown }[] } };
      const pages = (read as unknown as Page[]).filter(({ ok }) => ok).map(({ value }) => value.items);
      const times = (text: string) => pages.map(all => all.filter(({ entry }) => entry.text.includes(text)).length);
      expect(pages.length).toBeGreaterThan(0);
      for (const text of texts) expect([text, times(text)]).toEqual([text, pages.map(() => 1)]);
      expect(pages.flat().filter(({ pending }) => pending !== null)).toEqual([]);
    }
  });

  test('the exchange ended each call once, and the ledger has one holder at a time and one end for each', async () => {
    const lines = await backend.exchange<{ id: string; state: string; end: string }[]>({ do: 'calls' });
    expect(lines.map(({ id, end }) => [id, end])).toEqual(calls.map(id => [id, 'agent hung up']));
    for (const seat of seats.splice(0)) await seat.stop();
    await backend.stop();
    const verdict = await ledgerVerdict('--data', backend.dataDir);
    expect(verdict).toContain('The promises held');
    expect(verdict).toContain(`${items} work items, each with one holder at a time`);
    expect(verdict).toContain(`${items} finished once.`);
    const rows = (await ledgerOf('--data', backend.dataDir)).trim().split('\n');
    const whys = rows.map(row => (JSON.parse(row) as { why: string }).why);
    expect(whys.filter(why => why === 'work.noResponse')).toHaveLength(2);
    expect(whys).toContain('work.transfer');
  });
});
