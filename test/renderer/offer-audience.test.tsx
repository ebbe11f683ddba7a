// Whether a post or a message rings or is held is said by word and picture, wherever it is listed.
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { alertOf } from '../../renderer/alerts/follow-ring.ts';
import { offerWords } from '../../renderer/text/work.ts';
import { close, Desk, heldItem, offerFor, settle, show } from './desk.tsx';

afterEach(close);

const items = (['public', 'private'] as const).map(audience =>
  heldItem({ id: `work-${audience}`, customerId: audience, channel: 'x', interactionId: `x-${audience}` }),
);
const iconOf = (one: Element) => one.querySelector('svg')!.innerHTML;
const lineIcon = (audience: string) => iconOf(document.querySelector(`[data-work-item=work-${audience}]`)!);

async function ring(audience: 'public' | 'private', hash = '#work/max'): Promise<HTMLElement> {
  const desk = new Desk();
  const audiences = { 'x-now': audience, 'x-public': 'public', 'x-private': 'private' } as const;
  desk.work = { ...desk.work, items, audiences };
  await show(desk, hash);
  desk.work = { ...desk.work, offer: offerFor({ channel: 'x', interactionId: 'x-now' }) };
  await desk.push({ topic: 'work' });
  return screen.getByRole('region', { name: 'Offer' });
}

test('a public post rings and is listed as one, with the picture that posts have', async () => {
  const offer = await ring('public');
  expect(within(offer).getByText('X post for you')).toBeDefined();
  expect(lineIcon('public')).not.toBe(lineIcon('private'));
  expect([...offer.querySelectorAll('svg')].map(one => one.innerHTML)).toContain(lineIcon('public'));
  const aloud = [...document.querySelectorAll('[aria-live=assertive]')].map(element => element.textContent).join('');
  expect(aloud).toMatch(/^X post for you/);
  await settle();
  expect(document.title).toBe('X post for you · Foreword');
});

test('the same network’s message rings as a message', async () => {
  const offer = await ring('private');
  expect(within(offer).getByText('X message for you')).toBeDefined();
  expect([...offer.querySelectorAll('svg')].map(one => one.innerHTML)).toContain(lineIcon('private'));
});

test('above the other views too, and in what is told outside the window', async () => {
  const offer = await ring('public', '#review');
  expect(offer.textContent).toContain('X post for you');
  const settings = { notify: true, raise: false };
  expect(alertOf({ offer: offerFor({ channel: 'x' }), audience: 'public' }, false, settings).ring?.title).toBe(
    'X post for you',
  );
  expect(offerWords.for('whatsapp', 'private')).toBe('WhatsApp message for you');
});
