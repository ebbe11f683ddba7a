// What customers write and ring about on any day, once what was written for a story is used up: parts that are put together.
// Everybody and everything in it is made up.

/** `{flight}`, `{city}`, `{day}`, `{seat}`, `{ref}` and `{sum}` are filled in anew each time, in all of one matter alike. */
export type Matter = {
  readonly subject: string;
  readonly asks: readonly string[];
  readonly replies: readonly string[];
  readonly thanks: readonly string[];
};
export type Everyday = {
  readonly begins: readonly string[];
  readonly ends: readonly string[];
  readonly days: readonly string[];
  readonly matters: readonly Matter[];
};

export const CITIES = [
  'Lisbon',
  'Porto',
  'Cork',
  'Hamburg',
  'Oslo',
  'Bergen',
  'Faro',
  'Nantes',
  'Kraków',
  'Jersey',
  'Inverness',
  'Palermo',
] as const;

const english: Everyday = {
  begins: [
    'Hello,',
    'Hi there,',
    'Good morning,',
    'Hi Larkwing,',
    'Quick one:',
    'Hello again,',
    'Sorry to bother you,',
    'Evening all,',
  ],
  ends: [
    'Thanks.',
    'Could you look, please?',
    'No rush, but today would be good.',
    'Any news helps.',
    'I am at work until five, so writing is best.',
    'Ref is {ref}.',
    'Much obliged.',
    'Please say so either way.',
  ],
  days: [
    'Monday',
    'Tuesday',
    'Wednesday',
    'Thursday',
    'Friday',
    'Saturday',
    'Sunday',
    'the 14th',
    'the 23rd',
    'the 30th',
  ],
  matters: [
    {
      subject: 'Bag not on the belt, {flight} to {city}',
      asks: [
        'my case did not come off {flight} to {city} on {day}. It is grey with a yellow strap and my name inside the lid.',
        'three of us came off {flight} in {city} and two bags did. Mine is the blue rucksack with the tent in it.',
        'the belt in {city} stopped and my bag was not on it. The desk had gone home. {flight}, {day}.',
      ],
      replies: [
        'I have found it: it stayed behind and comes on {day} to {city}. A driver brings it to the address on your booking.',
        'Your bag was tagged for another flight. It is on its way to {city} now, and I have put your number on the driver’s list.',
      ],
      thanks: ['A driver, even. Thank you.', 'Then I stop wearing my brother’s socks. Thanks!'],
    },
    {
      subject: 'Refund for {flight} on {day}',
      asks: [
        '{flight} was cancelled on {day} and I was told €{sum} would be back within a week. It has been three.',
        'could you tell me where my €{sum} for {flight} are? My bank says nobody has sent anything.',
        'I have the form, the answer to the form and no €{sum}. It was {flight} to {city}.',
      ],
      replies: [
        'It stood with an old card. I have sent the €{sum} to the one that you booked with; it is there by {day}.',
        'The refund was approved and then not sent, which is our doing. €{sum} left today.',
      ],
      thanks: ['I shall look on {day}. Thank you.', 'Seen it in the app already, that was quick.'],
    },
    {
      subject: 'Seats apart on {flight}',
      asks: [
        'we booked together and now I am in {seat} and my daughter, who is six, is somewhere in row 27. {flight}, {day}.',
        'the app has moved me from {seat} to the last row of {flight}. I paid for {seat}.',
        'is {seat} on {flight} by a window, or by a wall where a window was? I would rather know before {day}.',
      ],
      replies: [
        'You are in {seat} again, and whoever flies with you beside you. The aircraft had been changed.',
        '{seat} is yours, and it has a window; I asked a colleague who has sat there.',
      ],
      thanks: ['Perfect, we have a window to argue about.', 'Thank you, she was worried more than I was.'],
    },
    {
      subject: 'Name on the booking, {ref}',
      asks: [
        'on {ref} my surname has lost its second half. Will they let me on {flight} like that?',
        'I married in spring and booked {ref} with the old name. The passport has the new one. What do I do before {day}?',
      ],
      replies: [
        'I have corrected it on {ref}, free of charge. Please load the boarding pass again.',
        'Both names are on {ref} now. Bring the certificate if you have it at hand, you should not need it.',
      ],
      thanks: ['Loaded, and it is all there.', 'Wonderful, thank you very much.'],
    },
    {
      subject: 'Help at the airport in {city}',
      asks: [
        'my father flies {flight} to {city} on {day} and cannot manage stairs any more. Who fetches him at the gate?',
        'I have a knee in plaster until {day}. Can somebody take me to {flight}, and is {seat} a seat where it fits?',
      ],
      replies: [
        'Somebody waits at the entrance two hours before {flight} and stays until the seat. It is on your booking.',
        'That is booked both ways, with a lift in {city}. Row 1 has the room, so I moved you there.',
      ],
      thanks: ['That is a weight off us, thank you.', 'Brilliant. The knee thanks you as well.'],
    },
    {
      subject: 'Earlier flight from {city}',
      asks: [
        'my meeting in {city} was moved. Is there anything before {flight} on {day}, and what would it cost me?',
        'could I leave {city} in the morning of {day} instead? {flight} gets me home after the last bus.',
      ],
      replies: [
        'There are four seats in the morning of {day}. The change is €{sum} and I hold one until tonight.',
        'I have put you on the morning flight; as {flight} had been moved by us it costs nothing.',
      ],
      thanks: ['Done, please do take it.', 'That saves me a taxi. Thanks a lot.'],
    },
    {
      subject: 'Points missing for {flight}',
      asks: [
        'I flew {flight} on {day} and the points are not there. The one before that neither.',
        'the app says that I have never been to {city}. I have photographs, and the boarding pass for {flight}.',
      ],
      replies: [
        'Both flights are credited now. They stood under a second account with the same address, which is gone.',
        'They are there: {flight} had your name the other way round.',
      ],
      thanks: ['There they are. Next stop {city} again.', 'Thanks, I can see them.'],
    },
    {
      subject: 'Left on board {flight}',
      asks: [
        'I left a paper notebook in the pocket of {seat} on {flight}. It is green and worth nothing to anybody but me.',
        'my son left one hearing aid at {seat}, {flight} to {city}, in a small red box.',
      ],
      replies: [
        'It was handed in with {seat} written on it. It goes to you by post tomorrow, signed for.',
        'Found, in {city}. I have asked them to send it with the next flight.',
      ],
      thanks: ['You have no idea how glad I am.', 'Thank you, and thank whoever looked.'],
    },
    {
      subject: 'Receipt for {ref}',
      asks: [
        'my employer wants a receipt for {ref} with the tax on a line of its own, and yours has one line for all.',
        'I paid €{sum} for a bag at the gate of {flight} and was given no receipt.',
      ],
      replies: [
        'The receipt for {ref} is in your mailbox, with the tax apart.',
        'I have sent one over €{sum}, dated {day}.',
      ],
      thanks: ['Accounts are happy, so am I.', 'Got it, thank you.'],
    },
    {
      subject: 'Delay of {flight} on {day}',
      asks: [
        'we sat in {city} for five hours on {day} and were given a voucher for one coffee between two. What are we owed for {flight}?',
        '{flight} was late, the train was gone, and the hotel wanted €{sum}. I have the bill.',
      ],
      replies: [
        'For {flight} you are owed compensation and I have begun it; the bill of the hotel is paid on top. Please send a photo of it.',
        'The delay of {flight} was ours. €{sum} for the hotel are approved, the rest you hear of by {day}.',
      ],
      thanks: ['Photo is on its way. Fair enough.', 'Thank you for not making me fill in a form.'],
    },
  ],
};

