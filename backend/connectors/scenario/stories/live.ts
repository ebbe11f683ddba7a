// What customers write and say while the story is in motion.
import type { LiveTalk } from '../live-talk.ts';

/** The call everything leads to. Her own turns are what she really says, so none are given here. */
export const escalatedCall: LiveTalk = {
  who: 'imogen-castellanos-reid',
  channel: 'voice',
  subject: 'Charged twice for rebooking, LW 418 Lisbon to Manchester',
  text: '',
};

/** If nobody takes it. */
export const escalatedComplaint: readonly LiveTalk[] = [
  {
    who: 'imogen-castellanos-reid',
    channel: 'x',
    open: true,
    subject: 'Charged twice for rebooking, LW 418 Lisbon to Manchester',
    text: 'Update: rang @LarkwingCare on the number I was given. Five minutes of pan pipes and nobody. I shall try once more, because I am apparently an optimist.',
  },
];

/** Others who were passed on to priority care. */
export const priorityCalls: readonly LiveTalk[] = [
  {
    who: 'padraig-o-suilleabhain',
    channel: 'voice',
    subject: 'Stranded in Cork, connection lost',
    text: '',
  },
  { who: 'friederike-sattler', channel: 'voice', subject: 'Neue Reise, gleiche Sorge: LW 290', text: '' },
  { who: 'callum-mackinnon', channel: 'voice', subject: 'Upgrade sold again on G-LWKC', text: '' },
  { who: 'wanjiru-kamau', channel: 'voice', subject: 'Son travelling alone: flight time changed', text: '' },
];

export const liveTalks: readonly LiveTalk[] = [
  {
    who: 'devon-achebe',
    channel: 'whatsapp',
    subject: 'Knives in hold baggage again',
    text: 'hi its the knife guy again 😅 flying sat, same roll same duffel. do i need to tell anyone or just check it in',
    reply: 'Welcome back, Devon! Checked in is fine, no need to tell anybody. Maybe a second label inside this time.',
    thanks: 'already did that lol. ty 🔪',
  },
  {
    who: 'rosie-tatum',
    channel: 'facebook',
    open: true,
    subject: 'Biscuit coming home for Christmas',
    text: 'Biscuit wants to come home to see his nan at Christmas. Is it the same form again or a different one?? 🐶🎄',
    reply:
      'Different one, Rosie: coming into the UK he needs a GB health certificate. Send us a message, we have the list. ^PS',
    thanks: 'Of course it is. Messaging you now x',
  },
];
