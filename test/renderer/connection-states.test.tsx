import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { runAction } from '../../renderer/app/run-action.ts';
import { useConnection } from '../../renderer/stores/connection.ts';
import { hostWords } from '../../renderer/text/host.ts';
import type { Connection } from '../../shared/contract/bridge.ts';
import { CORE_DOWN } from '../../shared/contract/bridge/session.ts';
import { shortDay, shortMoment } from '../../renderer/text/time.ts';
import { close, Desk, heldItem, live, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

const status = () => screen.getByRole('status', { name: 'Connection' });

async function tell(desk: Desk, changes: Partial<Connection>): Promise<void> {
  await desk.push({ topic: 'connection', connection: { ...live, ...changes } });
}

test.each([
  ['live', ''],
  ['catching-up', ''],
  ['connecting', 'Connecting: it is sent when the connection is back.'],
  ['offline', 'Offline: it is sent when the connection is back.'],
  ['signed-out', 'Signed out: it is sent when you sign in again.'],
  ['replaced', 'Signed in elsewhere: it is sent when you use this desk again.'],
  ['upgrade-required', 'Upgrade required: it is sent when this program is updated.'],
] as const)('%s: the composer names what a reply waits for as the bar does', async (state, said) => {
  const desk = new Desk();
  desk.work = { ...desk.work, items: [heldItem({ channel: 'x', interactionId: 'x-1' })] };
  desk.core.customers.set('max', customerWith([entryOf('message')]));
  await show(desk, '#work/max');
  await tell(desk, { state });
  const waits = within(screen.getByRole('region', { name: 'Composer' })).queryByText(/: it is sent /);
  expect(waits?.textContent ?? '').toBe(said);
});

test('catching up says how many events are left, and counts down', async () => {
  const desk = new Desk();
  desk.connection = { ...live, state: 'catching-up', left: 1_312 };
  await show(desk);
  expect(status().textContent).toBe('Catching up 1,312 left');
  await tell(desk, { state: 'catching-up', left: 7 });
  expect(status().textContent).toBe('Catching up 7 left');
  await tell(desk, {});
  expect(status().textContent).toMatch(/^Live complete to/);
});

test('records set aside are counted in the bar, in every state, and only when there are some', async () => {
  const desk = new Desk();
  await show(desk);
  expect(status().textContent).not.toContain('set aside');
  const marks = () => screen.queryAllByLabelText(/set aside$/).map(mark => mark.getAttribute('aria-label'));
  expect(marks()).toEqual([]);
  await tell(desk, { setAside: 1 });
  expect(marks()).toEqual(['1 unreadable record set aside']);
  await tell(desk, { setAside: 3, state: 'catching-up', left: 2 });
  expect(marks()).toEqual(['3 unreadable records set aside']);
  expect(status().title).toContain('3 unreadable records set aside');
});

test('offline since another day, the bar, the banner and the mark say which, and the banner why', async () => {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('post')]));
  await show(desk, '#work/max');
  const then = Date.now() - 3 * 86_400_000;
  const day = shortDay(then);
  await tell(desk, { state: 'offline', since: then, completeTo: then, reason: 'The backend cannot be reached' });
  const banner = screen.getByText(/You are reading what this workstation has/);
  expect(banner.textContent).toContain(`Offline since ${shortMoment(then)}.`);
  expect(banner.textContent).toContain('The backend cannot be reached. You are reading');
  expect(banner.textContent).toContain(`complete to ${day}`);
  expect(status().textContent).toContain(`since ${shortMoment(then)}`);
});