const german: Everyday = {
  begins: ['Guten Tag,', 'Hallo,', 'Guten Morgen,', 'Moin,', 'Eine kurze Frage:', 'Sehr geehrtes Team,'],
  ends: [
    'Vielen Dank.',
    'Können Sie bitte nachsehen?',
    'Es eilt nicht sehr.',
    'Buchung {ref}.',
    'Danke im Voraus.',
    'Eine kurze Antwort genügt.',
  ],
  days: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag', 'dem 14.', 'dem 23.'],
  matters: [
    {
      subject: 'Koffer fehlt, {flight} nach {city}',
      asks: [
        'mein Koffer kam mit {flight} nach {city} nicht an. Er ist dunkelrot und hat nur noch drei Rollen.',
        'in {city} blieb das Band stehen, ohne meine Tasche. Der Schalter war schon zu.',
      ],
      replies: [
        'Er ist gefunden und kommt mit dem nächsten Flug nach {city}. Ein Fahrer bringt ihn Ihnen.',
        'Die Tasche trug einen falschen Anhänger. Sie ist unterwegs, Ihre Nummer hat der Fahrer.',
      ],
      thanks: ['Das ist eine gute Nachricht, danke.', 'Wunderbar, dann warte ich auf den Fahrer.'],
    },
    {
      subject: 'Erstattung für {flight}',
      asks: [
        'für {flight} wurden mir {sum} € zugesagt, angekommen ist bisher nichts.',
        'meine Bank findet die {sum} € für {flight} nicht. Wann haben Sie überwiesen?',
      ],
      replies: [
        'Die {sum} € gingen an eine alte Karte. Ich habe sie heute neu angewiesen.',
        'Die Erstattung war genehmigt und lag noch. Sie ist nun hinausgegangen.',
      ],
      thanks: ['Danke, ich achte darauf.', 'Schon da. Vielen Dank für die schnelle Hilfe.'],
    },
    {
      subject: 'Sitzplatz auf {flight}',
      asks: [
        'wir haben zusammen gebucht und sitzen nun getrennt, ich auf {seat}. Lässt sich das ändern?',
        'ich hatte {seat} auf {flight} bezahlt und sitze laut App in der letzten Reihe.',
      ],
      replies: [
        'Sie haben {seat} wieder, und der Platz daneben ist auch Ihrer.',
        'Das Flugzeug war getauscht worden. Ich habe Sie zurück auf {seat} gesetzt.',
      ],
      thanks: ['Sehr freundlich, danke.', 'Prima, dann fliegen wir doch gern.'],
    },
    {
      subject: 'Hilfe am Flughafen in {city}',
      asks: [
        'meine Mutter fliegt mit {flight} und geht am Stock. Wer holt sie am Eingang ab?',
        'ich reise mit {flight} im Rollstuhl. Ist der Weg in {city} ohne Treppe?',
      ],
      replies: [
        'Zwei Stunden vorher wartet jemand am Eingang und bleibt bis zum Platz. Es steht in der Buchung.',
        'In {city} gibt es einen Aufzug bis zum Flugzeug, die Hilfe ist für beide Wege vermerkt.',
      ],
      thanks: ['Da bin ich beruhigt, vielen Dank.', 'Danke, so soll es sein.'],
    },
    {
      subject: 'Rechnung zu {ref}',
      asks: [
        'für {ref} brauche ich eine Rechnung mit ausgewiesener Steuer auf meine Firma.',
        'am Tor von {flight} habe ich {sum} € für den Koffer bezahlt und keinen Beleg bekommen.',
      ],
      replies: ['Die Rechnung zu {ref} ist in Ihrem Postfach.', 'Der Beleg über {sum} € ist unterwegs zu Ihnen.'],
      thanks: ['Angekommen, danke.', 'Danke, das Finanzamt freut sich.'],
    },
  ],
};

/** By language: who speaks another one waits for what was written for them. */
export const everyday: Readonly<Record<string, Everyday>> = { en: english, de: german };
