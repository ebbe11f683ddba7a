// Several pieces of work of one customer side by side: each is reached, worked on and ended by itself.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { waysFor } from '../../renderer/compose/ways-at-hand.ts';
import { aboutNow } from '../../renderer/stores/drafts.ts';
import { moveOn, takeWaiting } from '../../renderer/stores/holders.ts';
import { useMentions } from '../../renderer/stores/mentions.ts';
import { openCustomer, parseHash, useView } from '../../renderer/stores/view.ts';
import { useWork } from '../../renderer/stores/work.ts';
import { firstOf, neighbourOf } from '../../renderer/work/selection.ts';
import type { ReplyWay } from '../../shared/domain/reply-ways.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { close, Desk, heldItem, offerFor, settle, show } from './desk.tsx';
import { customerWith, entryOf, pendingOf, someone } from './made.ts';

beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
});
afterEach(() => {
  close();
  useMentions.setState(useMentions.getInitialState(), true);
});

const post = heldItem({ id: 'post', channel: 'x', interactionId: 'x-1', subject: 'Charged twice' });
const mail = heldItem({ id: 'mail', channel: 'email', interactionId: 'mail-2', caseId: 'case-2', subject: 'Lost bag' });
const call = heldItem({ id: 'call', channel: 'voice', interactionId: 'call-1', subject: 'Charged twice' });
const other = heldItem({ id: 'other', channel: 'x', interactionId: 'x-9', customerId: 'ana', customerName: 'Ana' });

const oneCase = customerWith([]).cases[0]!;
const thread = customerWith([]).interactions[0]!;
const note = entryOf('note', { caseId: 'case-2', interactionId: 'mail-2', text: 'Ask Oslo' });

function deskWith(...items: WorkItem[]): Desk {
  const desk = new Desk();
  desk.core.customers.set(
    'max',
    customerWith([entryOf('post', { text: 'Charged me twice' }), note], {
      cases: [oneCase, { ...oneCase, id: 'case-2', number: 48_214, subject: 'Lost bag' }],
      interactions: [
        thread,
        {
          ...thread,
          id: 'mail-2',
          caseId: 'case-2',
          channel: 'email',
          audience: 'private',
          handle: 'care@larkwing.example',
          startedAt: thread.startedAt + 1_000,
        },
      ],
    }),
  );
  const ana = customerWith([entryOf('post', { customerId: 'ana', text: 'Where is it?' })]);
  desk.core.customers.set('ana', { ...ana, customer: { ...someone, id: 'ana', name: 'Ana' } });
  hold(desk, ...items);
  return desk;
}
const hold = (desk: Desk, ...items: WorkItem[]): void =>
  void (desk.work = { offer: null, lastOffer: null, items, audiences: { 'x-1': 'public', 'x-9': 'public' } });
async function holdNow(desk: Desk, ...items: WorkItem[]): Promise<void> {
  hold(desk, ...items);
  await desk.push({ topic: 'work' });
}

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
  await settle();
};
/** The lines of the list that say that theirs is what is shown. */
const current = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>('[data-work-item][aria-current=true]')].map(
    line => line.dataset['workItem'],
  );
const region = (name: string) => within(screen.getByRole('region', { name }));
const bar = () => within(screen.getByRole('group', { name: 'You hold this' }));
const dialog = (): HTMLElement => screen.queryByRole('dialog') ?? screen.getByRole('alertdialog');
/** What the dialog says that it is about. */
const about = (): string =>
  document.querySelector(`[id="${dialog().getAttribute('aria-describedby')}"]`)?.textContent ?? '';
const titled = (): string => within(dialog()).getByRole('heading').textContent;
const away = async (): Promise<void> => {
  fireEvent.keyDown(dialog(), { key: 'Escape' });
  await settle();
};

