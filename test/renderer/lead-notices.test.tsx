// What a lead is told of agents who did not answer: in the past, once for each agent, and no longer than it matters.
import { screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Board, LeadNotice } from '../../shared/domain/work.ts';
import { close, Desk, mara, show } from './desk.tsx';

afterEach(close);

const START = Date.now() - 600_000;
const notice = (id: string, at: number, agentName = 'Mara Lindholm'): LeadNotice => ({
  id,
  at,
  kind: 'missed-offers',
  agentId: agentName,
  agentName,
  queueName: 'Bookings',
  missed: 2,
});
type State = Board['agents'][number];
const agent = (state: string, since: number, reason: string | null = null): State => ({
  agentId: 'Mara Lindholm',
  name: 'Mara Lindholm',
  state,
  since,
  reason,
});
const boardWith = (agents: State[], ...notices: LeadNotice[]): Board => ({
  madeAt: Date.now(),
  rows: [],
  waiting: [],
  waitingTotal: 0,
  notices,
  held: [],
  agents,
});

async function leadSees(...boards: Board[]): Promise<(string | null)[]> {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  desk.board = boardWith([]);
  await show(desk, '#queues');
  for (const board of boards) {
    desk.board = board;
    await desk.push({ topic: 'board' });
  }
  return screen.queryAllByText(/did not answer/).map(({ textContent }) => textContent);
}
const away = agent('not-ready', START, 'Missed offers');

test('it is said in the past with its time, once for each agent', async () => {
  const notices = [notice('3', START), notice('2', START - 60_000), notice('1', START - 90_000, 'Priya Shah')];
  const said = await leadSees(boardWith([away], ...notices));
  expect(said).toEqual([
    expect.stringMatching(/^Mara Lindholm did not answer .* and became Not ready at \d\d:\d\d$/),
    expect.stringMatching(/^Priya Shah did not answer/),
  ]);
});

test('it goes when that agent is available again, and does not come back with the next break', async () => {
  const back = agent('available', START + 60_000);
  const lunch = agent('not-ready', START + 90_000, 'Lunch');
  const one = notice('1', START);
  expect(await leadSees(boardWith([away], one), boardWith([back], one), boardWith([lunch], one))).toEqual([]);
});

test('an older state, of a board that was read while it happened, ends nothing', async () => {
  const one = notice('1', START);
  expect(await leadSees(boardWith([agent('available', START - 60_000)], one))).toHaveLength(1);
});