test.each([
  ['without a program behind it', hostWords.gone],
  ['with one that stands still', hostWords.silent],
  ['with a core that stays down', CORE_DOWN],
])('%s the page promises nothing: neither that words are queued nor that trying helps', async (_, reason) => {
  const desk = new Desk();
  desk.work = { ...desk.work, items: [heldItem({ channel: 'x', interactionId: 'x-1' })] };
  desk.core.customers.set('max', customerWith([entryOf('message')]));
  await show(desk, '#work/max');
  await tell(desk, { state: 'offline', since: Date.now(), reason });
  const composer = screen.getByRole('region', { name: 'Composer' });
  expect(composer.textContent).toContain('Nothing is sent from this page any more.');
  expect(composer.textContent).not.toContain('when the connection is back');
  const banner = screen.getByText(reason, { exact: false });
  expect(banner.textContent).toContain(hostWords.goneHint);
  expect(banner.textContent).not.toContain('queued');
  expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull();
});

test.each([
  ['offline', 'Offline', /You are reading what this workstation has/],
  ['signed-out', 'Signed out', /does not accept this desk’s sign-in/],
  ['replaced', 'Replaced', /Another desk took over/],
  ['upgrade-required', 'Upgrade required', /do not fit together/],
] as const)('%s: the bar has its name and the banner says what it means', async (state, name, banner) => {
  const desk = new Desk();
  await show(desk);
  expect(screen.queryByText(banner)).toBeNull();
  await tell(desk, { state, since: Date.now() });
  expect(status().textContent).toContain(name);
  expect(screen.getByText(banner)).toBeDefined();
  await tell(desk, {});
  expect(screen.queryByText(banner)).toBeNull();
});

describe('signed out in the middle of work', () => {
  const out = { state: 'signed-out', since: Date.now(), reason: 'The name or the secret is wrong.' } as const;
  const secretOf = () => screen.getByLabelText<HTMLInputElement>('Secret');

  test('the new secret is typed in the window by keys alone, goes to the core, and stays nowhere here', async () => {
    const desk = new Desk();
    await show(desk, '#work/max');
    expect(screen.queryByLabelText('Secret')).toBeNull();
    await tell(desk, out);
    expect(secretOf().type).toBe('password');
    runAction('session.signIn');
    expect(document.activeElement).toBe(secretOf());
    fireEvent.change(secretOf(), { target: { value: 'fresh secret' } });
    await settle();
    fireEvent.submit(secretOf().closest('form')!);
    await settle();
    expect(desk.asked('session.signIn')).toEqual([{ secret: 'fresh secret' }]);
    const kept = [{ ...localStorage }, { ...sessionStorage }, useConnection.getState(), location.href];
    expect(JSON.stringify(kept)).not.toContain('fresh secret');
    expect(document.body.innerHTML).not.toContain('fresh secret');
    await tell(desk, {});
    expect(screen.queryByLabelText('Secret')).toBeNull();
  });

  test('one that is refused leads back to an empty field that has the focus, with the reason beside it', async () => {
    const desk = new Desk();
    await show(desk);
    await tell(desk, out);
    expect(document.activeElement).not.toBe(secretOf());
    desk.connection = { ...live, ...out, state: 'connecting' };
    fireEvent.change(secretOf(), { target: { value: 'wrong' } });
    await settle();
    fireEvent.submit(secretOf().closest('form')!);
    await tell(desk, { state: 'connecting' });
    await tell(desk, out);
    expect(secretOf().value).toBe('');
    expect(document.activeElement).toBe(secretOf());
    expect(screen.getByText(/The name or the secret is wrong/)).toBeDefined();
  });

  test('an empty secret goes nowhere, and a page that its host does not know has no field', async () => {
    const desk = new Desk();
    await show(desk);
    await tell(desk, out);
    fireEvent.submit(secretOf().closest('form')!);
    await settle();
    expect(desk.asked('session.signIn')).toEqual([]);
    for (const reason of [hostWords.linkUsed, hostWords.startedAgain]) {
      await tell(desk, { ...out, reason });
      expect(screen.queryByLabelText('Secret')).toBeNull();
      expect(screen.getByText(reason, { exact: false })).toBeDefined();
    }
    expect(screen.getByRole('button', { name: 'Try now' })).toBeDefined();
  });
});