describe('which one is selected', () => {
  test('] goes from one to the other of one customer and on to the next customer, and one line says so', async () => {
    await show(deskWith(post, mail, other), '#work/max');
    expect(current()).toEqual(['post']);
    const met = [];
    for (const key of [']', ']', ']', '[', '[']) {
      await press(key);
      expect(current()).toHaveLength(1);
      met.push(current()[0]);
    }
    expect(met).toEqual(['mail', 'other', 'post', 'other', 'mail']);
    await press('1');
    expect(current()).toEqual(['post']);
    await press('2');
    expect(current()).toEqual(['mail']);
    fireEvent.click(document.querySelector('[data-work-item=post]')!);
    await settle();
    expect(current()).toEqual(['post']);
  });

  test('it stays where the list is sorted anew, and as other work comes and goes', async () => {
    const desk = deskWith(post, mail, other);
    desk.marks = [
      { workItemId: 'post', waitsSince: 9_000, unread: 0, isNotDelivered: false },
      { workItemId: 'mail', waitsSince: 2_000, unread: 0, isNotDelivered: false },
    ];
    await show(desk, '#work/max/post');
    await press('z', 'o');
    expect([...document.querySelectorAll<HTMLElement>('[data-work-item]')].map(one => one.dataset['workItem'])).toEqual(
      ['mail', 'post', 'other'],
    );
    expect(current()).toEqual(['post']);
    await holdNow(desk, call, mail, post);
    expect(current()).toEqual(['post']);
  });

  test('a page that is loaded anew shows the same one', async () => {
    const desk = deskWith(post, mail);
    await show(desk, '#work/max');
    await press(']');
    const { hash } = location;
    expect(hash).toBe('#work/max/mail');
    close();
    await show(desk, hash);
    expect(current()).toEqual(['mail']);
    expect(parseHash('#work/a%2Fb/c%2Fd')).toEqual({ name: 'work', customerId: 'a/b', itemId: 'c/d' });
    close();
    await show(desk, '#work/max/long-gone');
    expect(current()).toEqual(['post']);
    expect(location.hash).toBe('#work/max/post');
  });

  test('back leads to the one that was selected before', async () => {
    await show(deskWith(post, mail), '#work/max/post');
    await press(']');
    expect(current()).toEqual(['mail']);
    location.hash = '#work/max/post';
    await waitFor(() => expect(current()).toEqual(['post']));
  });

  test('who goes elsewhere by the address in the moment in which work comes or goes gets there', async () => {
    const desk = deskWith(post, other);
    await show(desk, '#work/max/post');
    location.hash = '#work/ana';
    // Before the browser has told of the new address: what was selected has gone, and something else is.
    act(() => useWork.setState({ items: [mail, other] }));
    await settle();
    await waitFor(() => expect(current()).toEqual(['other']));
    expect(location.hash).toBe('#work/ana/other');
  });

  test('whoever has another customer open comes back to the one of two that they left', async () => {
    await show(deskWith(post, mail, other), '#work/max/mail');
    await press(']');
    expect(current()).toEqual(['other']);
    act(() => openCustomer('max'));
    await settle();
    expect(current()).toEqual(['mail']);
  });

  test('what is accepted is selected at once, and not the other that is in hand of the same customer', async () => {
    const desk = deskWith(post);
    await show(desk, '#work/max');
    desk.work = { ...desk.work, offer: offerFor({ workItemId: 'mail', channel: 'email', interactionId: 'mail-2' }) };
    await desk.push({ topic: 'work' });
    await press('F2');
    expect(current()).toEqual([]);
    expect(screen.queryByRole('group', { name: 'You hold this' })).toBeNull();
    await holdNow(desk, mail, post);
    expect(current()).toEqual(['mail']);
  });

  test('one that was accepted in vain leaves the customer with what is in hand of them', async () => {
    const desk = deskWith(post);
    await show(desk, '#work/max');
    desk.work = { ...desk.work, offer: offerFor({ workItemId: 'mail', channel: 'email', interactionId: 'mail-2' }) };
    await desk.push({ topic: 'work' });
    await press('F2');
    await holdNow(desk, post);
    expect(current()).toEqual(['post']);
  });

  test('a hit of Review opens in Work with the work that it is part of', async () => {
    const desk = deskWith(post, mail);
    const about = { customerName: 'Max', caseNumber: 48_214, caseSubject: 'Lost bag', caseState: 'open' } as const;
    desk.found = { hits: [{ entry: note, ...about, caseClosedAt: null, snippet: 'Ask Oslo', marks: [] }] };
    await show(desk, '#work/max/post', 2_000);
    await press('g', 'r');
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: 'Oslo' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Open in Work' }));
    await waitFor(() => expect(current()).toEqual(['mail']));
  });

  test('two lines of one name are told apart by ear too', async () => {
    await show(deskWith(post, mail), '#work/max');
    expect(screen.getByRole('link', { name: /^X post ?Maximiliane Oyelaran/ }).dataset['workItem']).toBe('post');
    expect(screen.getByRole('link', { name: /^Email ?Maximiliane Oyelaran/ }).dataset['workItem']).toBe('mail');
  });

  test('it stays with its item where that turns out to be of another customer', async () => {
    const desk = deskWith(post, mail);
    await show(desk, '#work/max/mail');
    await holdNow(desk, post, { ...mail, customerId: 'ana', customerName: 'Ana' });
    expect(current()).toEqual(['mail']);
    expect(location.hash).toBe('#work/ana/mail');
  });

  test('what is taken without an offer is selected as it comes', async () => {
    const desk = deskWith(post);
    const waits = { ...mail, state: 'waiting', holderId: null, heldAt: null } as const;
    desk.others = [post, waits];
    Object.assign(desk.core.others, {
      'work.take': () => pendingOf('sent', { kind: 'work.take', workItemId: 'mail' }),
    });
    await show(desk, '#work/max');
    await act(() => takeWaiting('mail'));
    await holdNow(desk, post, mail);
    expect(current()).toEqual(['mail']);
    await holdNow(desk, post, mail, other);
    await press('1');
    expect(current()).toEqual(['post']);
  });

  test('what comes along as the matter goes on in private is selected: it is answered next', async () => {
    const desk = deskWith(post);
    const message = heldItem({ id: 'message', channel: 'x', interactionId: 'x-2', subject: 'Charged twice' });
    desk.others = [post, { ...message, state: 'waiting', holderId: null, heldAt: null }];
    Object.assign(desk.core.others, {
      'case.move': () => pendingOf('sent', { kind: 'case.move', workItemId: 'post' }),
    });
    await show(desk, '#work/max');
    await act(() => moveOn(post, 'direct-message'));
    expect(desk.asked('case.move')).toEqual([{ workItemId: 'post', way: 'direct-message' }]);
    await holdNow(desk, post, message);
    expect(current()).toEqual(['message']);
  });

  test('work of another matter that comes to somebody who writes is selected when they have stopped', async () => {
    const desk = deskWith();
    await show(desk, '#work/max');
    const field = screen.getByRole('textbox', { name: 'Reply' });
    field.focus();
    expect(aboutNow('max').caseId).toBe('case-1');
    await holdNow(desk, mail);
    expect(current()).toEqual([]);
    expect(aboutNow('max').caseId).toBe('case-1');
    act(() => field.blur());
    await settle();
    expect(current()).toEqual(['mail']);
  });

  test('a mention leads to its note with the work that the note is about', async () => {
    const desk = deskWith(post, mail, other);
    desk.mentions = [
      {
        id: 'm1',
        version: 1,
        agentId: 'mara',
        fromId: 'priya',
        fromName: 'Priya Shah',
        customerId: 'max',
        customerName: 'Max',
        entryId: note.id,
        words: 'Ask Oslo',
        at: 1,
        seenAt: null,
      },
    ];
    await show(desk, '#work/ana');
    await press('g', 'm');
    await waitFor(() => expect(current()).toEqual(['mail']));
  });
});

