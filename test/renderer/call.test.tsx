import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import type { OutboxItem, OwnCall } from '../../shared/contract/bridge.ts';
import { type CallAction, FRESH_LINE, type Leg } from '../../shared/domain/call.ts';
import { customerWith } from './made.ts';
import { close, Desk, heldItem, live, mara, settle, show } from './desk.tsx';

afterEach(close);

const customer: Leg = { id: '1', who: 'customer', name: '+44', state: 'talking', end: null };
const line = (changes: Partial<NonNullable<OwnCall['call']>> = {}): NonNullable<OwnCall['call']> => ({
  number: '+44 7700 900258',
  state: 'live',
  queueName: 'Priority care',
  queueMs: 1_000,
  talkMs: null,
  holdMs: null,
  answeredAt: Date.now() - 61_000,
  agentName: mara.name,
  wrapUp: null,
  ...FRESH_LINE,
  exchange: 'exchange',
  exchangeId: 'c-1',
  recording: 'on',
  legs: [customer],
  ...changes,
});

async function onCall(changes: Partial<NonNullable<OwnCall['call']>> = {}, hash = '#work/max') {
  const desk = new Desk();
  desk.work = { offer: null, lastOffer: null, items: [heldItem()] };
  desk.line = line(changes);
  await show(desk, hash);
  return desk;
}
const bar = () => screen.getByRole('region', { name: 'Live call' });
const button = (name: string | RegExp) => within(bar()).getByRole('button', { name });
const press = (key: string, on: Element = document.body) => fireEvent.keyDown(on, { key });
const asked = (desk: Desk) => desk.asked('call.control').map(input => (input as { action: string }).action);
async function becomes(desk: Desk, changes: Partial<NonNullable<OwnCall['call']>>): Promise<void> {
  desk.line = line(changes);
  await desk.push({ topic: 'timeline', customerId: 'max' });
}

