import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { teamSchema } from '../../shared/domain/team.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';

afterEach(close);

test('kind words are marked with what they are for, by the team’s own list', async () => {
  const desk = new Desk();
  const nothing = { notReadyReasons: [], noResponseReasons: [], voiceExclusive: true, handles: [], macros: [] };
  const team = teamSchema.parse({ id: 't', version: 1, name: 'Care', praiseReasons: ['Crew', 'Food'], ...nothing });
  const read = desk.core.others['session.read']!;
  Object.assign(desk.core.others, { 'session.read': () => ({ ...(read({}) as object), team }) });
  desk.work = { offer: null, lastOffer: null, items: [heldItem({ channel: 'email' })] };
  await show(desk, '#work/max');
  fireEvent.click(screen.getByRole('button', { name: 'Without a reply' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Crew' }));
  await settle();
  expect(desk.asked('work.praise')).toEqual([{ workItemId: 'work-1', act: 'marked', handle: null, reason: 'Crew' }]);
});
