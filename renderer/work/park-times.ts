// When parked work comes back, in the agent's own zone. Pure.
import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { isSunday } from 'date-fns/isSunday';
import { nextMonday } from 'date-fns/nextMonday';
import { set } from 'date-fns/set';

const CHOICES = ['word', 'hour', 'hours', 'tomorrow', 'monday', 'time'] as const;
export type ParkChoice = (typeof CHOICES)[number];

/** In their order. On a Sunday tomorrow is Monday, which is offered once. */
export const parkChoices = (now: number): readonly ParkChoice[] =>
  isSunday(now) ? CHOICES.filter(choice => choice !== 'monday') : CHOICES;

const NINE = { hours: 9, minutes: 0, seconds: 0, milliseconds: 0 };

/** `at`: of the field, e.g. `2026-11-23T09:00`. Null: until the customer's next word; undefined: no time can be read. */
export function untilOf(choice: ParkChoice, now: number, at: string): number | null | undefined {
  switch (choice) {
    case 'word':
      return null;
    case 'hour':
      return addHours(now, 1).getTime();
    case 'hours':
      return addHours(now, 3).getTime();
    case 'tomorrow':
      return set(addDays(now, 1), NINE).getTime();
    case 'monday':
      return set(nextMonday(now), NINE).getTime();
    case 'time': {
      const time = new Date(at).getTime();
      return Number.isNaN(time) ? undefined : time;
    }
  }
}