describe('the call bar', () => {
  test('is below every view, with who is on the line and for how long', async () => {
    for (const hash of ['#work', '#review', '#queues']) {
      await onCall({}, hash);
      expect(bar().textContent).toMatch(/1:0[12]/);
      expect(within(bar()).getByText('Maximiliane Oyelaran')).toBeDefined();
      close();
    }
  });

  test('says mute, hold and recording by word and as pressed, and counts the hold', async () => {
    const desk = await onCall();
    expect(button('Mute').getAttribute('aria-pressed')).toBe('false');
    await becomes(desk, { muted: true, onHold: true, heldSince: Date.now() - 42_000, recording: 'paused' });
    expect(button('Muted').getAttribute('aria-pressed')).toBe('true');
    expect(button(/^On hold/).textContent).toMatch(/On hold 0:4[0-3]/);
    expect(button('Recording paused').getAttribute('aria-pressed')).toBe('true');
    await becomes(desk, { recording: 'off' });
    expect(within(bar()).getByText('Not recorded')).toBeDefined();
  });

  test('is worked by keys, also while writing, and asks for what is not yet so', async () => {
    const desk = await onCall();
    const field = screen.getByRole('textbox', { name: 'Reply' });
    field.focus();
    press('F4', field);
    press('F9', field);
    await becomes(desk, { muted: true, onHold: true, heldSince: Date.now() });
    press('F4', field);
    press('F9', field);
    field.blur();
    press('c');
    press('r');
    await settle();
    expect(asked(desk)).toEqual(['mute', 'hold', 'unmute', 'resume', 'record.pause']);
  });

  test('says what was asked of the call while the backend has not answered, and no longer once it has', async () => {
    const desk = await onCall();
    const told = (state: 'queued' | 'sent' | 'confirmed' | 'refused', callAction: CallAction, commandId = 'c-1') => ({
      commandId,
      kind: 'call.control' as const,
      state,
      at: 1,
      customerId: 'max',
      workItemId: 'work-1',
      callAction,
      reason: null,
      code: null,
    });
    const waits = async (...items: OutboxItem[]): Promise<void> => {
      desk.outbox = items;
      await desk.push({ topic: 'outbox' });
    };
    await waits(told('sent', 'hold'), { ...told('queued', 'mute', 'c-2'), workItemId: 'another' });
    expect(button(/^Holding …/).getAttribute('aria-pressed')).toBe('false');
    expect(button(/^Mute/)).toBeDefined();
    await waits(told('sent', 'hold'), told('queued', 'mute', 'c-2'), told('queued', 'record.pause', 'c-3'));
    for (const name of [/^Holding …/, /^Muting …/, /^Pausing recording …/]) expect(button(name)).toBeDefined();
    await becomes(desk, { onHold: true, heldSince: Date.now() });
    await waits(told('queued', 'resume'));
    expect(button(/^Taking off hold …/).getAttribute('aria-pressed')).toBe('true');
    await waits(told('refused', 'resume'));
    expect(button(/^On hold/)).toBeDefined();
    await waits();
    expect(button(/^On hold/)).toBeDefined();
  });

  test('the keypad sends the keys that are pressed, one by one', async () => {
    const desk = await onCall();
    press('c');
    press('k');
    const pad = await screen.findByRole('dialog', { name: 'Keypad' });
    press('4', within(pad).getByRole('button', { name: '1' }));
    press('#', within(pad).getByRole('button', { name: '1' }));
    fireEvent.click(within(pad).getByRole('button', { name: 'Star' }));
    await settle();
    expect(desk.asked('call.control')).toEqual(
      ['4', '#', '*'].map(digits => ({ workItemId: 'work-1', action: 'keypad', digits })),
    );
    expect(within(pad).getByLabelText('Tones sent').textContent).toBe('4#*');
    await becomes(desk, { state: 'ended', legs: [{ ...customer, state: 'ended', end: 'hung up' }] });
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Keypad' })).toBeNull());
  });

  test('ending asks once; then comes the work after it, with how the line ended', async () => {
    const desk = await onCall();
    press('c');
    press('e');
    const dialog = await screen.findByRole('alertdialog', { name: 'End the call with Maximiliane Oyelaran' });
    expect(asked(desk)).toEqual([]);
    const yes = within(dialog).getByRole('button', { name: 'End the call' });
    expect(document.activeElement).toBe(yes);
    fireEvent.click(yes);
    await settle();
    expect(asked(desk)).toEqual(['end']);
    await becomes(desk, { state: 'ended', legs: [{ ...customer, state: 'ended', end: 'dropped' }] });
    const after = screen.getByRole('region', { name: 'After-contact work' });
    expect(after.textContent).toContain('The line went dead');
    fireEvent.click(within(after).getByRole('button', { name: 'Finish' }));
    expect(await screen.findByRole('alertdialog', { name: /^Finish the work/ })).toBeDefined();
  });

  test('the customer hangs up: the work after it stands there in every view, and a control that had the focus does not drop it', async () => {
    const desk = await onCall();
    button('Mute').focus();
    await becomes(desk, { state: 'ended', legs: [{ ...customer, state: 'ended', end: 'hung up' }] });
    const after = screen.getByRole('region', { name: 'After-contact work' });
    expect(within(after).getByRole('button', { name: 'Finish' })).toBeDefined();
    expect(screen.queryByRole('region', { name: 'Live call' })).toBeNull();
    expect(document.activeElement?.closest('[data-region]') ?? null).not.toBeNull();
    press('c');
    press('e');
    expect(await screen.findByRole('alertdialog', { name: /^Finish the work/ })).toBeDefined();
  });

  test('while it rings at the customer it says so, and can only be muted, unrecorded or ended', async () => {
    await onCall({ answeredAt: null, legs: [{ ...customer, state: 'ringing' }] });
    expect(bar().textContent).toContain('Ringing');
    for (const name of ['Hold', 'Keypad']) expect(button(name)).toHaveProperty('disabled', true);
    expect(button('End')).toHaveProperty('disabled', false);
  });

  test.each(['offline', 'signed-out', 'replaced'] as const)(
    '%s: the call stays, and what waits is said',
    async state => {
      const desk = await onCall();
      await desk.push({ topic: 'connection', connection: { ...live, state, since: Date.now() } });
      expect(within(bar()).getByRole('status').textContent).toMatch(/^The call goes on by telephone/);
      for (const name of ['Mute', 'Hold', 'Keypad', 'Pause recording'])
        expect(button(name)).toHaveProperty('disabled', true);
      press('F4');
      await settle();
      expect(asked(desk)).toEqual([]);
      expect(button('End')).toHaveProperty('disabled', false);
    },
  );

  test('offline after the call nothing is said of a call that goes on', async () => {
    const desk = await onCall();
    await becomes(desk, { state: 'ended', legs: [{ ...customer, state: 'ended', end: 'hung up' }] });
    await desk.push({ topic: 'connection', connection: { ...live, state: 'offline', since: Date.now() } });
    const after = screen.getByRole('region', { name: 'After-contact work' });
    expect(after.textContent).not.toContain('goes on');
  });

  test('a core that does not answer leaves the call on the screen', async () => {
    const desk = await onCall();
    desk.core.faults.set('call.read', 'offline');
    await desk.push({ topic: 'work' });
    expect(bar()).toBeDefined();
  });

  test('what the exchange refused is said', async () => {
    await onCall({ trouble: 'this call is not recorded' });
    expect(within(bar()).getByRole('status').textContent).toBe('Not done: this call is not recorded.');
  });

  test('a call that no exchange carries has no controls, and says where they are', async () => {
    await onCall({ exchange: null });
    expect(within(bar()).queryByRole('button', { name: 'Hold' })).toBeNull();
    expect(bar().textContent).toContain('at the telephone');
  });
});

