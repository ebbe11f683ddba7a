// What customers write and say while the story is in motion.
import type { LiveTalk } from '../live-talk.ts';

/** The call everything leads to. What is said in it is the agent's and hers, so no turns are given. */
export const escalatedCall: LiveTalk = {
  who: 'imogen-castellanos-reid',
  channel: 'voice',
  subject: 'Charged twice for rebooking, LW 418 Lisbon to Manchester',
  text: '',
};

/** If nobody takes it. */
export const escalatedComplaint: LiveTalk = {
  who: 'imogen-castellanos-reid',
  channel: 'x',
  open: true,
  subject: 'Charged twice for rebooking, LW 418 Lisbon to Manchester',
  text: 'Update: rang @LarkwingCare on the number I was given. Five minutes of pan pipes and nobody. I shall try once more. This is getting ridiculous.',
  reply:
    'Imogen, five minutes of pan pipes is five too many, and I am sorry. The second charge is with our payments team. The next free line is yours: the number you were given reaches us directly.',
  thanks: 'Then I try once more. Have the booking ready, please: I have told it to four of you already.',
};

/** Others who were passed on to priority care. */
export const priorityCalls: readonly LiveTalk[] = [
  { who: 'padraig-o-suilleabhain', channel: 'voice', subject: 'Stranded in Cork, connection lost', text: '' },
  { who: 'friederike-sattler', channel: 'voice', subject: 'Neue Buchung, LW 290 im Frühjahr', text: '' },
  { who: 'callum-mackinnon', channel: 'voice', subject: 'Upgrade sold again on G-LWKC', text: '' },
  { who: 'wanjiru-kamau', channel: 'voice', subject: 'Son travelling alone: flight time changed', text: '' },
  { who: 'jose-antonio-fernandez', channel: 'voice', subject: 'Bag missing, day five', text: '' },
  { who: 'edwina-farquharson', channel: 'voice', subject: 'The tea', text: '' },
];

const bookings: readonly LiveTalk[] = [
  {
    who: 'stavros-dimitriou',
    channel: 'voice',
    subject: 'Olive oil, the next shipment',
    text: '',
    turns: [
      'a: Larkwing Air, good day.',
      'c: My friend, it is Stavros with the oil. Tins this time, not bottles.',
      'a: Very wise. How many?',
      'c: Six tins, four litres. Is it a bag or is it a business?',
      'a: With six tins it is still a bag, if it stays under thirty-two kilos.',
      'c: Then I take out the cheese.',
    ],
  },
  {
    who: 'lou-ferrante',
    channel: 'voice',
    subject: 'Receipt for two passengers',
    text: '',
    turns: [
      'c: Lou Ferrante again. You were so quick last time that I saved up three questions.',
      'a: Go ahead.',
      'c: Receipt with two names, aisle for my wife, and is there a decent sandwich?',
      'a: Done, done, and I would bring one.',
    ],
  },
  {
    who: 'sabine-wohlfahrt',
    channel: 'voice',
    subject: 'Sitzplätze im Mai',
    text: '',
    turns: [
      'a: Larkwing Air, guten Tag.',
      'c: Wohlfahrt, guten Tag. Wir fliegen im Mai, mein Mann braucht jetzt doch einen Platz am Gang.',
      'a: Ich sehe Sie beide, 9C und 9D sind nebeneinander am Gang. Soll ich tauschen?',
      'c: Ja, bitte. Kostet das etwas?',
      'a: Nein, nichts.',
    ],
  },
  {
    who: 'tunde-bakare',
    channel: 'voice',
    subject: 'Change LW 75 to the evening',
    text: '',
    turns: [
      'c: Good day. Your page works in Nigeria now, I only want to hear a voice.',
      'a: A voice it is. What shall I change?',
      'c: LW 75 on Thursday to the evening one.',
      'a: That is LW 79 at 19:10. No fee for you.',
    ],
  },
  {
    who: 'maeve-corrigan',
    channel: 'voice',
    subject: 'Group of 31, camogie team',
    text: '',
    turns: [
      'c: Hi, Maeve from the camogie club. We are thirty-one this year.',
      'a: How many Saoirses?',
      'c: Five. They are multiplying.',
      'a: Send me the list and I will keep them apart.',
    ],
  },
  { who: 'unknown-caller-0958', channel: 'voice', subject: 'Call', text: '', turns: ['c: Is that the dentist now?'] },
];

