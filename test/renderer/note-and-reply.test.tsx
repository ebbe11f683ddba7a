// Row 40: a note cannot be sent out by mistake, whatever an agent does in whatever order.
import { act, fireEvent } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { takeBackWords } from '../../renderer/timeline/pending.ts';
import { close, Desk, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

type Step =
  | { do: 'type' | 'send' | 'switch' | 'key' | 'leave' | 'restart' | 'rest' }
  | { do: 'fail'; method: 'reply.send' | 'note.add' | 'draft.write' | null }
  | { do: 'take back'; mode: 'reply' | 'note' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Step>({ do: 'type' }, { do: 'switch' }, { do: 'key' }, { do: 'send' }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'leave' }, { do: 'rest' }, { do: 'restart' }) },
  fc.record({
    do: fc.constant('fail' as const),
    method: fc.constantFrom('reply.send' as const, 'note.add' as const, 'draft.write' as const, null),
  }),
  fc.record({ do: fc.constant('take back' as const), mode: fc.constantFrom('reply' as const, 'note' as const) }),
);

/** The field that is on the screen, and what it says it is. Not by role: that takes most of the time of so many steps. */
const field = () => document.querySelector<HTMLTextAreaElement>('textarea[data-composer]')!;
const modeOf = (name: 'Reply' | 'Note') =>
  [...document.querySelectorAll('[role=radio]')].find(one => one.textContent?.startsWith(name))!;
const saysNote = () => field().getAttribute('aria-label') === 'Note';

/** As the core answers: a command of one kind or the other, with the words of its kind. */
function takenBack(mode: 'reply' | 'note') {
  const text = mode === 'note' ? 'PRIVATE back' : 'outward back';
  const draft = { mode, text, target: null, subject: null, mail: null, thread: null, savedAt: 1 };
  return { text, draft: { customerId: 'max', caseId: 'case-1', draft }, begun: null };
}

/** What is typed names the kind of field it was typed into: that is how it is known again. */
function typeInto(): void {
  const word = saysNote() ? 'PRIVATE' : 'outward';
  fireEvent.change(field(), { target: { value: `${field().value} ${word}`.trim() } });
}

async function take(given: Step, desk: { current: Desk }): Promise<void> {
  switch (given.do) {
    case 'type':
      return typeInto();
    case 'send':
      return void fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
    case 'switch':
      return void fireEvent.click(modeOf(saysNote() ? 'Reply' : 'Note'));
    case 'key':
      return void fireEvent.keyDown(document.body, { key: saysNote() ? 'r' : 'n' });
    case 'leave':
      return void fireEvent.blur(field());
    case 'rest':
      return settle();
    case 'fail':
      desk.current.core.faults.clear();
      if (given.method) desk.current.core.faults.set(given.method, 'internal');
      return;
    case 'take back': {
      desk.current.core.takenBack = takenBack(given.mode);
      return act(() => takeBackWords({ commandId: 'c1', customerId: 'max' }));
    }
    case 'restart':
      await settle();
      close();
      desk.current = deskOver(desk.current);
      return show(desk.current, '#work/max');
  }
}

/** A new start over what the core kept; what was asked before stays in the list. */
function deskOver(before?: Desk): Desk {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('post', { id: 'the-post', text: 'Is anybody there?' })]));
  if (before) {
    desk.drafts = before.drafts;
    desk.core.calls.push(...before.core.calls);
  }
  return desk;
}

const textsOf = (desk: Desk, method: string): string[] =>
  desk.asked(method).map(input => (input as { text: string }).text);

test('no order of switching, writing, sending, failing and starting again lets a word of a note out', async () => {
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async steps => {
      const desk = { current: deskOver() };
      await show(desk.current, '#work/max');
      try {
        for (const one of steps) await take(one, desk);
        await settle();
        const out = textsOf(desk.current, 'reply.send');
        sent += out.length;
        expect(out.filter(text => text.includes('PRIVATE'))).toEqual([]);
        expect(textsOf(desk.current, 'note.add').filter(text => text.includes('outward'))).toEqual([]);
      } finally {
        close();
      }
    }),
    { numRuns: 80 },
  );
  // Else nothing would have been shown.
  expect(sent).toBeGreaterThan(10);
}, 120_000);
