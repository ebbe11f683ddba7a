// The escalated call: everything that happened before Imogen Castellanos-Reid rings. Made up, like everybody here.
import type { Person } from '../person.ts';

/** The promise that was not kept: made on day −5, due on day −1 at 17:00 by the company's clock. */
export const imogen: Person = {
  id: 'imogen-castellanos-reid',
  name: 'Imogen Castellanos-Reid',
  language: 'en',
  timeZone: 'Europe/London',
  value: 'Lark Gold, £5,210 in 12 months',
  at: {
    x: ['@imogen_cr', 18240],
    email: 'imogen@castellanos-reid.example',
    voice: '+44 7700 900417',
  },
  sign: `Imogen Castellanos-Reid
Castellanos-Reid Architects, Studio 4, Ancoats, Manchester
+44 7700 900417 | imogen@castellanos-reid.example
Please consider the planet before printing this email.`,
  story: `
## web | Seat beside my daughter, LW 203
-39 09:12 < Hello, I booked Manchester to Lisbon for me and my daughter (9) and the app has put us four rows apart. Surely a child sits with a parent? Reference H2WQ7D.
11:40 > E: Hello Imogen, quite right, she should. I have moved you both to 14A and 14B, no charge. Your boarding passes will show it the next time you open the app.
11:58 < That was quick. Thank you Elodie, you've made a nine-year-old very happy.
12:03 ? csat 5/5 Sorted in one message.
## x @LarkwingCare | Charged twice for rebooking, LW 418 Lisbon to Manchester
-5 19:42 < @LarkwingCare LW418 Lisbon–Manchester cancelled AT THE GATE, 40 minutes after "boarding soon". No staff, no word. Your app then "rebooked" me and took £386.20. Twice. 😤✈️ {likes 214, reposts 61, views 23804}
19:49 < And before anyone asks: yes I have been to the desk. It is a poster with a QR code on it. {likes 88, reposts 9, views 9120}
19:58 > P: We're sorry, Imogen. A cancellation at the gate is bad enough without a double charge on top. Please send us your booking reference by direct message and I'll look at both payments now. ^PS {likes 3, reposts 0, views 4411}
## x dm @LarkwingCare | Charged twice for rebooking, LW 418 Lisbon to Manchester
20:04 < Here. Booking R4TVNB, two seats, me and Paloma. £386.20 at 19:14 and again at 19:15, same card, ends 4417.
20:06 < Screenshot of the bank app, in case you think I'm seeing double {file payments-1914-1915.png 248113}
20:11 > P: Thank you, that helps. I can see LW 418 cancelled (crew out of hours) and the rebooking to LW 422 tomorrow 07:05. The first payment is the new fare. The second looks like the app asking twice. ^PS
20:14 < So it's a glitch, so you can just undo it? Can you refund the second £386.20 tonight? That's our rent money sitting in your account.
20:21 > P: I can't release it myself, the card team has to. I've passed it on with both references, marked urgent. ^PS
20:26 > P: You will have an answer by [[day -1]] 17:00. I've put that on your booking so nobody can miss it. Hotel tonight is on us: Hotel Aurora, shuttle from door 6. ^PS
20:29 < Ok. [[day -1]] 5pm. I'm holding you to that, Priya.
## email | Booking R4TVNB: second payment of £386.20 and compensation for LW 418
-4 08:17 < Dear Larkwing,

As agreed with Priya on X last night I attach the booking and both payment confirmations so that they are on file.

1. Second payment of £386.20, taken at 19:15 for nothing. Please refund it to the card ending 4417.
2. Compensation for LW 418 under UK261, two passengers. We arrived 13 hours late.
3. The hotel. There was no shuttle at door 6. We took a taxi with a tired nine-year-old at half past ten, €31.40, receipt attached too.

Priya promised an answer by [[day -1]] 17:00. Please confirm that somebody is actually looking at this, because the confirmation below says in the same breath that I paid once and that I paid twice.

Kind regards
Imogen
> ---------- Forwarded message ---------
> From: Larkwing Air <bookings@larkwing.example>
> Date: [[date -5]], 19:16
> Subject: Your rebooking confirmation R4TVNB, LW 422
> To: <imogen@castellanos-reid.example>
>
> Good news! You are rebooked.
>
> LW 422 Lisbon (LIS) to Manchester (MAN), [[date -4]], 07:05
> 2 passengers: CASTELLANOS-REID/IMOGEN MRS, CASTELLANOS-REID/PALOMA MISS
> Seats 22E and 31B
>
> Fare difference GBP 386.20    paid
> Fare difference GBP 386.20    paid
> Total           GBP 386.20
>
> > On [[date -5]], 19:02, Larkwing Air wrote:
> > LW 418 has been cancelled for operational reasons.
> > Choose a new flight in the app. There is no charge for this change. {html, image https://img.larkwing-mail.example/open/R4TVNB.gif, file booking-R4TVNB.pdf 182340}
## x dm @LarkwingCare | Charged twice for rebooking, LW 418 Lisbon to Manchester
-3 21:40 < Evening. Emailed you everything yesterday and got nothing back, not even a robot. Is anyone looking at this?
-2 12:15 < Hello? The "pending" payment has just gone through. It is now properly gone.
-1 17:08 < It's eight minutes past five on [[day -1]]. No answer. No email, no message, nothing. You promised.
## voice | Charged twice for rebooking, LW 418 Lisbon to Manchester
-1 17:46 ( in T q=9:04 t=11:32 h=3:18 | Refund requested
o: Thank you for calling Larkwing Air. Your call may be recorded.
a: Larkwing Air, Tomasz speaking, how can I help?
c: Hello Tomasz. My name is Imogen Castellanos-Reid, the booking is R4TVNB, and I'd like to not explain this from the beginning.
a: Then let me read first. One moment. R for Romeo, four, T, V, N, B?
c: That's it.
a: LW 418, cancelled at the gate in Lisbon. I'm sorry, that was a dreadful evening for everybody there.
c: It was, but that's not why I'm ringing. I was charged for the rebooking. Twice. And I was promised an answer by five o'clock today.
a: Who promised that, do you remember?
c: Priya. On X, in writing. By direct message. I can read it out to you.
a: No, no, I believe you. I only see the booking here, I can't see what was said on X from this screen.
c: So I do have to start again.
a: I'm afraid a little. Two payments, you said?
c: Three hundred and eighty-six pounds twenty, at 19:14 and at 19:15. The app was supposed to charge nothing at all, your own email says so.
a: Right. The change should have been free. So in fact both should come back, not just the second.
c: Well, that's news. Nobody has told me that.
a: Let me put you on hold and ring the card team, is that all right? Two minutes.
c: It was nine minutes before you picked up. Go on.
o: Thank you for holding. Did you know that you can rebook in our app?
a: Thank you for waiting, Imogen. I've got the card team. They see both payments. The second one was captured on the morning of [[day -2]].
c: Yes, I watched it leave.
a: They can send it back, but they need somebody with release rights to confirm it, and I don't have them. It's over two hundred and fifty pounds.
c: Who does?
a: Priority care. They've gone home. They start at eight.
c: So the answer at five past five is that there's no answer.
a: The honest answer is that it was put in a list on the evening you wrote and nobody took it out of the list. I'm sorry.
c: I'm self-employed. That's seven hundred and seventy-two pounds of mine you have got for a flight you cancelled.
a: I understand. I'm writing it down exactly like that, and I'm asking for both payments back and the taxi.
c: And the compensation. There were two of us. My daughter is nine, we got in thirteen hours late.
a: And the compensation for two. I'm marking it for Priority care, first thing tomorrow.
c: Then please write down that I rang, so that I don't have to tell it a fourth time.
a: I will. You have my word on that.
17:59 * T: Rang at 17:46, calm but done with us. Promise by P of 17:00 was missed: the request sat in the card team's list untouched. BOTH payments of £386.20 should go back (the change was to be free), plus taxi €31.40 and UK261 for two. Card team needs a release by Priority care, I don't have the right. @Priya please don't name another time before they have confirmed.
## x @LarkwingCare | Charged twice for rebooking, LW 418 Lisbon to Manchester
-52m < Slept on it, still £772.40 poorer. @LarkwingCare I have now told this story to a public timeline, a DM, an inbox and a telephone. Who do I have to tell it to before somebody READS it? {likes 347, reposts 118, views 41260}
## x @LarkwingCare | Charged twice for rebooking, LW 418 Lisbon to Manchester
-44m > P: Imogen, you're right and I'm sorry: I gave you a time and we let it pass. I've taken it to Priority care myself and sent you a message. ^PS {likes 12, reposts 1, views 6020}
## x dm @LarkwingCare | Charged twice for rebooking, LW 418 Lisbon to Manchester
-41m > P: I've read Tomasz's note and all of your messages. You shouldn't have to tell it again to anybody. Priority care can release both payments today. ^PS
-38m < Priya I don't want sorry. I want someone who can press the button. When?
-35m ! escalated P | To Priority care by voice. Call-back promised by [[clock 75]]; both payments to be released
-33m > P: Someone from Priority care will call you back by [[clock 75]]. Or ring +44 20 7946 0180 yourself from your usual number, you will be put straight through. ^PS
-31m * P: Priority care: she is in a site meeting now and busy later, so do not leave it to the end of the call-back window. Release of both payments is still open and needs to be confirmed to the card team by phone (ext. 4410). She knows the second one was captured.
-12m < In a site meeting until then. If nobody has rung when I come out I'm calling you.
`,
};