const messages: readonly LiveTalk[] = [
  {
    who: 'devon-achebe',
    channel: 'whatsapp',
    subject: 'Knives in hold baggage again',
    text: 'hi its the knife guy again 😅 flying sat, same roll same duffel. do i need to tell anyone or just check it in',
    reply: 'Welcome back, Devon! Checked in is fine, no need to tell anybody. Maybe a second label inside this time.',
    thanks: 'already did that lol. ty 🔪',
  },
  {
    who: 'bao-nguyen',
    channel: 'chat',
    subject: 'Special meal for my mother',
    text: 'hello, my mother on LW16 tuesday cannot eat shrimp. can u write it in the booking',
    reply:
      'Hello Bảo, it is in the booking and on the crew sheet. There is no shrimp on that flight anyway, but now it is certain.',
    thanks: 'thank u!! she says you are a good person',
  },
  {
    who: 'gracie-oduya',
    channel: 'sms',
    subject: 'Gate for LW 95',
    text: 'me again lol. lw95 gate? app says 7 this time so i dont believe it',
    reply: '7 it is, the app has learned. 25 minutes, no running.',
    thanks: 'walking like a queen 👑',
  },
  {
    who: 'bex-hollis',
    channel: 'whatsapp',
    subject: 'Is Gary working on the 4th',
    text: 'very serious question: is Gary on shift on the 4th, the boys are asking every day 🚜',
    reply: 'We have asked Gary. He has swapped with a colleague so that he is.',
    thanks: 'I am crying at work. THANK YOU',
  },
  {
    who: 'nadia-alhusseini',
    channel: 'whatsapp',
    subject: 'متابعة طلب التعويض',
    text: 'مرحباً، لم يصلني رد بخصوص التعويض حتى الآن. هل من جديد؟',
    reply: 'Marhaba Nadia, it was approved this morning: £60 are on the way to your account, two or three days.',
    thanks: 'الحمد لله، شكراً لكم',
  },
  {
    who: 'ines-carvalho',
    channel: 'whatsapp',
    subject: 'Reembolso LW 418',
    text: 'Boa tarde, sabe quando chega a indemnização do LW 418? A minha mãe pergunta todos os dias 🙈',
    reply: 'Boa tarde Inês, as duas foram aprovadas ontem, chegam até sexta-feira. Um beijinho à sua mãe.',
    thanks: 'Vou dizer-lhe, muito obrigada!',
  },
  {
    who: 'hedda-noormann',
    channel: 'chat',
    subject: 'Surfbrett doch wieder',
    text: 'es gibt wind!!! kann das brett doch mit? flug ist morgen früh',
    reply: 'Na also! Das Brett ist wieder angemeldet, 38 €. Bitte eine Stunde früher da sein.',
    thanks: 'ihr seid die besten 🤙',
  },
  {
    who: 'tariq-mansour',
    channel: 'x',
    subject: 'Points for closed fast track',
    text: 'مرحباً، وصلت نقاطي لكن نقاط زوجتي لم تصل بعد',
  },
  {
    who: 'yuki-tanaka-moreau',
    channel: 'chat',
    subject: 'Which Birmingham',
    text: 'hi it is me. wrong month person. i am AT birmingham. it is the right one. just wanted you to know',
    reply: 'Yuki, this is the best message of the day. Have a wonderful trip.',
    thanks: '💙💙',
  },
  {
    who: 'moses-kiprop',
    channel: 'whatsapp',
    subject: 'Runners for London',
    text: 'Good morning. We have 12 runners for London in April. What is the best fare if we book together?',
  },
  {
    who: 'abebe-tessema',
    channel: 'whatsapp',
    subject: 'Coffee machine in baggage',
    text: 'Hello, now my aunt wants to send a coffee machine 4 kg with me, steel. It can be in the hand luggage?',
  },
  {
    who: 'petra-novakova',
    channel: 'sms',
    subject: 'Lost scarf LW 119',
    text: 'hi. now i left a scarf. red. 14F. i am sorry',
    reply: 'Don’t be. Found: red, 14F, shelf P like the cat. Same address?',
    thanks: 'same address 😳 thank you',
  },
];