describe('work that ends', () => {
  test('leads to the other of the same customer, and then to the one below', async () => {
    const desk = deskWith(other, post, mail);
    await show(desk, '#work/max/post');
    await holdNow(desk, other, mail);
    expect(current()).toEqual(['mail']);
    await holdNow(desk, other);
    expect(current()).toEqual(['other']);
    expect(location.hash).toBe('#work/ana/other');
    await holdNow(desk);
    expect(useView.getState().customerId).toBe('ana');
    expect(location.hash).toBe('#work/ana');
  });

  test('takes nobody away who writes, nor from words that were begun', async () => {
    const desk = deskWith(post, mail, other);
    await show(desk, '#work/max/post');
    const field = screen.getByRole('textbox', { name: 'Reply' });
    field.focus();
    await holdNow(desk, mail, other);
    expect(current()).toEqual([]);
    expect(document.activeElement).toBe(field);
    expect(screen.queryByRole('group', { name: 'You hold this' })).toBeNull();
    fireEvent.change(field, { target: { value: 'We have' } });
    act(() => field.blur());
    await holdNow(desk, other);
    expect(useView.getState().customerId).toBe('max');
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' }).value).toBe('We have');
    await press(']');
    expect(current()).toEqual(['other']);
  });

  test('leads to the other of the same case also while words stand, which stay as they are and go where they went', async () => {
    const message = heldItem({ id: 'message', channel: 'x', interactionId: 'x-2', subject: 'Charged twice' });
    const desk = deskWith(message, post, other);
    await show(desk, '#work/max/message');
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
    field.focus();
    fireEvent.change(field, { target: { value: 'We have' } });
    await holdNow(desk, post, other);
    expect(current()).toEqual(['post']);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' }).value).toBe('We have');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reply' }));
    act(() => field.blur());
    await press('z', 'f');
    expect(about()).toBe('X post: Charged twice');
  });

  test('where only other matters are in hand, the words stay, and what is next is said and one press away', async () => {
    const desk = deskWith(post, mail, other);
    await show(desk, '#work/max/post');
    const field = screen.getByRole('textbox', { name: 'Reply' });
    field.focus();
    fireEvent.change(field, { target: { value: 'We have' } });
    await holdNow(desk, other);
    expect(current()).toEqual([]);
    const over = within(screen.getByRole('group', { name: 'This work is over' }));
    expect(over.getByRole('status').textContent).toBe('You do not hold this any more. Your words stay here.');
    fireEvent.click(over.getByRole('button', { name: /^Next: / }));
    await settle();
    expect(current()).toEqual(['other']);
    expect(screen.queryByRole('group', { name: 'This work is over' })).toBeNull();
  });

  test('its neighbour is of the same customer, else the next below that is in hand, else above', () => {
    const ids = (...items: WorkItem[]) => ({ open: items, parked: [] });
    const third = { ...other, id: 'third', customerId: 'eva' };
    expect(neighbourOf(post, ids(post, other, mail), ids(other, mail))?.id).toBe('mail');
    expect(neighbourOf(post, ids(other, post, third), ids(other, third))?.id).toBe('third');
    expect(neighbourOf(post, ids(other, third, post), ids(other, third))?.id).toBe('third');
    expect(neighbourOf(post, ids(post), ids(third))?.id).toBe('third');
    expect(neighbourOf(post, ids(post), { open: [], parked: [mail, other] })?.id).toBe('mail');
    expect(neighbourOf(post, ids(post), ids())).toBeNull();
    expect(firstOf('max', { open: [other], parked: [mail] }, [post])?.id).toBe('mail');
    expect(firstOf('eva', ids(other), [])).toBeNull();
  });
});