describe('a telephone that is none of ours', () => {
  const other = (state: Leg['state'], end: Leg['end'] = null): Leg => ({
    id: '3',
    who: 'other',
    name: '+442079460999',
    state,
    end,
  });
  const held: Leg = { ...customer, state: 'held' };
  const told = (desk: Desk) => desk.asked('call.control').map(input => input as { action: string; to?: string });
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) press(key, document.activeElement ?? document.body);
    await settle();
  };
  const number = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Number' });
  async function type(words: string) {
    fireEvent.change(number(), { target: { value: words } });
    await settle();
  }

  test('is asked first by keys alone; a word is no number', async () => {
    const desk = await onCall();
    await keys('c', 't');
    await screen.findByRole('dialog', { name: 'Another telephone for Maximiliane Oyelaran' });
    expect(document.activeElement).toBe(number());
    await type('the hotel');
    fireEvent.submit(number().closest('form')!);
    await settle();
    expect(screen.getByText(/This is no telephone number/)).toBeDefined();
    expect(told(desk)).toEqual([]);
    await type('+44 20 7946 0999');
    fireEvent.submit(number().closest('form')!);
    await settle();
    expect(told(desk)).toMatchObject([{ action: 'consult', to: '+44 20 7946 0999' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('keeps the number begun for it over Escape and a reload, until it is asked for or the call is over', async () => {
    const desk = await onCall();
    await keys('c', 't');
    await type('+44 20 79');
    await keys('Escape');
    expect(screen.queryByRole('dialog')).toBeNull();
    await keys('c', 't');
    expect(number().value).toBe('+44 20 79');
    await waitFor(() =>
      expect(desk.begunWords).toMatchObject([{ about: 'outside work-1', fields: { number: '+44 20 79' } }]),
    );
    await keys('Escape');
    close();
    const again = new Desk();
    again.begunWords = desk.begunWords;
    again.work = { offer: null, lastOffer: null, items: [heldItem()] };
    again.line = line();
    await show(again, '#work/max');
    await keys('c', 't');
    expect(number().value).toBe('+44 20 79');
    await type('+44 20 7946 0999');
    fireEvent.submit(number().closest('form')!);
    await settle();
    expect(told(again)).toMatchObject([{ action: 'consult', to: '+44 20 7946 0999' }]);
    await keys('c', 't');
    expect(number().value).toBe('');
    await type('112');
    await becomes(again, { state: 'ended', legs: [{ ...customer, state: 'ended', end: 'hung up' }] });
    await settle();
    expect(again.asked('begun.write').at(-1)).toMatchObject({ about: 'outside work-1', fields: {} });
  });

  test('is given the call at once with the Control key, and by the button', async () => {
    const desk = await onCall();
    await keys('c', 't');
    await type('112');
    fireEvent.keyDown(number(), { key: 'Enter', ctrlKey: true });
    await settle();
    expect(told(desk)).toMatchObject([{ action: 'transfer', to: '112' }]);
  });

  test('the bar says how it stands; conference, hand over and back to the customer by keys and buttons', async () => {
    const desk = await onCall({ onHold: true, legs: [held, other('ringing')] });
    const line = () => within(bar()).getByRole('group', { name: 'Other telephone' });
    expect(line().textContent).toContain('+442079460999, ringing');
    expect(within(line()).queryByRole('button', { name: /Conference|Hand over/ })).toBeNull();
    // Hold would put the three together: that is what a conference is for.
    expect(button(/^On hold/)).toHaveProperty('disabled', true);
    press('F9');
    await keys('c', 'a');
    await keys('c', 'w');
    expect(told(desk)).toEqual([]);
    await becomes(desk, { onHold: true, legs: [held, other('talking')] });
    expect(line().textContent).toContain('talks with you, the customer is on hold');
    await keys('c', 'a');
    await keys('c', 'w');
    fireEvent.click(within(line()).getByRole('button', { name: /Back to the customer/ }));
    await settle();
    expect(told(desk).map(({ action }) => action)).toEqual(['conference', 'complete', 'cancel']);
    await becomes(desk, { legs: [customer, other('talking')] });
    expect(line().textContent).toContain('all three talk');
    expect(within(line()).queryByRole('button', { name: /Conference/ })).toBeNull();
    await keys('c', 'x');
    expect(told(desk).at(-1)).toMatchObject({ action: 'cancel' });
  });

  test('that did not come in is said with its reason', async () => {
    const desk = await onCall({ onHold: true, legs: [held, other('ringing')] });
    await becomes(desk, { legs: [customer, other('ended', 'no answer')] });
    expect(bar().textContent).toContain('No answer: +442079460999. The customer is with you again.');
  });

  test('a colleague who was asked in is no telephone outside: the bar leaves them to the hand-over', async () => {
    const desk = new Desk();
    const priya = { agentId: 'priya', name: 'Priya Shah', role: 'consulted', since: Date.now() } as const;
    desk.work = { offer: null, lastOffer: null, items: [heldItem({ participants: [priya] })] };
    desk.line = line({ onHold: true, legs: [held, { ...other('talking'), name: 'Priya Shah' }] });
    await show(desk, '#work/max');
    expect(within(bar()).queryByRole('group', { name: 'Other telephone' })).toBeNull();
    expect(screen.getByText(/here to help/)).toBeDefined();
    await keys('c', 'x');
    expect(told(desk)).toEqual([]);
    await keys('h', 'a');
    expect(desk.core.calls.map(({ name }) => name)).toContain('work.conference');
  });

  test('is a choice of the hand-over too, and none while one is in the call', async () => {
    const desk = await onCall();
    await keys('h', 't');
    const dialog = await screen.findByRole('dialog', { name: /^Transfer the work/ });
    fireEvent.click(within(dialog).getByRole('button', { name: 'To another telephone…' }));
    await settle();
    expect(await screen.findByRole('dialog', { name: /^Another telephone/ })).toBeDefined();
    press('Escape', number());
    await settle();
    await becomes(desk, { onHold: true, legs: [held, other('talking')] });
    await keys('c', 't');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('calling back', () => {
  const numbered = () => {
    const desk = new Desk();
    const made = customerWith([]);
    const identity = { id: 'i-1', channel: 'voice', address: '+447700900258', display: '+44 7700 900258' } as const;
    const known = { sureness: 'proven', sharedBy: 1, followers: null, evidence: [] } as const;
    desk.core.customers.set('max', {
      ...made,
      customer: { ...made.customer, identities: [{ ...identity, ...known, evidence: [] }] },
    });
    return desk;
  };
  const phone = () => screen.findByRole('button', { name: 'Call +44 7700 900258' });

  test('rings the customer’s number about the open case', async () => {
    const desk = numbered();
    await show(desk, '#work/max');
    fireEvent.click(await phone());
    await settle();
    const [caseId] = desk.core.customers.get('max')!.cases.map(({ id }) => id);
    expect(desk.asked('call.dial')).toEqual([{ customerId: 'max', caseId, number: '+447700900258' }]);
  });

  test('not during a call, and not for who serves no calls', async () => {
    const desk = numbered();
    desk.work = { offer: null, lastOffer: null, items: [heldItem()] };
    desk.line = line();
    await show(desk, '#work/max');
    expect(await phone()).toHaveProperty('disabled', true);
    close();
    const other = numbered();
    other.agent = { ...mara, channels: ['email'] };
    await show(other, '#work/max');
    expect(screen.queryByRole('button', { name: /^Call / })).toBeNull();
  });
});
