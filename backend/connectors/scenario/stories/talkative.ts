// Customers who write often and briefly: messengers, text messages, chat. All made up.
import type { Person } from '../person.ts';

export const talkative: readonly Person[] = [
  {
    id: 'bex-hollis',
    name: 'Bex Hollis',
    language: 'en',
    timeZone: 'Europe/London',
    at: { whatsapp: '+44 7700 900502', instagram: ['@bexandtheboys', 2870], email: 'bex.hollis@homepost.example' },
    story: `
## whatsapp | Pushchair, twins and a layover
-37 13:02 < hi travelling w twins 14 months + 1 husband (37 yrs), can we take the double buggy to the gate
13:09 > E: Hello Bex! Yes, to the aircraft door. Double buggies come back at the belt though, not at the door.
13:10 < noooo. so i carry both through manchester
13:14 > E: Husbands carry up to two. Or I book you a buggy ride from the door to passport control, free.
13:15 < BOOK IT
13:16 > E: Booked, LW 408. Look for the electric cart with a yellow light.
13:17 < they will lose their minds 😂
-28 09:30 < do the babies need their own passport
09:33 > E: They do, each one. Even twins.
09:34 < they look the same tho
09:36 > E: The photos may. The passports may not.
-24 16:20 < passports here, one of them is crying in the photo. is that legal
16:25 > E: For under-ones and a bit, yes. Passport control has seen worse.
-20 21:11 < cart man was called Gary and let them press the horn. best day of their life. best day of MINE
21:12 ? csat 5/5 gary
21:20 > E: We've told Gary. He's pretending not to be pleased.
## instagram | Gary
-19 10:40 < Gary from @larkwingair Manchester. That's the post. 🚜💛 {likes 980, reposts 21}
11:05 > P: He has asked for a print. ^PS
`,
  },
  {
    id: 'moses-kiprop',
    name: 'Moses Kiprop',
    language: 'en',
    timeZone: 'Africa/Nairobi',
    at: { whatsapp: '+44 7700 900814', email: 'moses.kiprop@riftrunners.example', voice: '+44 7700 900814' },
    story: `
## whatsapp | Marathon team, early check-in
-33 05:01 < Good morning. We are 9 runners going to Manchester marathon. We arrive 06:10, hotel is 15:00. Where can runners sleep?
05:20 > E: Good morning Moses! The lounge in T2 has four couches and a quiet room from 05:30. I've put all nine of you in as guests.
05:22 < All 9? We are not Gold
05:25 > E: You are running 42 km. That is gold enough for a morning.
05:26 < God bless you
-26 11:10 < One runner has changed. Not Kiplagat, now Chebet. Ticket of Kiplagat to Chebet possible?
11:31 > T: A name change to another person costs £85, I'm afraid, that I can't waive. But Kiplagat may keep his ticket as a credit for a year for £20, and Chebet's new fare is £61. Together that's £4 less.
11:33 < You are a good mathematician. Let us do that
11:45 > T: Done. Chebet, Faith K., seat 19C.
-21 17:50 < SECOND PLACE!!! Chebet!!!!
17:55 > E: 🥈 Unbelievable! The whole floor clapped.
-20 06:20 < Her medal may go in hand luggage?
06:24 > E: Round the neck, please.
-20 06:25 ? nps 10/10
`,
  },
  {
    id: 'ingrid-vasquez-holm',
    name: 'Ingrid Vásquez Holm',
    language: 'en',
    timeZone: 'Europe/Stockholm',
    value: 'Lark Silver, 24 800 kr in 12 months',
    at: { chat: 'ingrid@vasquezholm.example', email: 'ingrid@vasquezholm.example', voice: '+44 7700 900673' },
    sign: 'Ingrid Vásquez Holm',
    story: `
## chat | Voucher code refused
-29 14:00 < Voucher LARK-88Q2-77PT says "already used". I have not used it.
14:03 > E: Hello Ingrid. It was used on the 2nd for a booking that then failed. The money came back, the voucher didn't. I'm sending a new one now.
14:05 < Got it. This one says "not valid for this route".
14:08 > E: My mistake, a copy of the old rules. Third one is on its way, valid for everything.
14:09 < "Expired".
14:11 > E: I would like to lie down. Please tell me flight and name, I'm booking it for you by hand.
14:12 < 😂 LW 512, 4th, one adult, me
14:19 > E: LW 512 on the 4th, 11A, paid with the voucher. Confirmation is in your mail.
14:20 < It's there. You earned a coffee.
14:21 ? ces 5/7 four tries but you stayed
## email | Invoice shows voucher as income
-15 08:12 < Hello, my accountant says the invoice lists the voucher as a discount of 0 and VAT on the full amount. Could you correct invoice 2231904?
-13 10:41 > K: Dear Ingrid, corrected invoice attached, the old one is cancelled. Elodie says hello. {quote, file 2231904-b.pdf 39120}
-13 10:50 < Perfect. Hello Elodie! {quote}
`,
  },
  {
    id: 'samir-haddad',
    name: 'سمير حدّاد',
    language: 'en',
    timeZone: 'Europe/London',
    at: { sms: '+44 7700 900229', voice: '+44 7700 900229', email: 'samir.haddad@cedarbox.example' },
    sign: 'Samir Haddad / سمير حدّاد',
    story: `
## sms | Late for LW 71
-10 04:40 < stuck m60 accident. lw71 06:15. will i make it
04:43 > E: Bag drop closes 05:15. Are you checking a bag?
04:44 < no just me
04:46 > E: Then gate 14 closes 05:55. I've checked you in, show the code I'm sending. Use the Terminal 3 short stay, not the bus.
04:47 < moving now
05:31 < parked
05:33 > E: Security shows 9 minutes. You'll do it.
05:50 < at gate. shaking
05:52 > E: Breathe. Seat 5C.
## email | Fine for short stay parking
-6 18:15 < Hello, I left my car 3 days in short stay on the advice by SMS and it's £186. I know I should have read the sign. But I was told to use it and at 5 in the morning I did what I was told.
-5 11:02 > T: Dear Mr Haddad, we told you to, you did. We pay £186 less the £38 you would have paid in long stay: £148.00. Fair? {quote}
-5 11:20 < More than fair. شكراً {quote}
-5 11:25 > T: Paid. عفواً (I hope that's right). {quote}
-5 11:26 < It is right 🙂 {quote}
`,
  },
  {
    id: 'clementine-aubry',
    name: 'Clémentine Aubry',
    language: 'fr',
    timeZone: 'Europe/Brussels',
    at: { facebook: 'clementine.aubry.bxl', email: 'clem.aubry@poste-verte.example', whatsapp: '+44 7700 900391' },
    story: `
## facebook | Plus de train de correspondance
-11 21:50 < Vol LW 551 avec 3 h de retard, plus de train pour Namur, et personne au comptoir à Bruxelles. On fait quoi ? {likes 8, reposts 0}
22:04 > P: Clémentine, take a taxi to Namur and keep the receipt, we pay it. We'll confirm that by message so that you have it in writing. ^PS
## whatsapp | Taxi pour Namur
22:10 > P: As promised: taxi Brussels airport to Namur, up to €160, paid by Larkwing. Priya
22:12 < Merci ! Nous sommes 3, deux inconnus et moi, on partage 😄
22:14 > P: Even better. Safe way home, all three.
-10 09:02 < {file taxi-namur.jpg 330020}
09:03 < 128 €. Les deux autres m'ont invitée au petit-déjeuner
-9 14:20 > T: Bonjour, €128 is on its way. And: one of the two has written to us too, he'd like your number. We don't do that.
-9 14:25 < 😳 il l'a déjà
-9 14:30 > T: Then we've done our part.
-9 14:31 ? csat 5/5 Ha !
`,
  },
  {
    id: 'reggie-blackwood',
    name: 'Reggie Blackwood',
    language: 'en',
    timeZone: 'America/New_York',
    at: {
      sms: '+1 202 555 0147',
      voice: '+1 202 555 0147',
      x: ['@reggieblackwood', 1520],
      email: 'reggie@blackwood-brass.example',
    },
    sign: 'Reggie Blackwood\nBlackwood Brass, Washington DC',
    story: `
## x | Trombone bent
-23 23:10 < .@LarkwingCare my trombone went in straight and came out as a French horn. LW 902. {likes 2100, reposts 410, views 133000}
23:22 > P: We laughed and then we looked at the photo and stopped. Please DM us, Reggie. ^PS
## x dm | Trombone bent
23:25 < Bach 42BO. Slide is gone, bell is folded. Recording session is Thursday
23:40 > P: Who can lend or mend one in DC by Thursday? Tell us and we pay. ^PS
-22 02:11 < Guy on 14th St will rent me one, $90 a day
02:15 > P: Rent it, all days you need. ^PS
-22 15:00 < Got it. It's nicer than mine 😬
-18 18:22 < Repair quote is $1,140. Ouch {file quote.pdf 55001}
-17 10:05 > T: Approved, $1,140 plus five days of rent. Please send the account.
-17 14:33 < Sent by mail, don't like typing it here
## email | Account for repair, LW 902
-17 14:31 < Account details in the attached form. Thanks for doing this without a fight, I had warmed up for one. {file form.pdf 30010}
-16 09:20 > T: Paid this morning, $1,590 in all. Break a leg, not a slide. {quote}
-16 13:02 < Good one. I'm stealing it. {quote}
## sms | Session
-15 03:30 < session went great. wanted somebody over there to know
-15 08:05 > E: Somebody does now. 🎺 (we know it's not a trumpet)
08:40 < 😂
`,
  },
  {
    id: 'yuki-tanaka-moreau',
    name: 'Yuki Tanaka-Moreau',
    language: 'en',
    timeZone: 'Europe/Paris',
    at: { chat: 'yuki@tanaka-moreau.example', email: 'yuki@tanaka-moreau.example', whatsapp: '+44 7700 900588' },
    story: `
## chat | Booked for the wrong month
-12 22:31 < i booked 5 MARCH instead of 5 FEBRUARY. just now. 2 minutes ago. please
22:32 > E: Deep breath: within 24 hours every booking can be undone for free. Shall I move it or undo it?
22:33 < move it??
22:35 > E: 5 February is £12 cheaper, too. Moved, and £12 back to you.
22:36 < i was crying i hope you know
22:37 > E: Nothing to cry about, it's the most common mistake we see, after the wrong Birmingham.
22:38 < there's more than one birmingham???
22:39 > E: Every week, Yuki. Every week.
22:40 ? ces 1/7
## whatsapp | Same again, other direction
-3 20:15 < hello it's me the wrong month person
20:18 > E: Hello wrong month person! What happened?
20:19 < return flight. right month. wrong birmingham. i'm joking. but can i add a bag
20:23 > E: You nearly had me. Bag added, 23 kg, £28.
20:24 < 💙
`,
  },
  {
    id: 'edwina-farquharson',
    name: 'Edwina Farquharson-Bligh',
    language: 'en',
    timeZone: 'Europe/London',
    value: 'Lark Gold, £14,200 in 12 months',
    at: { voice: '+44 20 7946 0805', email: 'edwina@farquharson-bligh.example', letter: 'Bligh Hall, Norfolk' },
    sign: 'Edwina Farquharson-Bligh\nBligh Hall',
    story: `
## email | Lounge, and the state of its marmalade
-36 09:00 < Dear Sirs, the marmalade in your lounge at Heathrow is no longer marmalade but an "orange spread". I have flown with you for twenty-two years. One does not wish to make a fuss, but one does wish for marmalade.
-35 11:10 > K: Dear Ms Farquharson-Bligh, you're the ninth. The supplier was changed in September. I have started a list and put you at the top of it. {quote}
-29 10:00 > K: Dear Ms Farquharson-Bligh, with thirty-one names the list was persuasive. Proper marmalade from Monday. {quote}
-26 08:15 < It is proper. Thick cut, even. I should like to know who Mr Osei is; he ought to be in government. {quote}
-26 08:50 > K: He's very flattered and prefers marmalade. {quote}
## voice | Moving an entire shooting party
-17 10:00 ( in M q=0:12 t=12:20 h=1:30 | Group rebooked
a: Priority care, Mara Lindholm.
c: Good morning. Eleven people, LW 88 to Inverness on Friday. There's fog, isn't there. I can feel there's fog.
a: There's fog forecast, yes, from Thursday night.
c: Then I'd like us on the Thursday, before it comes. Can one do that?
a: There are nine seats on the Thursday at two and six at half past five.
c: Put the noisy ones on the half past five.
a: Which are the noisy ones?
c: Anyone named Bligh.
a: That makes seven, and I have six seats.
c: Leave Rupert.
a: May I leave Rupert on Friday's flight, with a refund if it doesn't go?
c: It'll do him good.
-17 10:15 * M: 9 on LW 84, 6 held on LW 86 of which 5 used... Rupert Bligh remains on LW 88 Friday, refund if cancelled. Customer sure about this.
-14 18:30 > K: Dear Ms Farquharson-Bligh, LW 88 was cancelled for fog, as you felt. Mr Rupert Bligh has his refund. {quote}
-14 19:00 < He came by train and complained for four hours. Thank you all. {quote}
## email | Lounge, and the state of its marmalade
-1 09:12 < One hesitates, but: the tea. {quote}
`,
  },
  {
    id: 'zainab-yusuf',
    name: 'Zainab Yusuf',
    language: 'en',
    timeZone: 'Europe/London',
    at: {
      x: ['@zainabyusuf_', 890],
      email: 'zainab.yusuf@northpost.example',
      voice: '+44 7700 900347',
      whatsapp: '+44 7700 900347',
    },
    sign: 'Zainab Yusuf',
    story: `
## whatsapp | Refund for cancelled LW 233, third request
-34 10:10 < Hello, LW233 on the 6th was cancelled, I asked for the refund of £214.80 on your website. Ref N7GHB4
10:32 > E: Hello Zainab, I can see the request. Refunds take up to 7 days; you will have it by [[day -28]].
10:33 < Ok thanks
-26 09:00 < Nothing yet. You said 7 days
09:20 > K: Sorry Zainab. It was paid out but to a card that ended last year. Could you send me a new one? Only the last four digits, please, the rest through the secure link.
09:24 < Done through link. 7731
09:30 > K: Thank you. You will have it by [[day -21]] 12:00.
-20 18:44 < Still nothing.
-19 08:12 < Hello?
-19 10:40 > T: Zainab, I've taken this over. The link's answer never reached the card team. I have carried it there myself, it is paid with today's run, and I'm adding £25 for the wait.
-18 07:02 < Arrived 06:58. £239.80. Thank you Tomasz, why was it not you from the beginning 😅
07:05 ? ces 7/7 Three people, five weeks
## x | LW 233
-18 07:30 < Refund from @LarkwingCare is in. 5 weeks, 3 agents, 1 Tomasz. {likes 77, reposts 6, views 5200}
08:01 > P: All true, and we've shown it to those who decide how many Tomaszes there are. ^PS
`,
  },
  {
    id: 'noor-bakker',
    name: 'Noor Bakker',
    language: 'en',
    timeZone: 'Europe/Amsterdam',
    at: {
      mastodon: ['@noor@tulp.example', 5100],
      chat: 'noor.bakker@tulpmail.example',
      email: 'noor.bakker@tulpmail.example',
    },
    story: `
## mastodon | Carbon figure on the receipt
-30 12:00 < @care@larkwing.example your receipt says 61 kg CO2 for AMS–MAN, your website says 84 kg for the same flight. Which is it? {likes 203, reposts 88}
12:44 > P: Good catch, Noor. We don't know yet and won't guess. I'll find out and post it here. ^PS
-27 09:10 > P: The receipt is wrong: it counts the aircraft as full. Website is right, 84 kg. Receipts will be corrected from 1 December. ^PS
-27 09:25 < Appreciate a straight answer with a number in it. {likes 340, reposts 95}
## chat | Bicycle
-16 19:00 < can i bring a bicycle amsterdam-manchester
19:02 > E: From the Netherlands? We'd be offended if you didn't. £45, boxed, pedals off, tyres soft.
19:03 < do you have boxes
19:05 > E: At desk 22, €15. Reserve one and it's kept for you: shall I?
19:05 < yes. 1 box
19:07 > E: Box and bike are booked. Enjoy the hills.
19:08 < the what
-8 08:20 < hills were terrible. bike arrived fine. 10/10
`,
  },
];