describe('what is done', () => {
  const finished = async (desk: Desk): Promise<unknown> => {
    fireEvent.keyDown(within(dialog()).getByRole('textbox', { name: 'Wrap-up' }), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(desk.asked('work.finish')).not.toEqual([]));
    return desk.asked('work.finish').map(one => (one as { workItemId: string }).workItemId);
  };

  test('the bar and the key finish the one that is selected', async () => {
    const desk = deskWith(post, mail);
    await show(desk, '#work/max');
    await press(']');
    fireEvent.click(bar().getByRole('button', { name: 'Finish' }));
    await settle();
    expect(about()).toBe('Email: Lost bag');
    await away();
    await press('z', 'f');
    expect(about()).toBe('Email: Lost bag');
    expect(await finished(desk)).toEqual(['mail']);
  });

  test('so also where the first is parked, and where the list is in another order', async () => {
    const desk = deskWith({ ...post, parked: { until: null, reason: null, at: 1 } }, mail);
    desk.settings = { ...desk.settings, workOrder: 'waiting' };
    await show(desk, '#work/max');
    expect(current()).toEqual(['mail']);
    fireEvent.click(bar().getByRole('button', { name: 'Finish' }));
    await settle();
    expect(about()).toBe('Email: Lost bag');
    await away();
    await press('z', 'f');
    expect(about()).toBe('Email: Lost bag');
    await away();
    fireEvent.click(document.querySelector('[data-work-item=post]')!);
    await settle();
    expect(bar().getByText(/Parked until/)).toBeDefined();
    await press('z', 'b');
    expect(desk.asked('work.wake')).toEqual([{ workItemId: 'post' }]);
    await press('z', 'f');
    expect(about()).toBe('X post: Charged twice');
    expect(await finished(desk)).toEqual(['post']);
  });

  describe('with a call in hand beside a post of the same customer', () => {
    let desk: Desk;
    beforeEach(async () => {
      desk = deskWith(call, post);
      await show(desk, '#work/max/post');
    });

    test('the post has its own Finish and Hand over, and the call its bar', async () => {
      expect(bar().getByRole('button', { name: 'Finish' })).toBeDefined();
      expect(bar().getByRole('button', { name: 'Hand over' })).toBeDefined();
      expect(region('Live call').getByRole('button', { name: 'End' })).toBeDefined();
      await press('z', 'f');
      expect(titled()).toBe('Finish the work for Maximiliane Oyelaran');
      expect(await finished(desk)).toEqual(['post']);
    });

    test('with the call selected its keys are of the call', async () => {
      fireEvent.click(region('Live call').getByRole('button', { name: 'Show' }));
      await settle();
      expect(current()).toEqual(['call']);
      expect(screen.queryByRole('group', { name: 'You hold this' })).toBeNull();
      await press('z', 'f');
      expect(titled()).toBe('End the call with Maximiliane Oyelaran');
      expect(about()).toBe('Call: Charged twice');
      await away();
      await press('h', 't');
      expect(about()).toBe('Call: Charged twice');
      await away();
      await press('2', 'h', 't');
      expect(about()).toBe('X post: Charged twice');
    });

    test('the one that is being finished says so, and the other does not', async () => {
      desk.outbox = [pendingOf('queued', { kind: 'work.finish', workItemId: 'post' })];
      await desk.push({ topic: 'outbox' });
      expect(bar().getByRole('button', { name: 'Ending' })).toBeDefined();
      expect(region('Live call').getByRole('button', { name: 'End' })).toBeDefined();
      desk.outbox = [pendingOf('sent', { kind: 'work.finish', workItemId: 'call' })];
      await desk.push({ topic: 'outbox' });
      expect(bar().getByRole('button', { name: 'Finish' })).toBeDefined();
      expect(region('Live call').queryByRole('button', { name: 'End' })).toBeNull();
    });
  });

  test.each([
    ['parking', ['z', 'p'], 'Park the work for Maximiliane Oyelaran'],
    ['handing over', ['h', 't'], 'Transfer the work for Maximiliane Oyelaran'],
    ['escalating', ['h', 'e'], 'Escalate the work for Maximiliane Oyelaran'],
    ['asking in', ['h', 'c'], 'Ask a colleague about Maximiliane Oyelaran'],
  ])('the dialog of %s says which of two it is about', async (_what, keys, title) => {
    await show(deskWith(post, mail), '#work/max/mail');
    await press(...keys);
    expect(titled()).toBe(title);
    expect(about()).toBe('Email: Lost bag');
    await away();
    await press(']', ...keys);
    expect(about()).toBe('X post: Charged twice');
  });

  test('what is selected with others names each', async () => {
    await show(deskWith(post, mail), '#work/max/mail');
    await press('x');
    fireEvent.click(
      screen.getByRole('checkbox', { name: 'Select the work of Maximiliane Oyelaran, X post: Charged twice' }),
    );
    await press('z', 's');
    expect(within(dialog()).getByRole('list').textContent).toContain('X post: Charged twice');
    expect(within(dialog()).getByRole('list').textContent).toContain('Email: Lost bag');
  });
});

