// One or two words in passing: reviews, praise, quick questions, strangers known by a handle only. All made up.
import type { Person } from '../person.ts';

export const brief: readonly Person[] = [
  {
    id: 'frosty-badger',
    name: 'frosty_badger_88',
    language: 'en',
    timeZone: 'Europe/London',
    known: false,
    at: { x: ['@frosty_badger_88', 74] },
    story: `
## x | Seats
-9 22:14 < @LarkwingCare ur seats are made of toast {likes 3, reposts 0, views 240}
22:30 > P: Warm, or thin? ^PS
22:31 < both {likes 11, reposts 1, views 600}
`,
  },
  {
    id: 'hedda-noormann',
    name: 'Hedda Noormann',
    language: 'de',
    timeZone: 'Europe/Berlin',
    at: { email: 'hedda.noormann@kuestenpost.example', chat: 'hedda.noormann@kuestenpost.example' },
    story: `
## chat | Surfbrett
-7 17:40 < Moin, kann ich ein Surfbrett mitnehmen, 6'2?
17:42 > E: Moin! Ja, bis 2 Meter, 38 € pro Strecke, bitte die Finnen abschrauben.
17:43 < super. und neopren, zählt der extra?
17:44 > E: Der darf mit in die Brettertasche.
17:45 < klasse danke 🤙
-5 08:10 < kann ich das brett noch abmelden? kein wind 😩
08:14 > E: Abgemeldet, 38 € kommen zurück. Auf besseren Wind!
`,
  },
  {
    id: 'graham-pettigrew',
    name: 'Graham Pettigrew',
    language: 'en',
    timeZone: 'Europe/London',
    at: { web: 'g.pettigrew@oldmail.example', email: 'g.pettigrew@oldmail.example', voice: '+44 20 7946 0150' },
    story: `
## web | Complaint
-32 07:00 < THE CHEESE SANDWICH ON LW 14 WAS £7.50 AND HAD ONE SLICE OF CHEESE IN IT. ONE.
-31 15:20 > K: Dear Mr Pettigrew, I have counted. The recipe says three. £7.50 is on its way back, and the caterer has been sent a photograph of a three.
-31 16:00 < THANK YOU. I CANNOT TURN OFF THE CAPITALS. I AM NOT SHOUTING.
-31 16:08 > K: Not a word of it was heard as shouting, Mr Pettigrew. The key is on the left, above Shift.
-31 16:30 < so it is.
`,
  },
  {
    id: 'leilani-kealoha',
    name: 'Leilani Kealoha',
    language: 'en',
    timeZone: 'Pacific/Honolulu',
    at: { instagram: ['@leilani.k', 61200], email: 'leilani@kealoha-swim.example' },
    story: `
## instagram | Sunrise from 12A
-6 07:05 < Sunrise over the Hebrides from 12A with @larkwingair. No filter, no words 🌅 {likes 20410, reposts 900}
07:40 > P: May we share it, with your name? ^PS
07:52 < Of course! Tag the captain, she tilted the wing for us
08:10 > P: Captain Adeyemi says: "It was traffic. But you're welcome." ^PS
`,
  },
  {
    id: 'stavros-dimitriou',
    name: 'Σταύρος Δημητρίου',
    language: 'en',
    timeZone: 'Europe/Athens',
    at: { voice: '+44 7700 900161', email: 'stavros@dimitriou-olives.example' },
    story: `
## voice | Olive oil in hold baggage
-22 09:10 ( in T q=1:20 t=3:31 | Information given
a: Larkwing Air, Tomasz.
c: My friend, how much olive oil can I send down in the suitcase?
a: As much as your weight allows, if the bottles are closed.
c: Twenty kilos of oil?
a: With twenty kilos of suitcase? Then yes. Wrap it well.
c: I'll bring you one.
a: I'm not allowed. But I appreciate it.
-19 14:00 ( in T q=3:40 t=2:20 | Claim opened
c: My friend. One bottle broke. My suits smell of heaven.
a: Oh no. How many suits?
c: Two. I don't complain, I inform.
-19 14:05 * T: Two suits, dry cleaning, bring receipts. He isn't complaining, he is informing.
-12 10:30 ? csat 4/5
`,
  },
  {
    id: 'petra-novakova',
    name: 'Petra Nováková',
    language: 'en',
    timeZone: 'Europe/Prague',
    at: { sms: '+44 7700 900703', email: 'petra.novakova@vltava.example' },
    story: `
## sms | Lost tablet on LW 119
-8 18:50 < left ipad in seat pocket 22C LW119 prague, blue case with cat
18:58 > E: Found by the cleaners! Cat and all. It's at lost property in Manchester, shelf P. Shall we send it?
18:59 < yes please!! prague 7
19:04 > E: £14 by courier, arrives Friday.
-5 12:12 < cat is home 🐱
12:13 ? csat 5/5
`,
  },
  {
    id: 'ewan-dalgleish',
    name: 'Ewan Dalgleish',
    language: 'en',
    timeZone: 'Europe/London',
    at: { review: 'ewan_d_hills', email: 'ewan@dalgleish.example' },
    story: `
## review | Average at best
-27 20:00 < ★★☆☆☆ Delayed 2 h both ways. No information. App froze. The one star extra is for the woman at gate 9 who drew a map to the cheaper coffee. {likes 18, reposts 0}
-26 09:45 > K: Both delays were ours. We'd like to know who drew the map, to thank her. Was it Bernadette?
-26 11:20 < That's her. She drew a wee dog on it as well.
`,
  },
  {
    id: 'ines-carvalho',
    name: 'Inês Carvalho',
    language: 'pt',
    timeZone: 'Europe/Lisbon',
    at: { whatsapp: '+44 7700 900418', email: 'ines.carvalho@maresia.example' },
    story: `
## whatsapp | Voo LW 418 cancelado
-5 19:50 < Boa noite, o LW 418 foi cancelado e estou com a minha mãe de 78 anos. Há hotel?
20:01 > E: Boa noite Inês, sim: Hotel Aurora, e mando um táxi em vez do autocarro por causa da sua mãe.
20:02 < Obrigada. O autocarro da porta 6 não existe, já agora
20:05 > E: Obrigada por avisar, estou a tratar disso. O táxi chega à porta 9 em 10 minutos.
20:18 < Já estamos no táxi. Muito obrigada, Elodie ❤️
-4 08:02 < Chegámos ao aeroporto, quando parte o 422?
08:05 > E: Às 08:40, porta 17. A sua mãe tem assistência à espera.
-4 14:30 ? csat 4/5
`,
  },
  {
    id: 'dariusz-krol',
    name: 'Dariusz Król',
    language: 'en',
    timeZone: 'Europe/Warsaw',
    at: { email: 'd.krol@wislapost.example', facebook: 'dariusz.krol.waw' },
    sign: 'Dariusz Król',
    story: `
## email | LW 418 cancelled, compensation
-4 11:20 < Dear Larkwing, I was also on LW 418 from Lisbon. Crew out of hours is not extraordinary circumstance. 400 EUR please, account attached. Regards {file account.pdf 21010}
-2 15:04 > T: Dear Mr Król, agreed, it isn't. €400 will be with you by [[day 3]] 17:00. {quote}
-2 15:10 < Dziękuję. Tomasz is from where? {quote}
-2 15:31 > T: Z Gdyni. {quote}
-2 15:32 < I knew it. {quote}
`,
  },
  {
    id: 'lou-ferrante',
    name: 'Lou Ferrante',
    language: 'en',
    timeZone: 'America/New_York',
    at: { voice: '+1 202 555 0163', email: 'lou@ferrante-tile.example' },
    story: `
## voice | Receipt
-11 15:00 ( in K q=0:30 t=1:40 | Receipt sent
c: I need the receipt from June. The paper one I put through the wash.
a: Sent to your email while you were talking, Mr Ferrante.
c: That's it? I had a sandwich ready for the hold music.
-11 15:05 ? ces 1/7 Didn't finish the sandwich
`,
  },
  {
    id: 'siobhan-rourke',
    name: 'Siobhán Rourke',
    language: 'en',
    timeZone: 'Europe/Dublin',
    at: { facebook: 'siobhan.rourke.79', whatsapp: '+44 7700 900276', email: 'siobhan.rourke@homepost.example' },
    story: `
## facebook | Fear of flying course
-16 12:10 < Does @Larkwing still do the fear of flying day? Asking for myself, obviously {likes 14, reposts 0}
12:25 > P: We do! Next one is the 30th in Dublin, with a captain and a psychologist and a lot of biscuits. ^PS
## whatsapp | Fear of flying course
-15 19:00 < Is there a place on the 30th
19:12 > E: Two left. I've held one for you until tomorrow evening. No pressure at all.
-14 18:55 < I'll take it. Oh God
18:58 > E: Well done. That was the hardest part.
-14 19:01 < it was NOT 😂 but thanks
`,
  },
  {
    id: 'abebe-tessema',
    name: 'አበበ ተሰማ',
    language: 'en',
    timeZone: 'Africa/Addis_Ababa',
    at: { email: 'abebe.tessema@entoto.example', whatsapp: '+44 7700 900925' },
    story: `
## whatsapp | Coffee beans
-13 06:40 < Hello, is 5 kg of green coffee allowed into UK
06:58 > E: Hello Abebe, yes, green coffee for your own use is fine, up to 10 kg.
07:00 < And roasted
07:02 > E: Also fine, and the whole cabin will envy you.
07:03 < 😄☕
`,
  },
  {
    id: 'skye-mcallister',
    name: 'Skye McAllister',
    language: 'en',
    timeZone: 'Europe/London',
    at: { x: ['@skyemc', 2301], email: 'skye@mcallister-legal.example' },
    story: `
## x | Praise for gate staff
-3 17:40 < Massive thanks to the @LarkwingAir lad at Glasgow gate 26 who ran (RAN) back with my laptop 💻🏃 {likes 512, reposts 31, views 20100}
17:58 > P: That was Fraser. He says he needed the steps. ^PS
18:02 < tell Fraser I owe him a pint
`,
  },
  {
    id: 'wei-chen-liu',
    name: '劉維真',
    language: 'en',
    timeZone: 'Asia/Taipei',
    at: { email: 'weichen.liu@tamsui.example', web: 'weichen.liu@tamsui.example' },
    story: `
## web | Passport renewed after booking
-18 03:11 < I renewed my passport after booking (old number ends 881, new 402). Do I need to tell you?
-18 10:00 > E: Dear Wei-Chen, thank you for telling us. Please update it in the app under "Travel documents"; I can see that it's still the old one.
-18 12:45 < Updated. It shows 402 now. And my name in characters, is this visible for the crew? It would be nice.
-17 09:12 > E: Not yet, but I like the idea so much that I've written it down for the app team. Safe travels, 劉維真.
-17 09:30 < 🥹 謝謝
`,
  },
  {
    id: 'norma-jean-pickering',
    name: 'Norma-Jean Pickering',
    language: 'en',
    timeZone: 'Europe/London',
    at: { letter: 'Pickering, Whitby', voice: '+44 20 7946 0444' },
    story: `
## letter | To whoever answers letters
-21 10:00 < Dear whoever, I found one of your blankets in my suitcase. I don't know how it got there. I believe I may have been cold. I enclose £10. N.-J. Pickering
-17 11:30 > R: Dear Mrs Pickering, keep the blanket and the £10, both suit you better than us. Ruth Okafor
`,
  },
  {
    id: 'tariq-mansour',
    name: 'طارق منصور',
    language: 'ar',
    timeZone: 'Asia/Dubai',
    at: { x: ['@tariqmansour', 8700], voice: '+44 7700 900632', email: 'tariq@mansour-dates.example' },
    story: `
## x dm | Fast track at Manchester
-7 11:02 < السلام عليكم، هل يشمل حجزي المسار السريع؟ LW 801
11:15 > E: Wa alaykum as-salam Tariq. Not yet, but with your status it costs nothing: I've added it for both of you.
11:16 < ممتاز، شكراً
-4 22:10 < المسار كان مغلقاً!! 40 دقيقة انتظار
22:25 > E: I'm sorry, Tariq. It closed at 21:00 for lack of staff. I'd like to give you 3,000 points each; say yes and they're there tomorrow.
22:40 < نعم، شكراً
`,
  },
  {
    id: 'unknown-caller-0958',
    name: '+44 20 7946 0958',
    language: 'en',
    timeZone: 'Europe/London',
    known: false,
    at: { voice: '+44 20 7946 0958' },
    story: `
## voice
-6 13:05 ( in - q=4:02 abandoned
-6 13:40 ( in - q=2:10 abandoned
-2 09:01 ( in K q=5:30 t=0:48 | Wrong number
c: Is that the dentist?
a: It's Larkwing Air, I'm afraid.
c: I've waited five minutes for the wrong people. You have nice music, mind.
`,
  },
  {
    id: 'ottoline-grange',
    name: 'Ottoline Grange',
    language: 'en',
    timeZone: 'Europe/London',
    at: { email: 'ottoline@grange-events.example', voice: '+44 7700 900549' },
    sign: 'Ottoline Grange\nGrange Events',
    story: `
## email | Flowers in the cabin
-10 08:40 < Hi, can I bring 60 peonies in buckets to Jersey as hand luggage?
-10 10:12 > K: Hi Ottoline, the peonies yes, the buckets no (water). Wrap them damp, book one extra seat (£39) and they fly by the window. {quote}
-10 10:15 < Genius. Booking seat for Ms P. Peony {quote}
-10 10:33 > K: Ms Peony is on 7F. {quote}
-9 19:20 < Bride cried, in a good way. Thank you Kwabena {quote}
`,
  },
];
