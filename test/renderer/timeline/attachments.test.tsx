import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetRelay } from '../../../renderer/bridge/bridge.ts';
import { useFiles } from '../../../renderer/stores/attachments.ts';
import { useConnection } from '../../../renderer/stores/connection.ts';
import { attachmentDoubt } from '../../../shared/domain/attachment-doubt.ts';
import { Attachments } from '../../../renderer/timeline/Attachments.tsx';
import type { Connection, Handlers } from '../../../shared/contract/bridge.ts';
import type { Attachment } from '../../../shared/domain/entry.ts';
import { FakeCore } from '../fake-bridge.ts';
import { entryOf } from '../made.ts';

const LIVE: Connection = {
  state: 'live', since: null, completeTo: 0, left: 0, queued: 0, waiting: { replies: 0, notes: 0, others: 0 }, setAside: 0, skewMs: 0, reason: null,
}; // prettier-ignore
const file = (more: Partial<Attachment> = {}): Attachment => ({
  id: 'f1',
  name: 'booking.pdf',
  size: 182_340,
  type: 'application/pdf',
  kept: true,
  ...more,
});
const downloads: string[] = [];
let core: FakeCore;

beforeEach(() => {
  downloads.length = 0;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    downloads.push(this.getAttribute('href')!);
  });
  useFiles.setState({ byId: {} });
  useConnection.setState({ connection: LIVE });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const save = vi.fn<Handlers['attachment.save']>();
async function show(attachment: Attachment, state: 'away' | 'here' = 'away') {
  core = new FakeCore({
    'attachment.states': () => [{ attachmentId: attachment.id, state }],
    'attachment.save': save,
  });
  Object.defineProperty(window, 'bridge', { configurable: true, value: core.relay() });
  forgetRelay();
  const entry = { ...entryOf('email', { at: 0 }), attachments: [attachment] };
  render(<Attachments entry={entry} />);
  await waitFor(() => expect(useFiles.getState().byId[attachment.id]?.is).toBe(attachment.kept ? state : undefined));
}
const button = () => screen.getByRole('button');

test('a file is fetched, then downloaded once by the path the host gave', async () => {
  save.mockReset().mockResolvedValue({ saved: false, path: '/attachment/once' });
  await show(file());
  expect(button().getAttribute('aria-label')).toMatch(/^Save booking\.pdf, 182.kB, not on this desk$/);
  fireEvent.click(button());
  expect(screen.getByRole('status').textContent).toBe('fetching…');
  fireEvent.click(button());
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('download started'));
  expect(downloads).toEqual(['/attachment/once']);
  expect(save).toHaveBeenCalledTimes(1);
});

test('a host that asked where says whether it was saved', async () => {
  save
    .mockReset()
    .mockResolvedValueOnce({ saved: false, path: null })
    .mockResolvedValueOnce({ saved: true, path: null });
  await show(file());
  fireEvent.click(button());
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('on this desk'));
  fireEvent.click(button());
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('saved'));
  expect(downloads).toEqual([]);
});

test('without a connection only what is here can be saved, and the rest says why not', async () => {
  save.mockReset();
  await show(file());
  act(() => useConnection.setState({ connection: { ...LIVE, state: 'offline' } }));
  expect(screen.getByRole('status').textContent).toBe('not on this desk, and it needs a connection');
  expect(button().getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(button());
  expect(save).not.toHaveBeenCalled();
  act(() => useFiles.setState({ byId: { f1: { is: 'here' } } }));
  expect(button().getAttribute('aria-disabled')).toBe('false');
});

test('what failed says why and can be tried again', async () => {
  save.mockReset().mockResolvedValue({ saved: true, path: null });
  await show(file());
  core.faults.set('attachment.save', 'offline');
  fireEvent.click(button());
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('not saved: no connection to the backend'));
  core.faults.delete('attachment.save');
  expect(button().textContent).toBe('Try again');
  fireEvent.click(button());
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('saved'));
});

test('what may run a program says so, with its endings in sight, and is asked for twice', async () => {
  save.mockReset().mockResolvedValue({ saved: false, path: '/attachment/once' });
  await show(file({ name: `${'invoice '.repeat(30)}.pdf.exe`, type: 'application/x-msdownload' }));
  expect(screen.getByText('.pdf.exe')).toBeTruthy();
  expect(screen.getByText('can run a program when opened')).toBeTruthy();
  fireEvent.click(button());
  await waitFor(() => expect(button().textContent).toBe('Save anyway'));
  expect(downloads).toEqual([]);
  fireEvent.click(button());
  expect(downloads).toEqual(['/attachment/once']);
});

test('a name alone is no button; unseen characters in it are written out', async () => {
  await show(file({ kept: false, name: 'invoice\u202efdp.exe' }));
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText('invoice‹U+202E›fdp')).toBeTruthy();
});

test('a file that was sent without a name is said to be one, with what it is and how large', async () => {
  save.mockReset().mockResolvedValue({ saved: true, path: null });
  await show(file({ name: ' ' }));
  expect(screen.getByRole('listitem').textContent).toMatch(/^Unnamed PDF182.kB/);
  expect(button().getAttribute('aria-label')).toMatch(/^Save Unnamed PDF, 182.kB/);
  fireEvent.click(button());
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('saved'));
});

test('of a file whose content was not kept that is said in sight', async () => {
  await show(file({ kept: false, name: '', type: 'image/png' }));
  expect(screen.getByRole('listitem').textContent).toMatch(
    /^Unnamed picture182.kBname only: the content was not kept$/,
  );
});

test('a long name has its end in sight, and is whole under the pointer', async () => {
  const name = `${'statement of the damage '.repeat(9)}.tar.gz`;
  await show(file({ kept: false, name }));
  expect(screen.getByTitle(name).lastChild?.textContent).toBe('.tar.gz');
});

describe('X17 what is said against a file', () => {
  test.each([
    ['a.pdf', 'application/pdf', null],
    ['a.pdf', 'application/x-msdownload', 'runs'],
    ['a.pdf', 'application/zip', 'differs'],
    ['a.JPG', 'image/jpeg', null],
    ['a.svg', 'image/svg+xml', 'runs'],
    ['a.txt', 'text/plain', null],
  ])('%s of %s: %s', (name, type, doubt) => expect(attachmentDoubt(name, type)).toBe(doubt));
});
