// An export by keys: what and how is asked, how far it is and where it went is said, and a stop leaves nothing.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { targetOfPanes, targetsOf, targetsOfHit } from '../../../renderer/export/targets.ts';
import { useExport } from '../../../renderer/stores/export.ts';
import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { ExportState } from '../../../shared/contract/bridge/export.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { close, Desk, live, settle, show } from '../desk.tsx';
import { customerWith, entryOf } from '../made.ts';

const state = (more: Partial<ExportState> = {}): ExportState => ({
  exportId: 'x1',
  state: 'running',
  format: 'html',
  name: 'Foreword case 1 2026-06-02 0900.html',
  done: 1_200,
  of: 8_000,
  entries: 1_100,
  leftOut: 100,
  size: null,
  code: null,
  ...more,
});

type Saved = Awaited<ReturnType<Handlers['export.save']>>;
type Given = { readonly saved?: Saved; readonly offline?: boolean };
async function desk({ saved = { how: 'saved', name: '/home/mara/case.html', path: null }, offline }: Given = {}) {
  const one = new Desk();
  if (offline) one.connection = { ...live, state: 'offline', since: 1 };
  let now: ExportState | null = null;
  Object.assign(one.core.others, {
    'export.start': () => (now = state()),
    'export.read': () => now,
    'export.save': () => saved,
    'export.cancel': () => ({}),
  } satisfies Partial<Handlers>);
  await show(one, '#work/max');
  const becomes = async (more: Partial<ExportState>): Promise<void> => {
    now = state(more);
    await one.push({ topic: 'export' });
  };
  return { one, becomes };
}
afterEach(() => {
  close();
  act(() => useExport.setState(useExport.getInitialState(), true));
});

const dialog = () => screen.getByRole('dialog');
const keys = async (...all: string[]): Promise<void> => {
  for (const key of all) fireEvent.keyDown(document.activeElement ?? document.body, { key });
  await settle();
};
const ask = (): Promise<void> => keys('g', 'e');
const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(within(dialog()).getByRole('button', { name }));
  await settle();
};

