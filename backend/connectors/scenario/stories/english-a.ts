// Customers who write in English, first part: refunds, bags, seats, wheelchairs. All made up.
import type { Person } from '../person.ts';

export const englishA: readonly Person[] = [
  {
    id: 'devon-achebe',
    name: 'Devon Achebe',
    language: 'en',
    timeZone: 'Europe/London',
    value: 'Lark Blue, £640 in 12 months',
    at: { whatsapp: '+44 7700 900123', email: 'devon.achebe@postbox.example', instagram: ['@devonbakes', 5410] },
    sign: 'Devon x',
    story: `
## whatsapp | Bag delayed from Faro, LW 611
-33 22:10 < hi, bag didnt come off LW611 from Faro. carousel stopped and everyone went home lol
22:14 > E: Hi Devon, I'm sorry. Did the desk give you a reference? It begins with MANLW.
22:15 < yeah MANLW40771. its a green duffel with my whole chefs knife roll in it, i have a job saturday
22:19 > E: Found the record. It was left in Faro, tagged for tomorrow's LW 611. It should be with you by Thursday noon.
22:20 < ok 👍
-31 12:20 < its thursday noon and twenty past. no bag
12:41 > K: Hello Devon, Kwabena here. The bag landed at 11:05 and is with the courier, van 4. I'm chasing the driver.
12:42 < ta
14:55 < HE'S HERE. knives all there. you lot are alright
14:57 < wait the zip is broken tho
15:03 > K: Glad about the knives! Send me a photo of the zip and a receipt if you replace it, we pay up to £80 without fuss.
15:30 < {file zip.jpg 402110}
-27 09:15 > K: Thank you, that is enough. £48.00 is on its way to your card, 3 to 5 working days.
-24 18:02 < got it. cheers Kwabena
18:05 ? ces 2/7 Easy once somebody picked it up
## instagram | Thank you for saving my knives
-23 11:30 < Shout out to @larkwingair for finding a bag full of very sharp objects and giving it back. Saturday's wedding cake was cut with THE knife 🎂🔪 {likes 412, reposts 8}
12:10 > P: That cake! 😍 Very glad the knives made it in time. ^PS
`,
  },
  {
    id: 'margaret-ellwood',
    name: 'Margaret Ellwood',
    language: 'en',
    timeZone: 'Europe/London',
    value: 'Lark Silver, 31 years with us',
    at: { voice: '+44 20 7946 0311', email: 'm.ellwood@ellwood-house.example', letter: 'Ellwood House, Kendal' },
    sign: 'Margaret Ellwood (Mrs)\nEllwood House, Kendal',
    story: `
## letter | Wheelchair assistance at Edinburgh
-41 10:00 < Dear Sirs, I am eighty-three and have flown with you since you had two aeroplanes. On the 3rd I was left in a wheelchair beside gate 12 at Edinburgh for fifty minutes while the aircraft was boarded without me. A young man with a broom eventually noticed. I do not write for money. I write because the next person may not be able to wave. Yours faithfully, M. Ellwood
-37 15:20 > R: Dear Mrs Ellwood, you were forgotten, and there is no better word for it. I have spoken to the assistance company at Edinburgh myself. They now count passengers at the door instead of at the desk. Thank you for waving, and for writing. Ruth Okafor
## voice | Wheelchair assistance at Edinburgh
-30 11:02 ( in T q=0:38 t=7:45 | Assistance booked
a: Larkwing Air, Tomasz speaking.
c: Good morning. This is Mrs Ellwood. I had a very decent letter from your Mrs Okafor.
a: Good morning, Mrs Ellwood. I have the letter in front of me. I'm sorry about Edinburgh.
c: Never mind that now. I should like to go to my sister in Jersey, and I should like not to be forgotten.
a: Then let's book it properly. From door to seat, and at the other end as well?
c: Door to seat. I can do steps if somebody carries the bag.
a: Noted: steps yes, long walk no, bag carried. I'll put a phone number on it that you can ring from the gate.
c: A number with a person at the end of it?
a: With a person. It's the duty manager.
c: Well. That is an improvement on a broom.
-30 11:12 * T: Assistance WCHR both ways, LW 77 to Jersey. Gave her the duty manager's number. She'd like a call the day before, not an email.
-19 16:30 ( out K q=0:00 t=2:10 | Reminder given
a: Mrs Ellwood, Kwabena from Larkwing. Your assistance for tomorrow is confirmed, the driver's name is Sheila.
c: How kind. You did say somebody would ring, and here you are.
-12 10:15 ? csat 5/5 Sheila was marvellous.
## email | Jersey, with thanks
-11 09:40 < Dear Mr Wolski, dear Mr Osei,

I promised my sister that I would write. Both ways went like clockwork and I was counted at the door. There is still no handrail on the bus at stand 14, which I mention only because I am asked to mention things.

With kind regards
14:05 > K: Dear Mrs Ellwood, this has made our week. The handrail has gone to the airport with a photograph, and I shall tell you what they say. {quote}
-4 11:30 > K: Dear Mrs Ellwood, they say: fitted on the 14th. I went and looked. It is yellow. {quote}
-4 16:48 < Yellow! Well done. {quote}
`,
  },
  {
    id: 'hamza-qureshi',
    name: 'Hamza Qureshi',
    language: 'en',
    timeZone: 'Asia/Karachi',
    at: { email: 'hamza.q@lumen-mail.example', whatsapp: '+44 7700 900288', x: ['@hamzaqpk', 962] },
    sign: 'Hamza Qureshi\nMSc student, University of Salford',
    story: `
## email | Student visa delayed, can I move LW 802?
-28 06:12 < Hello,

My passport is still at the visa centre so I can not fly on LW 802 Islamabad to Manchester on the 9th. My university starts on the 16th. I have the cheapest ticket (Lite). Website says "no changes". Is there any possibility? I have attached the letter from the visa centre which says 5-7 working days. Reference M3KPX2.

Regards {file visa-letter.pdf 96400}
-28 10:44 > T: Dear Hamza,

Lite fares can't be changed, that part is true. But a visa delayed by the centre, with a letter, is one of four reasons for which we may make an exception once. I can move you to the 13th or the 15th for the fare difference of £22 and no fee. Which one would you like? {quote}
-28 13:20 < The 13th please sir!! I'm really grateful. How do I pay the £22, my card is Pakistani and your page refuses it {quote}
-27 09:31 > T: I've sent a payment link that takes it. It's good for 24 hours. {quote}
-27 09:50 < Paid. Thank you so much {quote}
-27 10:02 > T: And confirmed. New booking sheet is attached. Good luck with the MSc. {quote, file M3KPX2.pdf 88012}
-22 19:05 < Dear Tomasz, passport came TODAY. See you in the sky inshallah ✈️ {quote}
## whatsapp | Second bag for the flight on the 13th
-20 07:40 < Salam, can a student take 2 bags? I heard there is a student allowance
08:11 > E: Hello Hamza, yes: 2 x 23 kg with a university letter. Send it here and I'll add it.
08:30 < {file offer-salford.pdf 120993}
08:37 > E: Done. Two bags, nothing to pay.
-18 21:15 < Landed. Manchester is very cold. Both bags arrived 🙏
21:16 ? csat 5/5
`,
  },
  {
    id: 'rosie-tatum',
    name: 'Rosie Tatum',
    language: 'en',
    timeZone: 'Europe/London',
    at: { facebook: 'rosie.tatum.71', email: 'rosietatum71@homepost.example', voice: '+44 7700 900612' },
    sign: 'Sent from my iPad',
    story: `
## facebook | Dog in the hold on LW 330
-25 18:20 < Has anyone flown a dog with Larkwing?? Biscuit is a 9 yr old spaniel & we are moving to Malaga. I have rung twice and been told two different things 🐶 {likes 34, reposts 2}
18:52 > P: Hello Rosie! Spaniels travel in the hold, warm and lit, in an IATA crate. Message us the date and we'll check the aircraft. Not every one takes animals. ^PS
## facebook dm | Dog in the hold on LW 330
19:10 < Thank you its the 21st LW330. The first lady said cabin if he is under 10kg, he is 14.. he is a bit fat
19:31 > P: Then hold it is. On the 21st it's a 321, which takes two animals; one place is left. I've held it until Sunday. You need: crate at least 90 x 60 x 66, rabies certificate, and the EU health form signed within ten days of flying. ^PS
19:33 < Signed by who
19:36 > P: By an official vet, your own practice will know one. ^PS
-24 08:02 < Vet says £189!!! is that right
08:25 > P: That is about usual, I'm afraid. Shop around: the price is the vet's own. ^PS
-23 17:45 < Booked him in, paid you the £95. He's official
17:59 > P: Biscuit is confirmed on LW 330. There's a picture of a spaniel on our whiteboard now. ^PS
## voice | Dog in the hold on LW 330
-6 09:33 ( in K q=5:12 t=6:20 h=1:40 | Information given
a: Larkwing, Kwabena speaking.
c: Hiya, it's about my dog. It's today, well it's in a bit, and the man at the desk says the crate's too small.
a: Is that Biscuit?
c: How d'you know it's Biscuit?
a: He's on our whiteboard. Put the man on for me, would you.
o: Hello, check-in, Darren.
a: Darren, ninety by sixty by sixty-six is what we told her. What does the label on the crate say?
o: Ninety-one. Oh. I was reading the inside.
a: Thank you, Darren. Rosie, he's on.
c: Oh thank God. I've been crying in a queue for half an hour.
-6 09:45 * K: Crate accepted after a word with check-in (Darren, Manchester T3). Training point: outer size counts, not inner.
-5 20:14 < Landed, he's eating ham. Thank you xxx
-5 20:15 ~ Landed safe, he's eating ham off a hotel plate. Thank you xxx
`,
  },
  {
    id: 'callum-mackinnon',
    name: 'Callum MacKinnon',
    language: 'en',
    timeZone: 'Europe/London',
    value: 'Lark Gold, £7,930 in 12 months',
    at: { x: ['@callummack_', 3120], email: 'callum@mackinnon-rigging.example', voice: '+44 7700 900455' },
    sign: 'Callum MacKinnon\nMacKinnon Rigging & Rope Access, Aberdeen\nT 07700 900455',
    story: `
## x | Upgrade paid, sat in 31F
-21 17:40 < @LarkwingCare paid 180 quid for an upgrade on LW12, boarded, front cabin "reconfigured", sat in 31F next to the lavvy. I've a photo of my knees if you'd like it {likes 71, reposts 12, views 8800}
17:55 > P: Keep the knees, Callum, but send us the booking by DM. You shouldn't have paid for a seat that wasn't there. ^PS
## x dm | Upgrade paid, sat in 31F
18:03 < QW8TTL. And it's no the first time
18:20 > P: I see both: the 2nd and the 17th. Two upgrades paid, none flown. £180 + £140 going back today, and 8,000 points. ^PS
18:22 < Hm. That's fair actually. Ta
-20 09:00 * P: Refunded both upgrades (QW8TTL, PB22ZK). Asked revenue why upgrades are sold on the converted aircraft G-LWKC; ticket raised.
-15 14:10 < Refund in. Points arenae
14:31 > E: Points take up to 10 days, sorry. If they aren't there by Friday write here and I'll put them in by hand. Elodie
-11 08:30 < It's Monday. Nae points
08:44 > E: And there they are now, 8,000 by hand plus 500 for the reminder. Elodie
08:45 < 👌
## email | VAT invoices for October
-9 07:15 < Morning, need VAT invoices for all October flights (11 of them) for the accountant, your site does them one at a time and times out at four. Cheers
-8 10:20 > K: Good morning Callum, all eleven are in the attached file, sorted by date. I've reported the time-out. {quote, file invoices-october.pdf 731220}
-8 10:33 < Magic {quote}
-8 10:34 ? nps 8/10
`,
  },
  {
    id: 'wanjiru-kamau',
    name: 'Wanjirũ Kamau',
    language: 'en',
    timeZone: 'Africa/Nairobi',
    at: { email: 'w.kamau@savanna-post.example', whatsapp: '+44 7700 900734', voice: '+44 7700 900734' },
    sign: 'Wanjirũ Kamau, PhD\nDepartment of Hydrology',
    story: `
## web | Son travelling alone, age 11
-36 11:25 < My son Baraka (11) will fly Manchester–Amsterdam on 20 December to his father. The page for unaccompanied minors gives an error after the date of birth. I have tried three browsers. Please tell me how to book it.
-36 15:02 > E: Dear Dr Kamau, the form has a fault with birthdays in 2015, which is being mended. I can book it for you here. I need: who brings him, who collects him, a phone number for each, and any medicine or allergy.
-35 06:40 < I bring him (this number). Collected by Pieter de Wit, +44 7700 900735, he has the same surname on the passport: de Wit-Kamau. Allergy: cashews, serious. He carries an EpiPen and knows how to use it.
-35 09:12 > E: Booked: seat 2A beside the crew, cashew allergy on the crew sheet, EpiPen noted as carried in the cabin. We'll announce no nuts in rows 1 to 6. The escort costs £55, payable on the day.
-35 09:20 < Will the crew know, or only the sheet? Last year with another airline it was only the sheet.
-35 09:41 > E: A fair question. The cabin manager has to sign that she has read it, and I've asked for a call to you when he's seated.
-35 09:44 < Then I am content. Thank you.
## voice | Son travelling alone, age 11
-13 16:20 ( in M q=1:05 t=4:31 | Booking changed
a: Larkwing priority care, Mara speaking.
c: Hello, Dr Kamau. My son's flight on the twentieth: the father cannot collect, his sister will.
a: I have Baraka here. The sister's name as in her passport, please?
c: Anneke de Wit. D-E, new word, W-I-T. She'll bring a letter.
a: No need of the letter if you tell me now. It's recorded with your name and today's date. And the cashew note stands.
c: You read that without my asking. Good.
-13 16:31 * M: Collector changed to Anneke de Wit (aunt), passport seen at the gate only. Everything else as booked by Elodie.
`,
  },
  {
    id: 'theo-brandvold',
    name: 'Theo Brandvold',
    language: 'en',
    timeZone: 'Europe/Oslo',
    at: { mastodon: ['@theo@fjord.example', 2210], email: 'theo@brandvold.example' },
    story: `
## mastodon | Website unusable with a screen reader
-32 20:05 < @care@larkwing.example Your new seat map is one big <canvas>. With a screen reader it is nothing at all, literally silence. The old one was ugly and worked. #a11y {likes 96, reposts 143}
20:40 > P: Thank you for saying it plainly, Theo. We've passed it to the web team with your words. Meanwhile we choose seats for you by phone or here, at no cost. ^PS
20:44 < That is kind and also the wrong way round: I would like to choose my own seat, like others do. {likes 120, reposts 51}
20:58 > P: You're right. I'll come back to you with a date, not with a kindness. ^PS
-26 10:12 > P: A date: there will be a list view of seats beside the map on the 12th. Would you be willing to try it before? Paid, of course. ^PS
-26 10:30 < Yes. DM open.
## mastodon dm | Trying the list of seats
-26 10:41 > P: Here's the test page. Say what's wrong with it, as rudely as you like. ^PS
-25 22:17 < Tried with NVDA and VoiceOver. Good: real buttons, row headings. Bad: price is read before seat number, "unavailable" only by colour, focus lost after choosing.
-25 22:19 < Also somebody wrote "click here" 😬
-24 09:05 > P: All four are tickets now with your name on them. Thank you. ^PS
-16 13:00 > P: New build is up, all four mended. ^PS
-16 18:48 < Confirmed. Booked 7D myself in 40 seconds. First time this year. 🎉
## mastodon | Website unusable with a screen reader
-16 18:55 < Credit where due: @care@larkwing.example listened, paid for the testing and shipped a fix in 16 days. The list view is better than the map for everybody. #a11y {likes 388, reposts 240}
19:20 > P: You did the hard part. ^PS
`,
  },
  {
    id: 'gracie-oduya',
    name: 'Gracie Oduya',
    language: 'en',
    timeZone: 'Europe/London',
    at: { sms: '+44 7700 900871', chat: 'gracie.oduya@quickpost.example' },
    story: `
## sms | Gate change for LW 95
-17 05:52 < is lw95 gate 7 or 22. board says 7 app says 22 help running
05:53 > E: 22! The board is wrong. You have 11 minutes, it's a 7 minute walk.
05:59 < made it 😮‍💨 ty
06:00 > E: Well run. Safe flight.
## chat | Name spelled wrong on ticket
-14 21:03 < hi my ticket says ODUYA/GRACI without the e, will they let me on
21:04 > E: Hello Gracie, one letter is fine with us but let me put it right anyway. Is it GRACIE exactly as in the passport?
21:04 < yes
21:06 > E: Corrected, nothing to pay. Check in again and you'll see it.
21:07 < omg that was 4 mins. tysm 💛
21:08 ? ces 1/7
-2 20:31 < hi me again can i add a ski bag to the 19th
20:33 > E: Hello again! Yes, £38 each way, up to 20 kg, boots in the same bag are fine.
20:34 < ok do it
20:38 > E: Done, charged to the card ending 0092.
20:39 < wait thats my mums card 😭
20:41 > E: Taken back. Which one shall I use?
20:46 < asked her she says its fine leave it
20:48 > E: Put it back on Mum's then. Tell her thanks from us.
`,
  },
  {
    id: 'padraig-o-suilleabhain',
    name: 'Pádraig Ó Súilleabháin',
    language: 'en',
    timeZone: 'Europe/Dublin',
    value: 'Lark Gold, £9,450 in 12 months',
    at: { email: 'padraig@osuilleabhain.example', voice: '+44 7700 900140', x: ['@padraigos', 780] },
    sign: 'Pádraig Ó Súilleabháin\nLe gach dea-ghuí',
    story: `
## email | My name at check-in, for the ninth time
-34 08:08 < A chara,

Your system has called me, so far this year: PADRAIG OSUILLEABHAIN, PADRAIG O, MR SUILLEABHAIN, P?DRAIG ? S?ILLEABH?IN and, in Faro, "Mister Oh". On Friday the machine refused me altogether because the fada on the passport didn't match the question mark on the booking.

I'd like (1) my name spelled as it is spelled, (2) to know why an airline that flies to four airports in Ireland cannot hold an á.

Le meas
-33 11:15 > K: A Phádraig, a chara,

(1) Done in your profile, fadas and all. On the ticket it has to stay OSUILLEABHAIN, because the world's reservation systems are from 1964 and know 26 letters. The machine at check-in should compare the simplified form with the simplified form; it compared it with the question marks.
(2) I have no good answer. I have raised it, with your five versions, which went round the office. {quote}
-33 11:50 < Five versions and counting. Go raibh maith agat, Kwabena, you are the first who put the accent on it. {quote}
-10 09:25 > K: Mended since last night: names with á, é, í, ó, ú no longer become question marks at the machine. {quote}
-10 19:40 < Tested in Cork at 6 a.m. "Fáilte, Pádraig." I nearly cried, and I don't. {quote}
-10 19:41 ? csat 5/5 Fáilte!
## voice | Status not recognised for lounge
-7 07:02 ( in - q=6:10 abandoned
-7 07:20 ( in T q=1:12 t=3:04 | Lounge opened
c: I'm outside your lounge in Dublin and the young one says I'm Blue. I'm Gold since February.
a: You are. The status file didn't reach Dublin this morning. Hand her the phone for a second?
o: Hello? Yes. Yes. Oh right so. In you go, sir.
c: That's that. I rang before and gave up after six minutes, by the way.
a: I see it, and I'm sorry. It's the Monday queue.
`,
  },
];
