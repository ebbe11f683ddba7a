import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blanksIn, fillIn, nextBlank, valuesOf } from '../../../shared/domain/writing/blanks.ts';
import { signed } from '../../../shared/domain/writing/sign-off.ts';

const max = { name: 'Maximiliane Oyelaran', known: true };
const values = valuesOf({ customer: max, caseNumber: 48_213, agentName: 'Mara Lindholm' });
const nobody = valuesOf({ customer: { name: '@maxi', known: false }, caseNumber: null, agentName: 'Mara Lindholm' });

describe('a macro', () => {
  test('is filled in with what is known', () => {
    expect(
      fillIn('Hi {{customer.firstName}}, case {{ case.number }}. {{agent.name}} ^{{agent.initials}}', values),
    ).toBe('Hi Maximiliane, case 48213. Mara Lindholm ^ML');
  });

  test('keeps a blank for what is not known, what is asked of the agent, and what no variable is', () => {
    const text = fillIn('Dear {{customer.name}}, {{?day}}, {{booking}}', nobody);
    expect(text).toBe('Dear {{customer.name}}, {{?day}}, {{booking}}');
    expect(blanksIn(text).map(({ label, asks }) => [label, asks])).toEqual([
      ['customer.name', false],
      ['day', true],
      ['booking', false],
    ]);
  });

  test('a name that looks like a variable is a name', () => {
    const odd = valuesOf({ customer: { name: '{{agent.name}}', known: true }, caseNumber: 1, agentName: 'Mara' });
    expect(fillIn('Hi {{customer.name}}', odd)).toBe('Hi agent.name');
  });

  test('titles are no first names, and initials are three at most', () => {
    const of = (name: string) => valuesOf({ customer: { name, known: true }, caseNumber: 1, agentName: name });
    expect(of('Dr. Ana Pereira')['customer.firstName']).toBe('Ana');
    expect(of('Dr. Ana Pereira')['agent.initials']).toBe('AP');
    expect(of('Jean-Luc de la Tour')['agent.initials']).toBe('JLD');
    expect(of('李 小龙')['customer.firstName']).toBe('李');
  });

  test('Tab goes to the next blank, and from the last to the first', () => {
    const text = 'to {{?where}} by {{?when}}';
    expect(nextBlank(text, 0)).toMatchObject({ from: 3, to: 13 });
    expect(nextBlank(text, 13)).toMatchObject({ label: 'when' });
    expect(nextBlank(text, 20)).toMatchObject({ label: 'where' });
    expect(nextBlank('none', 0)).toBeNull();
  });

  test('whatever is written, filling in leaves the words around a blank alone and never adds one', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('{{case.number}}', '{{?x}}', '{{', '}}'))), parts => {
        const text = parts.join('');
        const filled = fillIn(text, values);
        expect(blanksIn(filled).length).toBeLessThanOrEqual(blanksIn(text).length);
        expect(fillIn(filled, values)).toBe(filled);
      }),
    );
  });
});

describe('a sign-off', () => {
  test('stands behind the words, held to them', () => {
    expect(signed('We are here. ', '^{{agent.initials}}', values)).toBe('We are here.\u00a0^ML');
  });
  test('is not put there twice, nor where there are no words or no sign-off', () => {
    expect(signed('We are here. ^ML', '^{{agent.initials}}', values)).toBe('We are here. ^ML');
    expect(signed('  ', '^{{agent.initials}}', values)).toBe('');
    expect(signed('We are here.', null, values)).toBe('We are here.');
  });
});