test('by key: the case in question, notes off; it is started as chosen, its way is said, and where it went', async () => {
  const { one, becomes } = await desk();
  await ask();
  expect(document.activeElement).toBe(within(dialog()).getAllByRole('radio')[0]);
  expect(within(dialog()).getByRole<HTMLInputElement>('checkbox', { name: /^Private notes/ }).checked).toBe(false);
  within(dialog()).getByText(/recorded for the audit, with your name/);
  fireEvent.click(within(dialog()).getByRole('radio', { name: /^JSON/ }));
  fireEvent.click(within(dialog()).getByRole('checkbox', { name: /^Private notes/ }));
  within(dialog()).getByText('A file with notes is not for the customer.');
  fireEvent.submit(within(dialog()).getByRole('radio', { name: /^JSON/ }).closest('form')!);
  await settle();
  expect(one.asked('export.start')).toEqual([
    {
      scope: { kind: 'case', caseId: 'case-1' },
      format: 'json',
      options: { withPrivate: true, withEvents: true, withNotes: true },
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  ]);
  expect(document.activeElement).toBe(within(dialog()).getByRole('button', { name: 'Stop' }));
  expect(within(dialog()).getByRole('status').textContent).toBe('1,200 of 8,000 entries read');
  expect(within(dialog()).getByRole<HTMLProgressElement>('progressbar').value).toBe(1_200);

  await becomes({ state: 'written', done: 8_000, entries: 7_900, leftOut: 100, size: 25_000 });
  await vi.waitFor(() => within(dialog()).getByText('Saved as /home/mara/case.html'));
  expect(dialog().textContent).toContain('7,900 entries; 100 left out, as the file says.');
  expect(dialog().textContent).toContain('Recorded for the audit.');
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Done'));
  await press('Done');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('stopped on its way it is cancelled, and the dialog is gone', async () => {
  const { one } = await desk();
  await ask();
  await press(/^Export/);
  await press('Stop');
  expect(one.asked('export.cancel')).toEqual([{ exportId: 'x1' }]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a place that is not chosen can be asked for again', async () => {
  const { one, becomes } = await desk({ saved: { how: 'declined', name: 'x', path: null } });
  await ask();
  await press(/^Export/);
  await becomes({ state: 'written', size: 1 });
  const save = await within(dialog()).findByRole('button', { name: 'Save …' });
  await vi.waitFor(() => expect(document.activeElement).toBe(save));
  await press('Save …');
  expect(one.asked('export.save')).toHaveLength(2);
});

test('what went wrong is said: a full disk, and too much for a PDF', async () => {
  const { becomes } = await desk();
  await ask();
  await press(/^Export/);
  await becomes({ state: 'failed', code: 'not-kept' });
  expect(within(dialog()).getByRole('alert').textContent).toMatch(/^Nothing was exported\. There is not enough room/);
  await becomes({ state: 'failed', code: 'too-large' });
  expect(within(dialog()).getByRole('alert').textContent).toContain('choose a web page instead of a PDF');
});

test('another one under way is said before anything is lost', async () => {
  const { one } = await desk();
  one.core.faults.set('export.start', 'conflict');
  await ask();
  await press(/^Export/);
  expect(within(dialog()).getByRole('alert').textContent).toContain('Another export is being written');
  within(dialog()).getByRole('button', { name: /^Export/ });
});

test('without a network it says that its record waits; a browser says that it prints PDFs itself', async () => {
  const { becomes } = await desk({ offline: true, saved: { how: 'print', name: 'x.pdf', path: '/print/k' } });
  await ask();
  within(dialog()).getByText(/recorded when there is one again/);
  within(dialog()).getByText(/choose “Save as PDF” there/);
  await press(/^Export/);
  await becomes({ state: 'written', size: 1 });
  await vi.waitFor(() => within(dialog()).getByText('Handed to the print dialog'));
  within(dialog()).getByText(/kept here until there is a network/);
  const frame = document.querySelector('iframe[src="/print/k"]')!;
  expect(frame.getAttribute('sandbox')).toBe('allow-same-origin allow-modals');
});

test('what there is to export: the case in hand first, then open ones, then by age; of a hit its case, all hits, it alone', () => {
  const { customer } = customerWith([]);
  const matter = (id: string, openedAt: number, open: boolean): Case => ({
    id,
    version: 1,
    number: openedAt,
    customerId: 'max',
    subject: id,
    state: open ? 'open' : 'closed',
    openedAt,
    closedAt: null,
  });
  const cases = [matter('old', 1, false), matter('held', 2, true), matter('open', 3, true), matter('new', 4, false)];
  const ids = targetsOf({ customer, cases }, ['held']).map(({ id }) => id);
  expect(ids).toEqual(['case held', 'case open', 'case new', 'case old', 'customer']);
  const hit = {
    entry: entryOf('message', { id: 'h1', caseId: 'a' }),
    customerName: 'Max',
    caseNumber: 7,
    caseSubject: 'Bag',
    caseState: 'open' as const,
    caseClosedAt: null,
    snippet: '',
    marks: [],
  };
  expect(targetsOfHit(hit, 'bag from:max').map(({ scope }) => scope)).toEqual([
    { kind: 'case', caseId: 'a' },
    { kind: 'customer', customerId: hit.entry.customerId },
    { kind: 'search', query: 'bag from:max' },
    { kind: 'entries', entryIds: ['h1'] },
  ]);
});

test('cases that are read side by side leave as one file', () => {
  const of = (caseNumber: number | null) => ({ caseNumber });
  expect(targetOfPanes([of(46_630), of(48_213), of(46_630), of(null)])).toEqual([
    {
      id: 'beside',
      label: 'The 2 cases side by side: 46630, 48213',
      scope: { kind: 'search', query: 'case:46630 case:48213' },
    },
  ]);
  expect(targetOfPanes([of(46_630), of(null)])).toEqual([]);
});
