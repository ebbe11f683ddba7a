// A jump to an entry takes the work that the entry is part of with it, unless somebody has gone on before it arrived.
import { act } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { openEntryOfWork, selectedNow } from '../../renderer/stores/selected.ts';
import { openCustomer, openEntry, useView } from '../../renderer/stores/view.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';
import { customerWith, entryOf, someone } from './made.ts';

afterEach(() => close());

const post = heldItem({ id: 'post', channel: 'x', interactionId: 'x-1', subject: 'Charged twice' });
const mail = heldItem({ id: 'mail', channel: 'email', interactionId: 'mail-2', caseId: 'case-2', subject: 'Lost bag' });
const other = heldItem({ id: 'other', channel: 'x', interactionId: 'x-9', customerId: 'ana', customerName: 'Ana' });

const charged = entryOf('post', { text: 'Charged me twice', interactionId: 'x-1' });
const note = entryOf('note', { caseId: 'case-2', interactionId: 'mail-2', text: 'Ask Oslo' });
const where = entryOf('post', { customerId: 'ana', interactionId: 'x-9', text: 'Where is it?' });

/** Two matters of Max, and one of Ana whose case has the same name: what is held of others never counts. */
function deskWith(...items: WorkItem[]): Desk {
  const desk = new Desk();
  const oneCase = customerWith([]).cases[0]!;
  const cases = [oneCase, { ...oneCase, id: 'case-2', number: 48_214, subject: 'Lost bag' }];
  desk.core.customers.set('max', customerWith([charged, note], { cases }));
  desk.core.customers.set('ana', { ...customerWith([where]), customer: { ...someone, id: 'ana', name: 'Ana' } });
  desk.work = { offer: null, lastOffer: null, items };
  return desk;
}
const shown = () => ({ customerId: useView.getState().customerId, work: selectedNow()?.id ?? null });
/** Jumps, and goes on before the jump has arrived. */
const jumping = (customerId: string, entryId: string, goOn: () => unknown = () => undefined): Promise<void> =>
  act(async () => {
    const jumped = openEntryOfWork(customerId, entryId);
    goOn();
    await jumped;
  });

test('the work of the entry is selected, of this customer or of another', async () => {
  await show(deskWith(post, mail, other), '#work/ana/other');
  await jumping('max', note.id);
  expect(shown()).toEqual({ customerId: 'max', work: 'mail' });
  await jumping('max', charged.id);
  expect(shown()).toEqual({ customerId: 'max', work: 'post' });
  await jumping('ana', where.id);
  expect(shown()).toEqual({ customerId: 'ana', work: 'other' });
});

test('a jump that another one overtakes leaves the later one what it selected', async () => {
  await show(deskWith(post, mail, other), '#work/max/post');
  await jumping('max', note.id, () => openEntry('max', charged.id, 'post'));
  await settle();
  expect(shown()).toEqual({ customerId: 'max', work: 'post' });
  expect(useView.getState().jump?.entryId).toBe(charged.id);
});

test('whoever has opened another customer meanwhile is not taken back', async () => {
  await show(deskWith(post, mail, other), '#work/max/post');
  await jumping('max', note.id, () => openCustomer('ana'));
  await settle();
  expect(shown()).toEqual({ customerId: 'ana', work: 'other' });
});

test('an entry of no work in hand changes nothing of what is selected', async () => {
  await show(deskWith(post, other), '#work/max/post');
  await jumping('max', note.id);
  expect(shown()).toEqual({ customerId: 'max', work: 'post' });
});

test('work of another customer is never selected with it', async () => {
  await show(deskWith(other), '#work/max');
  await jumping('max', charged.id);
  expect(shown()).toEqual({ customerId: 'max', work: null });
});