describe('where words go', () => {
  const target = () => region('Composer').getByRole('button', { name: /Where the reply goes|as / }).textContent;

  test('a reply goes to the case of the work that is selected', async () => {
    await show(deskWith(post, mail), '#work/max/post');
    expect(target()).toContain('X');
    await press(']');
    expect(target()).toContain('Email');
    expect(screen.getByRole('region', { name: 'Timeline' }).textContent).toContain('48214');
    await press(']');
    expect(target()).toContain('X');
  });

  test('one that is other work in hand is answered from there; without work they stand as they are', () => {
    const way = (interactionId: string) => ({ target: { interactionId } }) as ReplyWay;
    const opened = {
      ways: ['dm-1', 'mail-2', 'x-1'].map(way),
      interactions: [
        { ...thread, id: 'dm-1' },
        { ...thread, id: 'x-1' },
        { ...thread, id: 'mail-2', caseId: 'case-2' },
      ],
      cases: [oneCase, { ...oneCase, id: 'case-2' }],
    };
    const ids = (item: WorkItem | null, ...held: WorkItem[]) =>
      waysFor(opened, item, held).map(one => one.target.interactionId);
    const message = { ...post, id: 'message', interactionId: 'dm-1' };
    expect(ids(null, post)).toEqual(['dm-1', 'mail-2', 'x-1']);
    // The matter has been moved to messages, which are nobody's work by themselves.
    expect(ids(post, post)).toEqual(['dm-1', 'x-1', 'mail-2']);
    expect(ids(post, post, message)).toEqual(['x-1', 'dm-1', 'mail-2']);
    expect(ids(message, post, message)).toEqual(['dm-1', 'x-1', 'mail-2']);
    expect(ids(mail, mail, post)).toEqual(['mail-2', 'dm-1', 'x-1']);
    expect(ids(call, call, post)).toEqual(['dm-1', 'x-1', 'mail-2']);
  });

  test('on a call about something new it is the newest of an open case, and of a closed one only where nothing else is', () => {
    const opened = (...open: string[]) => ({
      ways: ['closed-mail', 'open-post', 'older-mail'].map(id => ({ target: { interactionId: id } }) as ReplyWay),
      interactions: [
        { ...thread, id: 'closed-mail', caseId: 'case-2' },
        { ...thread, id: 'open-post', caseId: 'case-3' },
        { ...thread, id: 'older-mail', caseId: 'case-4' },
        { ...thread, id: 'call-1', channel: 'voice' as const, caseId: 'case-5' },
      ],
      cases: ['case-2', 'case-3', 'case-4', 'case-5'].map(id => ({
        ...oneCase,
        id,
        state: open.includes(id) ? ('open' as const) : ('closed' as const),
      })),
    });
    const anew = { ...call, caseId: 'case-5' };
    const first = (...open: string[]) => waysFor(opened(...open), anew, [anew])[0]!.target.interactionId;
    expect(first('case-3', 'case-4', 'case-5')).toBe('open-post');
    expect(first('case-4', 'case-5')).toBe('older-mail');
    expect(first('case-5')).toBe('closed-mail');
  });

  test('of a call about something new the composer does not propose the mail of a matter that is closed', async () => {
    const anew = { ...call, interactionId: 'call-3', caseId: 'case-3' };
    const desk = deskWith(anew);
    const max = desk.core.customers.get('max')!;
    const [first, second] = max.cases;
    const items = [entryOf('post'), entryOf('email', { interactionId: 'mail-2', caseId: 'case-2' })];
    desk.core.customers.set('max', {
      ...max,
      cases: [first!, { ...second!, state: 'closed', closedAt: 1 }, { ...first!, id: 'case-3', number: 48_215 }],
      interactions: [...max.interactions, { ...thread, id: 'call-3', caseId: 'case-3', channel: 'voice' }],
      items: items.map(entry => ({ ...max.items[0]!, entry })),
    });
    await show(desk, '#work/max/call');
    expect(target()).toContain('X');
  });
});

