// Customers of the end-to-end tests, told to the backend through its ordinary intake.
import type { IntakeInput } from '../../../shared/contract/intake.ts';

const MINUTE = 60_000;

export type Told = { readonly name: string; readonly number: string; readonly records: readonly IntakeInput[] };

/** Complains in public, goes on in private, sends an email. `now` in milliseconds; the newest word is a minute old. */
export function jayneTurner(now: number): Told {
  const x = { address: '@jaynet', name: 'Jayne Turner', followers: 18_200 };
  const mail = { address: 'jayne.turner@post.example', name: 'Jayne Turner' };
  const at = (minutesAgo: number): number => now - minutesAgo * MINUTE;
  const number = '+447700900123';
  return {
    name: 'Jayne Turner',
    number,
    records: [
      {
        type: 'customer',
        externalId: 'cust-jayne',
        name: 'Jayne Turner',
        identities: [
          { channel: 'x', address: '@jaynet', followers: 18_200 },
          { channel: 'email', address: mail.address },
          { channel: 'voice', address: number },
        ],
      },
      {
        type: 'post',
        externalId: 'post-1',
        channel: 'x',
        live: false,
        at: at(180),
        party: x,
        handle: '@LarkwingAir',
        thread: 'thread-x',
        text: '@LarkwingAir my bag has been missing since Tuesday and nobody answers. Where is it?',
      },
      {
        type: 'post',
        externalId: 'post-2',
        channel: 'x',
        direction: 'out',
        live: false,
        at: at(170),
        party: x,
        handle: '@LarkwingCare',
        thread: 'thread-x',
        inReplyTo: 'post-1',
        agent: 'Priya Shah',
        text: 'We are sorry, Jayne. Please send us your reference by direct message and we will look at once.',
      },
      {
        type: 'message',
        externalId: 'dm-1',
        channel: 'x',
        live: false,
        at: at(160),
        party: x,
        handle: '@LarkwingCare',
        thread: 'thread-dm',
        text: 'My reference is LWPX4471. Will I get it back before the wedding on Saturday?',
      },
      {
        type: 'email',
        externalId: 'mail-1',
        live: false,
        at: at(60),
        party: mail,
        handle: 'care@larkwing.example',
        mailSubject: 'Missing bag LWPX4471',
        messageId: '<mail-1@post.example>',
        text: 'Dear Larkwing Air,\n\nthe booking is attached. Please call me back today.',
        quoted: '> We are sorry, Jayne.',
      },
      {
        type: 'message',
        externalId: 'dm-2',
        channel: 'x',
        live: false,
        at: at(1),
        party: x,
        handle: '@LarkwingCare',
        thread: 'thread-dm',
        text: 'Still nothing. I am ringing you now.',
      },
    ],
  };
}

/** Her call, waiting in a queue. `key` tells calls apart. */
export const ringing = ({ number, name }: Told, key: string): IntakeInput => ({
  type: 'call',
  externalId: key,
  number,
  name,
  state: 'ringing',
  line: '+442079460100',
  queue: 'Priority care',
});
