// A small archive of made-up customers, told to the backend through its ordinary intake, to be reviewed.
const DAY = 86_400_000;

type Matter = { readonly key: string; readonly name: string; readonly asked: string; readonly answered: string };
const MATTERS: readonly Matter[] = [
  {
    key: 'akosua',
    name: 'Akosua Mensah-Wiredu',
    asked: '@LarkwingAir card charged twice for ONE seat upgrade and the chat just closed on me',
    answered: 'Good morning Akosua, that should not happen. Was it the same amount both times? ^LT',
  },
  {
    key: 'lior',
    name: 'ליאור בן־דוד',
    asked: '@LarkwingAir no seat numbers, and is it normal to have the card charged twice in shekels?',
    answered: 'It is not, Lior. We have undone one of the two payments. ^HK',
  },
  {
    key: 'tomas',
    name: 'Tomáš Novák-Sørensen',
    asked: '@LarkwingAir lovely crew, awful till: my card charged twice for the same suitcase at gate C07',
    answered: 'That till was offline, Tomáš. The second payment goes back today. ^HK',
  },
  {
    key: 'mei',
    name: 'Mei Okonkwo',
    asked: '@LarkwingAir the lounge was closed and nobody said why',
    answered: 'A burst pipe, Mei. We are sorry that nobody told you. ^LT',
  },
];

/** Posts, our answers and direct messages of four customers, who still wait: the desk has their histories ahead. */
export const archiveRecords = (now: number): object[] =>
  MATTERS.flatMap(({ key, name, asked, answered }, i) => {
    const at = now - (i + 2) * DAY;
    const party = { address: `@${key}`, name };
    const thread = `thread-${key}`;
    const post = { type: 'post', channel: 'x', live: false, party, thread };
    return [
      { type: 'customer', externalId: key, name, identities: [{ channel: 'x', address: party.address }] },
      { ...post, externalId: `${key}-1`, handle: '@LarkwingAir', at, text: asked },
      {
        ...post,
        externalId: `${key}-2`,
        handle: '@LarkwingCare',
        direction: 'out',
        inReplyTo: `${key}-1`,
        agent: 'Priya Shah',
        at: at + 60_000,
        text: answered,
      },
      {
        type: 'message',
        externalId: `${key}-3`,
        channel: 'x',
        party,
        handle: '@LarkwingCare',
        thread: `dm-${key}`,
        at: now - (i + 1) * 60_000,
        text: 'Is there anything new?',
      },
    ];
  });