describe('where one is', () => {
  const feed = (): HTMLElement => screen.getByRole('feed');

  test('going from one to the other of one customer keeps the timeline as it stands', async () => {
    const desk = deskWith(post, mail);
    await show(desk, '#work/max/post');
    const before = feed();
    const scroller = before.parentElement!;
    scroller.scrollTop = 120;
    const asked = desk.asked('customer.open').length;
    await press('2');
    expect(current()).toEqual(['mail']);
    expect(feed()).toBe(before);
    expect(scroller.scrollTop).toBe(120);
    expect(desk.asked('customer.open')).toHaveLength(asked);
  });

  test('a digit pressed on an entry leads to an entry of the next customer, and never to nobody', async () => {
    await show(deskWith(post, other), '#work/max/post');
    const entry = within(feed()).getAllByRole('article')[0]!;
    act(() => entry.focus());
    await press('2');
    await waitFor(() => expect(feed().textContent).toContain('Where is it?'));
    await waitFor(() => expect(document.activeElement?.tagName).toBe('ARTICLE'));
    expect(document.activeElement?.textContent).toContain('Where is it?');
    await press('1');
    await waitFor(() =>
      expect(document.activeElement?.closest('[data-timeline]')?.getAttribute('data-timeline')).toBe('max'),
    );
  });

  test('with the focus on the bar of one that has none beside it the focus stays on the page', async () => {
    await show(deskWith(call, post), '#work/max/post');
    act(() => bar().getByRole('button', { name: 'Park' }).focus());
    await press('1');
    expect(current()).toEqual(['call']);
    expect(document.activeElement).not.toBe(document.body);
  });
});
