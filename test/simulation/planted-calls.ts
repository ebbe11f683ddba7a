// Those of calls: see planted.ts.
import type { Planted } from './planted.ts';

export const plantedOnCalls: readonly Planted[] = [
  {
    name: 'customer-hears-consult',
    what: 'the customer is taken off hold while another telephone is asked in, and hears the two',
    file: 'backend/commands/call-control.ts',
    edits: [["if (action === 'resume' && entry.call.onHold) await mustBeAlone(tx, entry);", '']],
    within: 32,
    seed: 6,
  },
  {
    name: 'connections-unwritten',
    what: 'what the exchange answers and tells of who is connected with whom is not written down',
    file: 'backend/telephony/records.ts',
    edits: [
      ['const told = asked ? { legs: [...call.legs] } : heard(part, call, now);', 'const told = asked ? {} : {};'],
    ],
    within: 8,
    seed: 3,
  },
  {
    name: 'hang-up-unheard',
    what: 'the end of a call that came in is not written down',
    file: 'backend/telephony/switchboard.ts',
    edits: [["if (call.state === 'ended') await", "if (call.state === 'ended' && call.direction === 'out') await"]],
    within: 8,
    seed: 1,
  },
];
