// X2: a queue may be named by whoever can write a configuration; its name is text wherever it is shown.
import { screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { HOSTILE_NAME } from '../fixtures/hostile-mail.ts';
import { close, Desk, heldItem, mara, offerFor, show } from './desk.tsx';

afterEach(close);

/** jsdom runs no script of ours here; an element made of the name is what would run in a browser. */
const shown = () => ({
  isText: screen.getAllByText(text => text.includes('<script>top.ran=true</script>')).length > 0,
  elements: document.querySelectorAll('script, img[src="x"], [onerror]').length,
});
const TEXT_ALONE = { isText: true, elements: 0 };

test('X2 the name of a queue is text in an offer and in the list of work', async () => {
  const desk = new Desk();
  desk.work = {
    offer: offerFor({ queueName: HOSTILE_NAME }),
    lastOffer: null,
    items: [heldItem({ queueName: HOSTILE_NAME, subject: HOSTILE_NAME })],
  };
  await show(desk);
  expect(shown()).toEqual(TEXT_ALONE);
});

test('X2 the name of a queue is text on the board', async () => {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  desk.board = {
    madeAt: Date.now(),
    rows: [
      {
        queueId: 'q', name: HOSTILE_NAME, channels: ['voice'],
      closed: null, inQueue: 1, longestWaitMs: 1, available: 0, onContact: 0,
        acw: 0, notReady: 0, countedAt: Date.now(), perChannel: [],
      }, // prettier-ignore
    ],
    waiting: [],
    waitingTotal: 0,
    notices: [],
    held: [],
    agents: [],
  };
  await show(desk, '#queues');
  expect(shown()).toEqual(TEXT_ALONE);
});