const inPublic: readonly LiveTalk[] = [
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
  {
    who: 'frosty-badger',
    channel: 'x',
    open: true,
    subject: 'Seats again',
    text: '@LarkwingCare update, sat in row 9, still toast, but buttered. improvement',
    reply: 'We aim for marmalade by spring. ^PS',
  },
  {
    who: 'callum-mackinnon',
    channel: 'x',
    open: true,
    subject: 'LW 12 boarding twice',
    text: '@LarkwingCare boarded LW12, unboarded LW12, boarded LW12. Is this a gym membership',
    reply: 'Second aircraft, Callum: a light on the first one wouldn’t go out. Off at 10:05, sorry for the steps. ^PS',
  },
  {
    who: 'joerg-petersen',
    channel: 'facebook',
    open: true,
    subject: 'Koffer, die dritte',
    text: 'Moin, Koffer diesmal PÜNKTLICH auf dem Band. Ich wollts nur gesagt haben.',
    reply: 'Moin Herr Petersen, das rahmen wir uns ein. ^EM',
  },
  {
    who: 'noor-bakker',
    channel: 'mastodon',
    open: true,
    subject: 'Receipts still wrong',
    text: '@care@larkwing.example receipts from yesterday still say 61 kg. Wasn’t that to be mended?',
  },
  {
    who: 'fatoumata-diallo',
    channel: 'instagram',
    open: true,
    subject: 'Kind crew today',
    text: 'Credit where due: crew on LW 520 today were lovely, to everybody, I watched 👀💛',
    reply: 'Thank you for watching, and for saying so. ^EM',
  },
  {
    who: 'cem-aydin',
    channel: 'x',
    open: true,
    subject: 'Cello auf Rückflug',
    text: '@LarkwingCare Cello fliegt Sonntag zurück, wieder 4A? Er hat sich an die Aussicht gewöhnt 🎻',
    reply: '4A ist reserviert, Decke liegt bereit. ^PS',
    thanks: 'Er verneigt sich.',
  },
];

const letters: readonly LiveTalk[] = [
  {
    who: 'annegret-kuhlmann',
    channel: 'email',
    subject: 'Gruppenreise im nächsten Jahr',
    text: 'Sehr geehrte Damen und Herren,\n\nder Förderverein möchte im nächsten Jahr wieder reisen, diesmal nach Edinburgh, vierzehn Damen und drei Herren. Bitte nennen Sie mir einen Preis, und bitte nennen Sie mir auch die Sitzreihen.\n\nMit freundlichen Grüßen',
    reply:
      'Sehr geehrte Frau Kuhlmann,\n\n97 € pro Person hin und zurück, Reihen 8 bis 10, alle beieinander. Ich halte das Angebot bis Monatsende für Sie fest.',
    thanks: 'Sehr geehrter Herr Osei, das nehme ich zu Protokoll. Die Namen folgen, alphabetisch.',
  },
  {
    who: 'graham-pettigrew',
    channel: 'web',
    subject: 'Sandwich',
    text: 'Three slices today. I counted. Well done.',
    reply: 'Dear Mr Pettigrew, the caterer has been told and is having it framed.',
  },
  {
    who: 'akosua-mensah',
    channel: 'email',
    subject: 'Inquiry LOY-3381, closing it',
    text: 'Dear Mr Wolski,\n\nshe has confessed and may keep them. Please close the inquiry, and please enable the second factor on my account, which I ought to have done before raising a clever child.\n\nRegards',
    reply:
      'Dear Ms Mensah-Wiredu,\n\nclosed, and the second factor is on. The first code goes to your office line, not to your daughter.',
  },
  {
    who: 'shanthi-pillai',
    channel: 'email',
    subject: 'Meals for six on LW 801',
    text: 'Hello, six of us fly on the 22nd, all vegetarian, one (my aunt) also without onion and garlic. Can the caterer do that, and would they write it on the lid?',
    reply: 'Dear Ms Pillai, yes to both. Five vegetarian and one Jain meal, printed on the lid, seats 31A to 31F.',
  },
  {
    who: 'pal-szentgyorgyi',
    channel: 'email',
    subject: 'My cousin wants to fly',
    text: 'Dear Tomasz, now my cousin wants to fly with you also. Can I give him the 2,000 points? He says they are his.',
  },
  {
    who: 'wei-chen-liu',
    channel: 'web',
    subject: 'Seat map in Chinese',
    text: 'Hello, the new list of seats is very good. One row says 座椅 and another 座位, better to use 座位 everywhere.',
  },
  {
    who: 'ewan-dalgleish',
    channel: 'review',
    subject: 'Better',
    text: '★★★★☆ On time, both ways. Bernadette has left gate 9 for gate 11, I found her. Half a star for the dog she drew.',
    reply: 'She sends another dog. Thank you, Ewan.',
  },
  {
    who: 'greta-lindqvist',
    channel: 'review',
    subject: 'LW 62',
    text: '★★★★★ Same seat, another crew, same kindness. My father says the sea was on the right this time.',
  },
];

/** Everybody who may write or ring at any moment. */
export const liveTalks: readonly LiveTalk[] = [...bookings, ...messages, ...inPublic, ...letters];
