// Customers who write in English, second part: loyalty points, groups, praise, quarrels. All made up.
import type { Person } from '../person.ts';

export const englishB: readonly Person[] = [
  {
    id: 'jose-antonio-fernandez',
    name: 'José-Antonio Fernández de la Vega',
    language: 'en',
    timeZone: 'Europe/London',
    at: { x: ['@jafdelavega', 640], voice: '+44 7700 900333', email: 'ja@fernandezdelavega.example' },
    story: `
## x | Bag missing, day four
-4 09:12 < @LarkwingCare Day two without my bag, LW 33 from Alicante. The form says "we will contact you". When? {likes 6, reposts 1, views 900}
09:30 > P: Sorry José-Antonio. Could you DM the reference? It starts MANLW. ^PS
## x dm | Bag missing, day four
09:33 < MANLW40922
09:50 > P: Traced to Valencia: tagged for somebody with nearly your name. It's on LW 41 tonight. ^PS
-3 08:10 < Nothing this morning
-3 08:32 > P: It missed the connection by a few minutes. You will get it by [[day -1]] 20:00, courier AB Swift. ^PS
-1 20:25 < Twenty past eight. No bag. Still nobody has rung me
-1 21:10 < Still no bag, day four. Anyone?
`,
  },
  {
    id: 'greta-lindqvist',
    name: 'Greta Lindqvist-Sørensen',
    language: 'en',
    timeZone: 'Europe/Copenhagen',
    at: { review: 'greta_ls', email: 'greta@lindqvist-sorensen.example' },
    story: `
## review | LW 61 Copenhagen to Manchester
-12 12:58 < ★★★★★ The crew were wonderful 🙂 My father has dementia and asked the same question eleven times. He got eleven kind answers, each as if it were the first. {likes 212, reposts 0}
15:40 > K: We've read this out to the crew of LW 61, who asked us to tell your father: yes, the sea on the left is the North Sea.
16:02 < He laughed. Thank you.
## email | Seats for the way home
-9 07:30 < Hello, for the way home (LW 62, the 28th) could my father have the same seat, 4F? He does better with the same. Booking KT40WE.
-9 09:12 > K: 4F is his, and 4E yours. The crew isn't the same, but they know. {quote}
`,
  },
  {
    id: 'tunde-bakare',
    name: 'Tunde Bakare',
    language: 'en',
    timeZone: 'Africa/Lagos',
    value: 'Lark Silver, £3,300 in 12 months',
    at: { voice: '+44 7700 900911', email: 'tunde@bakare-logistics.example', whatsapp: '+44 7700 900911' },
    sign: 'Tunde Bakare\nBakare Logistics',
    story: `
## voice | Cannot pay for changed flight
-25 10:02 ( in - q=11:48 abandoned
-25 10:30 ( in K q=8:15 t=9:20 h=4:00 | Payment taken
a: Larkwing, Kwabena speaking, sorry for the wait.
c: Twenty minutes altogether. I only want to give you money.
a: Then you're my favourite customer today. What's the booking?
c: PLW4SX. Your page takes the card, thinks about it, and says error 1402.
a: 1402 is our side: the address field doesn't take Nigerian postcodes.
c: So an entire country can't pay.
a: As of last Tuesday's update, yes. I'm taking it by phone, and I'm reporting it as what you just called it.
c: An entire country?
a: I'm typing exactly that.
o: Please enter your card number followed by the hash key.
a: That's gone through. Seat 5D, Thursday.
-25 10:45 * K: Error 1402 with NG postcodes since the update of last Tuesday. Raised as "an entire country cannot pay".
## whatsapp | Cannot pay for changed flight
-21 09:00 > K: Hello Tunde, error 1402 is mended since last night. You did that.
-21 09:12 < 😂 tell Nigeria I said you're welcome
-21 09:13 ? ces 6/7 too long on the phone
`,
  },
  {
    id: 'shanthi-pillai',
    name: 'Shanthi Pillai',
    language: 'en',
    timeZone: 'Europe/London',
    at: { email: 'shanthi.pillai@brightmail.example', facebook: 'shanthi.pillai.5', voice: '+44 7700 900247' },
    sign: 'Shanthi Pillai, Leicester',
    story: `
## email | Vegan meal that was chicken
-30 20:10 < Hello, on LW 801 my "vegan" meal was chicken. It had a sticker saying VEGAN on it. I ate two bites. I have been vegetarian since birth, for reasons that are not a preference. I'd like to understand how this happens. I am not looking for a voucher.
-29 14:50 > E: Dear Ms Pillai,

I'm truly sorry. We know how it happened: stickers were printed on one belt and lids closed on another, and for eleven minutes they were one tray apart. Forty-four meals were wrong. The caterer now prints on the lid. I know that this doesn't undo it. {quote}
-29 19:22 < Thank you for an explanation rather than an apology in capital letters. I will tell my family what you said. {quote}
-29 19:40 ! case.closed E
## facebook | Asking about Diwali menu
-8 18:45 < Do you still have the Diwali sweets on board? My mother flies on the 30th 🪔 {likes 12, reposts 0}
19:02 > P: Until the end of the month, Shanthi, and every lid is printed. ^PS
19:05 < Ha. Good.
`,
  },
  {
    id: 'oliver-hartigan',
    name: 'Oliver Hartigan',
    language: 'en',
    timeZone: 'Europe/London',
    at: { x: ['@olihartigan', 410], email: 'oli.hartigan@fastpost.example', chat: 'oli.hartigan@fastpost.example' },
    story: `
## x | You lost my nan
-13 15:31 < @LarkwingCare you have LOST my NAN. landed 14.10, its half 3, not at arrivals, phone off {likes 902, reposts 388, views 71000}
15:34 > P: Oliver, we're looking now. What's her name, flight and what is she wearing? DM please. ^PS
## x dm | You lost my nan
15:35 < Doreen Hartigan LW 210 purple coat 4ft 11 big handbag
15:36 > P: Staff at T1 and T3 have it. Stay where you are, by the pillar with the clock? ^PS
15:37 < yes pillar
15:52 > P: Found. She's in the chapel, having tea with Father Declan. She's fine, and cross that you're fussing. ^PS
15:52 < OMG
15:53 < shes on her way hes walking her down
## x | You lost my nan
16:10 < UPDATE nan has been FOUND. she was in the CHAPEL. she has made a friend. thank you @LarkwingCare 😭💜 {likes 12900, reposts 2010, views 604000}
16:10 ~ UPDATE nan has been FOUND. she was in the airport CHAPEL having a biscuit. she has made a friend. thank you @LarkwingCare 😭💜
16:30 > P: Give Doreen our love. The chapel has asked for her back. ^PS {likes 4400, reposts 150, views 180000}
`,
  },
  {
    id: 'maeve-corrigan',
    name: 'Maeve Corrigan',
    language: 'en',
    timeZone: 'Europe/Dublin',
    at: { email: 'maeve.corrigan@brightmail.example', voice: '+44 7700 900085', x: ['@maevecorr', 188] },
    sign: 'Maeve Corrigan\nSecretary, Lough Ree Camogie Club',
    story: `
## email | Group of 28, camogie team, hurleys as baggage
-40 19:00 < Hi there, 28 of us (24 girls U16, 4 adults) Dublin–Edinburgh 12th to 14th. Each girl has a hurley, 95 cm. Do they count as a bag each? Your page has skis, surfboards and a cello but no hurley.
-39 10:30 > T: Hi Maeve, a hurley isn't on the list, so I had to ask what one is. The answer from baggage: bundled in fours they travel free. Six bundles, labelled with your club. {quote}
-39 12:15 < You're a gentleman. Now the names, see attached. Four Saoirses, mind the surnames. {quote, file names-28.pdf 48120}
-38 09:05 > T: All 28 booked, rows 20 to 26, four Saoirses kept apart. Deposit of €280 is due by [[day -31]]. {quote}
-31 16:44 < Paid. The treasurer wants a receipt with the club's name, not mine, he's like that {quote}
-30 09:00 > T: Attached, to Lough Ree Camogie Club. {quote, file receipt-club.pdf 30110}
## voice | Group of 28: one passport lost
-14 08:40 ( in K q=1:50 t=7:05 | Travel document advice
a: Larkwing, good morning, Kwabena.
c: We're at the bag drop and one of the Saoirses has no passport.
a: Which one?
c: Saoirse Ní Bhriain. She's bawling.
a: Tell her to stop, she doesn't need one. Between Ireland and Scotland we take any photo ID for under sixteens, or a birth certificate with a school card.
c: She has a bus card with a photo of her when she was nine.
a: Is it her?
c: It's her with fewer teeth.
a: Then the bus card. I'm ringing the desk now, wait by the window.
c: You've made twenty-eight people very loud.
-14 08:52 * K: Desk at DUB informed, bus card accepted for S. Ní Bhriain (14).
-11 20:30 < We lost both matches, every hurley came back. Thanks for everything, from all four Saoirses ☘️ {quote}
`,
  },
  {
    id: 'dorothea-van-rensburg',
    name: 'Dorothea van Rensburg',
    language: 'en',
    timeZone: 'Africa/Johannesburg',
    at: { email: 'd.vanrensburg@protea-post.example', letter: 'van Rensburg, Stellenbosch' },
    sign: 'D. van Rensburg',
    story: `
## email | Refund for cancelled trip (bereavement)
-24 05:50 < Good morning. My husband, Pieter van Rensburg, booked us both to Manchester in December. He passed away on the 2nd. I don't know his password. I'd like to cancel and I do not know how one does this.
-24 09:30 > K: Dear Mrs van Rensburg, I'm very sorry for your loss. You need no password. I've cancelled both tickets; the full amount goes back to the card it was paid with. If that card is closed, tell me and we'll find another way. There's no hurry with the certificate.
-20 06:15 < Thank you. The card was his and it's closed. The bank was not as kind as you. {quote}
-20 08:44 > K: Then to any account in your name. Send it whenever you like, only to this address, I'll be the one who reads it. {quote}
-18 17:20 < Attached, with the certificate. {quote, file certificate.pdf 77031}
-18 17:58 > K: Received, and the money is on its way. Please don't answer surveys or reminders from us, I've switched them off for both names. {quote}
-5 09:09 < It came, thank you. One of your advertisements was addressed to Pieter this morning, though. I thought you should know. {quote}
-5 10:20 > K: I'm sorry. It came from an older list of another department; he is off that one as well, I have watched them do it. {quote}
`,
  },
  {
    id: 'kit-szymanski',
    name: 'Kit Szymański',
    language: 'en',
    timeZone: 'Europe/London',
    at: {
      chat: 'kit.szymanski@nightowl.example',
      mastodon: ['@kit@queue.example', 930],
      email: 'kit.szymanski@nightowl.example',
    },
    story: `
## chat | Title on boarding pass
-27 02:14 < hiya. i'm Mx, not Mr. your form has Mr Mrs Ms Miss Dr Rev Sir Lady and Wing Commander
02:20 > E: Hello Kit. You're right, and it's a bit embarrassing about the Wing Commander. I can leave the title empty, which prints as just your name. Would that do until the form has Mx?
02:21 < yeah that's fine. is it actually going to have Mx or is that a thing people say
02:25 > E: It's planned for the 6th. If it isn't there on the 6th I'll write to you, not the other way round.
-21 09:30 > E: Hello Kit, it's the 6th and it's there: Mx, between Miss and Dr. I've set yours.
-21 13:05 < you actually came back 🥹
13:06 ? csat 5/5
## mastodon | A small thing
-20 18:30 < small thing but @care@larkwing.example promised Mx would be on the form by the 6th and on the 6th someone called Elodie messaged me to say it was. more of this please {likes 640, reposts 202}
-20 19:01 > E: More of this it is. ^EM
`,
  },
  {
    id: 'pal-szentgyorgyi',
    name: 'Szentgyörgyi Pál',
    language: 'en',
    timeZone: 'Europe/Budapest',
    at: { voice: '+44 7700 900401', email: 'pal.szentgyorgyi@duna-mail.example', sms: '+44 7700 900401' },
    sign: 'Pál Szentgyörgyi',
    story: `
## sms | Delay of LW 145
-15 06:02 < LW145 delay how long
06:04 > E: Good morning. 1 h 50, a part for the left engine is on its way. New time 08:35.
06:05 < is safe?
06:07 > E: Yes. They wait for the part because they don't fly without it.
06:08 < ok good answer
## email | Connection missed because of LW 145
-14 18:40 < Dear Larkwing, because of engine I missed my bus to Debrecen (12 500 HUF, ticket attached) and slept at my cousin. My cousin was free. The bus not. Can you pay the bus? {file bus.pdf 20112}
-12 11:20 > T: Dear Pál, the bus is paid: €32. For the delay itself nothing is due under the rules (under three hours), but 2,000 points are on your account because of the cousin. {quote}
-12 11:33 < My cousin laughs. Thank you. {quote}
`,
  },
  {
    id: 'fatoumata-diallo',
    name: 'Fatoumata Diallo',
    language: 'en',
    timeZone: 'Europe/Paris',
    value: 'Lark Blue, £720 in 12 months',
    at: { instagram: ['@fatou.makes', 33100], email: 'fatou@diallo-studio.example', voice: '+44 7700 900266' },
    sign: 'Fatou',
    story: `
## instagram | Hair touched by crew member
-21 10:30 < Today a @larkwingair crew member touched my hair "because it looked so soft". I'm 34. I'm a person. I'm tired. {likes 7200, reposts 1800}
10:58 > P: Fatou, that should never happen. We're so sorry. We'd like to hear what you want from us, if anything, privately. ^PS {likes 310, reposts 9}
10:59 < also please nobody find or harass this woman
## instagram dm | Hair touched by crew member
11:20 < I don't want money. I want to know someone talked to her, properly, and I want to know what's in your training.
11:41 > P: Both are fair. I've taken it to the head of cabin crew, not to a form. You will have her answer by [[day -18]] 12:00. ^PS
-18 10:05 > P: Her answer, and it's from her, not from us: the crew member has been spoken to by her own manager for an hour, has asked whether she may write to you, and will only if you say yes. The training page is attached, including the sentence we've added. ^PS
-18 10:40 < She may. And thank you for being early.
-17 22:30 < omg mel you will NOT believe who is at this party
22:30 x
22:31 < Wrong chat. Deleted. Goodnight, airline.
-16 09:12 < I have her letter. It's a good one. We're fine.
-16 09:15 * P: Customer asked us not to use this as a story anywhere. Please respect it.
`,
  },
];
