// What is begun in a dialog and not done yet: it had to make way for a ring, Escape was pressed too soon, the work left the
// agent's hands. The core keeps it as it keeps drafts, so that it is there again after a crash, a reload, a sign-out.
import { useCallback } from 'react';
import { create } from 'zustand';
import type { Begun, BegunFields } from '../../shared/contract/bridge/begun.ts';
import { joinedFields } from '../../shared/domain/writing/joined-fields.ts';
import { bridge } from '../bridge/bridge.ts';
import { failureWords } from '../text/shell.ts';
import { attempt } from './failures.ts';
import { dropKeeping, keep, keepSoon } from './keep-writing.ts';

type Kept = Omit<Begun, 'about'> & { readonly isKept: boolean };
/** By what each is about. */
export const useBegunThings = create<Readonly<Record<string, Kept>>>()(() => ({}));
const begunOf = (about: string): Kept | undefined => useBegunThings.getState()[about];

const put = (about: string, kept: Kept): void => useBegunThings.setState({ [about]: kept });
const nameOf = (about: string): string => `begun ${about}`;

/** Asks the core what it keeps. What is being written just now stays as it is. */
export async function loadBegun(): Promise<void> {
  await attempt(failureWords.draftRead, async () => {
    const all = await bridge.call('begun.read', {});
    const kept = all.map(({ about, ...begun }) => [about, { ...begun, isKept: true }] as const);
    const unkept = Object.entries(useBegunThings.getState()).filter(([, { isKept }]) => !isKept);
    useBegunThings.setState(Object.fromEntries([...kept, ...unkept]), true);
  });
}

/** Whom a dialog is about, and what: of `begunAbout`. */
export type Subject = Pick<Begun, 'about' | 'customerIds'>;

function write({ about, customerIds }: Subject, fields: BegunFields): void {
  put(about, { customerIds, fields: { ...begunOf(about)?.fields, ...fields }, isKept: false });
  keepSoon(nameOf(about), () => void keepBegun(about));
}

async function saveBegun(about: string): Promise<void> {
  const written = begunOf(about);
  if (!written || written.isKept) return;
  const { customerIds, fields } = written;
  await bridge.call('begun.write', { about, customerIds: [...customerIds], fields });
  if (begunOf(about) === written) put(about, { ...written, isKept: true });
}

/** Answers once the core has it; a failure is said. */
const keepBegun = (about: string): Promise<boolean> => keep(nameOf(about), () => saveBegun(about));

function forget(about: string): void {
  dropKeeping(nameOf(about));
  useBegunThings.setState(({ [about]: _gone, ...others }) => others, true);
}

/**
 * What was begun goes out as a command: the core removes its copy in the same breath, and nothing is written down behind
 * that. Where the core does not take the command, the words stay.
 */
export async function sendBegun<T>(subject: Subject, send: () => Promise<T>): Promise<T> {
  const { about } = subject;
  const going = begunOf(about);
  dropKeeping(nameOf(about));
  try {
    const sent = await send();
    // By its words: that they were written down meanwhile changes nothing.
    if (begunOf(about)?.fields === going?.fields) forget(about);
    return sent;
  } catch (error) {
    if (going) write(subject, {});
    throw error;
  }
}

/** Words of a command that was taken back stand above what has been begun there since. */
export function putBackBegun({ about, customerIds, fields }: Begun): void {
  write({ about, customerIds }, joinedFields(fields, begunOf(about)?.fields ?? {}));
}

/** It stands somewhere else now. */
export async function dropBegun({ about, customerIds }: Subject): Promise<void> {
  forget(about);
  await bridge.call('begun.write', { about, customerIds: [...customerIds], fields: {} });
}

/** The customer was erased: what was begun about them goes, also from memory. */
export function forgetBegun(customerId: string): void {
  for (const [about, { customerIds }] of Object.entries(useBegunThings.getState()))
    if (customerIds.includes(customerId)) forget(about);
}
export const hasBegun = (customerId: string): boolean =>
  Object.values(useBegunThings.getState()).some(({ customerIds }) => customerIds.includes(customerId));

export type Writing<T extends BegunFields> = {
  /** As it was left, in each field else as `first` says. */
  readonly value: T;
  readonly change: (change: Partial<T>) => void;
};

/** What stands in the fields of a dialog; kept from the first change on. */
export function useBegun<T extends BegunFields>(subject: Subject, first: T): Writing<T> {
  const { about, customerIds } = subject;
  const kept = useBegunThings(all => all[about]?.fields);
  const whom = customerIds.join(' ');
  const change = useCallback(
    (fields: Partial<T>) => write({ about, customerIds: whom === '' ? [] : whom.split(' ') }, fields as BegunFields),
    [about, whom],
  );
  // Only fields that this dialog has: another program may have kept others.
  const known = Object.fromEntries(Object.entries(kept ?? {}).filter(([name]) => name in first));
  return { value: { ...first, ...known }, change };
}
