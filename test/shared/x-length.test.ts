import { expect, test } from 'vitest';
import { xLength } from '../../shared/domain/x-length.ts';

test.each([
  ['plain letters count once', 'hello', 5],
  ['a composed letter counts once, decomposed too', 'e\u0301', 1],
  ['Japanese counts twice', '日本', 4],
  ['Arabic counts once', 'مرحبا', 5],
  ['an emoji counts two, a family of four too', '👍👨‍👩‍👧‍👦', 4],
  ['a flag counts two', '🇩🇪', 2],
  ['an address counts 23, however long', `see https://www.example.com/${'a'.repeat(90)}`, 4 + 23],
])('%s', (_, text, length) => expect(xLength(text)).toBe(length));
