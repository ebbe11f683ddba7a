import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { introductionsChangeAt, introductionText, placesFor, shiftEndsAt } from '../../shared/domain/introduction.ts';
import { nextClosing } from '../../shared/domain/opening.ts';
import { shiftAt } from '../../shared/domain/shift.ts';
import { teamSchema } from '../../shared/domain/team.ts';
import { blanksIn } from '../../shared/domain/writing/blanks.ts';

const HOUR = 3_600_000;
const policy = { zone: 'Europe/London', starts: [360, 840, 1_320] };
const at = (text: string): number => Date.parse(text);

describe('a shift', () => {
  test('goes from one beginning to the next by the team’s clocks, over midnight too', () => {
    expect(shiftAt(policy, at('2026-11-20T13:59:59Z'))).toEqual({
      from: at('2026-11-20T06:00:00Z'),
      to: at('2026-11-20T14:00:00Z'),
    });
    expect(shiftAt(policy, at('2026-11-20T14:00:00Z')).from).toBe(at('2026-11-20T14:00:00Z'));
    expect(shiftAt(policy, at('2026-11-21T03:00:00Z'))).toEqual({
      from: at('2026-11-20T22:00:00Z'),
      to: at('2026-11-21T06:00:00Z'),
    });
  });

  test('is an hour shorter or longer where the clocks change', () => {
    const spring = shiftAt(policy, at('2026-03-29T03:00:00Z'));
    expect((spring.to - spring.from) / HOUR).toBe(7);
    const autumn = shiftAt(policy, at('2026-10-25T03:00:00Z'));
    expect((autumn.to - autumn.from) / HOUR).toBe(9);
  });

  test('of every moment holds it, and the next one begins where it ends', () => {
    const zones = fc.constantFrom('Europe/London', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC');
    const starts = fc.array(fc.integer({ min: 0, max: 1_439 }), { minLength: 1, maxLength: 5 });
    const moments = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') });
    fc.assert(
      fc.property(zones, starts, moments, (zone, begins, moment) => {
        const shift = shiftAt({ zone, starts: begins }, moment);
        expect(shift.from).toBeLessThanOrEqual(moment);
        expect(shift.to).toBeGreaterThan(moment);
        expect(shiftAt({ zone, starts: begins }, shift.to).from).toBe(shift.to);
        expect(shiftAt({ zone, starts: begins }, shift.to - 1)).toEqual(shift);
      }),
    );
  });
});

const handle = { channel: 'x', name: 'Care', signOff: null, signature: null } as const;
const open = { zone: 'Europe/London', week: Array.from({ length: 7 }, () => [{ from: 480, to: 720 }]), holidays: [] };
const team = teamSchema.parse({
  id: 'team',
  version: 1,
  name: 'Care',
  notReadyReasons: [],
  noResponseReasons: [],
  voiceExclusive: true,
  shifts: policy,
  handles: [
    { ...handle, address: '@Care', shiftIntro: 'This is {{agent.firstName}}, here until {{shift.end}}' },
    { ...handle, address: '@Short', shiftIntro: 'Until {{shift.end}}', hours: open },
    { ...handle, address: '@pictures', channel: 'instagram', shiftIntro: 'Hi' },
  ],
  macros: [],
});
const ama = { name: 'Ama Boateng', channels: ['x', 'instagram'] as const };

describe('where one introduces oneself', () => {
  const noon = at('2026-11-20T10:00:00Z');

  test('is on handles that ask for it, are looked after now, and whose network takes posts of words', () => {
    expect(placesFor(team, ama, noon).map(({ brand }) => brand.address)).toEqual(['@Care', '@Short']);
    expect(placesFor(team, ama, noon + 3 * HOUR).map(({ brand }) => brand.address)).toEqual(['@Care']);
    expect(placesFor(team, { ...ama, channels: ['email'] }, noon)).toEqual([]);
    expect(placesFor({ ...team, shifts: undefined }, ama, noon)).toEqual([]);
  });

  test('says until when: the end of the shift, or of the handle’s hours where that is sooner', () => {
    expect(placesFor(team, ama, noon).map(place => introductionText(team, place, ama.name))).toEqual([
      'This is Ama, here until 14:00',
      'Until 12:00',
    ]);
  });

  test('a reply says the same end; under a handle that is closed now, or without one, that of the shift', () => {
    const [care, short] = team.handles;
    expect(shiftEndsAt(team, care!, noon)).toBe(at('2026-11-20T14:00:00Z'));
    expect(shiftEndsAt(team, short!, noon)).toBe(at('2026-11-20T12:00:00Z'));
    expect(shiftEndsAt(team, short!, noon + 3 * HOUR)).toBe(at('2026-11-20T14:00:00Z'));
    expect(shiftEndsAt(team, null, at('2026-11-20T14:00:00Z'))).toBeGreaterThan(at('2026-11-20T14:00:00Z'));
    expect(shiftEndsAt({ ...team, shifts: undefined }, care!, noon)).toBeNull();
  });

  test('leaves a blank where a value is missing', () => {
    const [place] = placesFor(team, ama, noon);
    const asking = { ...place!, brand: { ...place!.brand, shiftIntro: '{{customer.name}} {{shift.end}}' } };
    expect(blanksIn(introductionText(team, asking, ama.name)).map(({ label }) => label)).toEqual(['customer.name']);
  });

  test('changes by time at the next end or opening', () => {
    expect(introductionsChangeAt(team, noon)).toBe(at('2026-11-20T12:00:00Z'));
    expect(introductionsChangeAt(team, noon + 3 * HOUR)).toBe(at('2026-11-20T14:00:00Z'));
    expect(introductionsChangeAt(team, at('2026-11-21T07:00:00Z'))).toBe(at('2026-11-21T08:00:00Z'));
    expect(nextClosing(open, noon + 3 * HOUR)).toBeNull();
  });
});
