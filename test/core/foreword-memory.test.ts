import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { forewordMemory } from '../../electron/core/foreword-memory.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { forewordOf } from '../../shared/domain/foreword-of.ts';
import { readAnew, type Reader } from '../../shared/domain/foreword/findings.ts';
import { at, call, fromAgent, fromCustomer, note } from '../fixtures/entries.ts';

const words = fc
  .array(
    fc.constantFrom(
      'Can you refund the second payment of £412.60?',
      'Where is my bag?',
      'Thank you, that is wonderful.',
      'This is terrible and nobody helps.',
      'You will have an answer by Thursday 17:00.',
      'We will call you back within 24 hours.',
      'Payments must confirm by phone.',
      'Bitte, wann bekomme ich die Erstattung?',
      'ok',
    ),
    { maxLength: 4 },
  )
  .map(sentences => sentences.join(' '));
const anyEntry = fc
  .tuple(fc.constantFrom('customer', 'agent', 'note', 'call'), words, fc.integer({ min: 0, max: 200 }))
  .map(([kind, text, hours]): Entry => {
    const more = { at: at(0, hours) };
    if (kind === 'note') return note(text, more);
    if (kind === 'call') return call({ turns: [{ at: 0, speaker: 'agent', name: 'Tomasz', text }] }, more);
    return kind === 'agent' ? fromAgent(text, more) : fromCustomer(text, more);
  });
const byTime = (entries: readonly Entry[]): Entry[] => entries.toSorted((a, b) => a.at - b.at);

test('remembered or read anew, the foreword is the same, also after an entry was edited', () => {
  fc.assert(
    fc.property(
      fc.array(anyEntry, { minLength: 1, maxLength: 20 }),
      fc.array(fc.tuple(fc.nat(), words), { maxLength: 5 }),
      fc.constantFrom(1, 3, 1_000),
      (start, edits, most) => {
        const memory = forewordMemory(most);
        let entries = start;
        for (const [place, text] of [...edits, null].map(edit => edit ?? ([0, ''] as const))) {
          for (const offset of [0, 60]) {
            const anew = forewordOf(byTime(entries), at(5), { offsetAt: () => offset });
            expect(forewordOf(byTime(entries), at(5), { offsetAt: () => offset, read: memory })).toEqual(anew);
          }
          entries = entries.map((entry, i) =>
            i === place % entries.length ? { ...entry, version: entry.version + 1, text } : entry,
          );
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('an entry is read once, and again when it has changed', () => {
  const read = { ...readAnew, findings: vi.fn<Reader['findings']>(readAnew.findings) };
  const memory = forewordMemory(100, read);
  const asked = fromCustomer('Where is my bag?');
  expect(memory.findings(asked)).toEqual({
    asked: { text: 'Where is my bag?', score: 6 },
    request: 'Where is my bag?',
    commitments: [],
  });
  memory.findings(asked);
  expect(read.findings).toHaveBeenCalledTimes(1);
  expect(memory.findings({ ...asked, version: 2, text: 'Never mind.' }).request).toBeNull();
  memory.clear();
  memory.findings(asked);
  expect(read.findings).toHaveBeenCalledTimes(3);
});

test('it holds twice its measure at most, and keeps what is asked for again', () => {
  const read = { ...readAnew, findings: vi.fn<Reader['findings']>(readAnew.findings) };
  const memory = forewordMemory(10, read);
  const often = fromCustomer('Where is my bag?');
  for (let i = 0; i < 1_000; i++) {
    memory.findings(often);
    memory.findings(fromCustomer(`Please look ${i}`));
    expect(memory.size()).toBeLessThanOrEqual(20);
  }
  expect(read.findings).toHaveBeenCalledTimes(1_001);
});
