// Customers from elsewhere: Portuguese, French, Spanish, Arabic, Hebrew, Japanese, and English as a second language.
import type { Person } from '../person.ts';

export const world: readonly Person[] = [
  {
    id: 'nadia-alhusseini',
    name: 'نادية الحسيني',
    language: 'ar',
    timeZone: 'Asia/Amman',
    value: 'Lark Blue, £890 in 12 months',
    at: { whatsapp: '+44 7700 900366', email: 'nadia.alhusseini@zaytoun.example', voice: '+44 7700 900366' },
    sign: 'نادية الحسيني',
    story: `
## whatsapp | حقيبة متأخرة من عمّان
-18 09:40 < مرحباً، وصلتُ أمس من عمّان على الرحلة LW 730 ولم تصل حقيبتي
09:52 > E: Marhaba Nadia, I'm sorry. I read Arabic with help and answer in English, is that all right? Do you have the bag tag number?
09:54 < نعم لا مشكلة. الرقم LW 730 881
09:55 < Inside are my mother's medicines, please hurry 🙏
10:07 > E: Understood, I've marked it as medical. The bag is in Istanbul and flies at 14:20 today.
10:09 < شكراً، متى تصل الحقيبة؟
10:12 > E: It lands at 17:35. A driver brings it to Bolton by 20:00 tonight. Does your mother have medicine until then?
10:13 < لديها حتى الليل فقط
20:20 < إنها الثامنة وعشرون دقيقة ولم يأتِ أحد
20:26 > E: The driver is in Farnworth, ten minutes away. I'm staying online until you have it.
20:41 < وصلت! الحمد لله، شكراً جزيلاً إيلودي 🌹
20:42 > E: I'm so glad. All the best to your mother.
20:44 ? csat 5/5 شكراً
## voice | Compensation for the delayed bag
-9 11:15 ( in K q=2:05 t=5:10 | Claim opened
a: Larkwing Air, Kwabena.
c: Good morning, my English is slow, sorry.
a: It's better than my Arabic. Take your time.
c: I bought clothes for my mother the first night. Sixty pounds. Somebody said I can ask for it.
a: You can. Do you have the receipts?
c: I have one, the other is lost.
a: Then one receipt and your word. I'm opening the claim now.
c: My word? Thank you, that is kind.
## whatsapp | حقيبة متأخرة من عمّان
-2 14:02 < السلام عليكم، هل تمت الموافقة على الطلب؟
`,
  },
  {
    id: 'lior-ben-david',
    name: 'ליאור בן־דוד',
    language: 'he',
    timeZone: 'Asia/Jerusalem',
    at: { email: 'lior@bendavid-photo.example', x: ['@liorbdphoto', 11800] },
    sign: 'ליאור בן־דוד\nצילום | תל אביב',
    story: `
## email | Camera batteries and two seats together, LW 77
-23 13:30 < שלום רב,

אני טס עם אשתי בטיסה LW 77 ביום 4 בחודש. שילמנו על שני מושבים צמודים ובאפליקציה אנחנו רחוקים זה מזה. בנוסף, כמה סוללות מצלמה מותר לקחת?

תודה
-23 16:05 > P: Shalom Lior,

You are together again: 12E and 12F. Camera batteries: as many as you need up to 100 Wh each, in the cabin only, each in its own case. For those between 100 and 160 Wh, two per person.

If English is difficult, write in Hebrew as you did, I can have it translated. {quote}
-23 16:40 < English is fine, I only write it slowly. 12E-F good. I have 14 batteries of 14 Wh and 2 of 146. So it is good?
-22 09:11 > P: That's good, exactly at the limit with the big two. I've put it in the booking so that security in Manchester can see it. {quote}
-22 10:01 < תודה רבה! {quote}
## x | Camera confiscated at the gate
-15 17:22 < ‎@LarkwingCare הציוד שלי עוכב בשער. הסוללות מאושרות בהזמנה שלי. דחוף בבקשה 📷 {likes 63, reposts 20, views 7100}
17:26 > P: Lior, on it. Please show them row "SSR BATT" in your boarding pass details; I'm calling the gate. ^PS
17:39 < They let me with everything. It was written there all the time and they didn't scroll 🤦 {likes 240, reposts 18, views 15200}
`,
  },
  {
    id: 'beatriz-figueiredo',
    name: 'Beatriz Figueiredo',
    language: 'pt',
    timeZone: 'Europe/Lisbon',
    value: 'Lark Silver, 1.940 € em 12 meses',
    at: {
      instagram: ['@bia.figueiredo', 9320],
      email: 'beatriz@figueiredo-azulejos.example',
      whatsapp: '+44 7700 900199',
    },
    sign: 'Beatriz Figueiredo\nAzulejos & Restauro, Porto',
    story: `
## instagram | Azulejos partidos na viagem
-20 12:11 < @larkwingair paguei bagagem FRÁGIL e chegaram 11 azulejos partidos de 24. São de 1890, não há outros 💔 {likes 530, reposts 44}
12:35 > E: Beatriz, lamento muito. Por favor envie-nos fotografias e o número da etiqueta por mensagem. ^EM
## instagram dm | Azulejos partidos na viagem
12:40 < {file azulejos.jpg 880120}
12:41 < LW 415 302. Estavam em caixa de madeira com espuma, feita por quem sabe. Por mim.
12:58 > E: Obrigada, Beatriz. A etiqueta diz FRÁGIL, mas foi carregada no fundo do porão. A responsabilidade é nossa. Tem uma avaliação do valor?
-19 10:20 < Cada um vale 85 €, mas o problema não é o dinheiro, é a parede da dona Amélia
-19 10:44 > E: Pagamos os 935 €. E pergunto: se encontrarmos quem os possa restaurar, pagamos isso também.
-19 10:46 < Quem os pode restaurar sou eu 🙂 mas aceito as horas
-19 11:30 > E: Então as suas horas. Mande-nos um orçamento.
## email | Orçamento de restauro, 11 azulejos
-17 18:05 < Boa tarde Elodie,

Em anexo o orçamento: 22 horas a 28 €, mais material, 671 €. Se for demasiado, digam.

Cumprimentos {file orcamento.pdf 61044}
-16 09:30 > E: Bom dia Beatriz, está aprovado, sem desconto nenhum. O pagamento segue hoje. {quote}
-6 19:40 < Ficaram prontos. Junto uma fotografia da parede. A dona Amélia manda cumprimentos e um frasco de compota, que não posso enviar porque é líquido. {quote, file parede.jpg 1204400, html}
`,
  },
  {
    id: 'sato-haruka',
    name: '佐藤 遥',
    language: 'ja',
    timeZone: 'Asia/Tokyo',
    at: { email: 'haruka.sato@kawabe.example', web: 'haruka.sato@kawabe.example', voice: '+44 7700 900944' },
    sign: '佐藤 遥\n川辺製作所',
    story: `
## web | 座席とアレルギーについて
-31 01:20 < 12月3日のLW 88便を予約しました。蕎麦アレルギーがあります。機内食は大丈夫でしょうか。
-31 09:45 > K: Dear Ms Sato, thank you for writing. There is no buckwheat in any of our meals, and I've noted the allergy on your booking. Please answer in Japanese or English, as you like.
-31 10:02 < Thank you very much for your quick reply. May I also have a seat near the front because my connection is short? 45 minutes.
-31 10:20 > K: You have 3A now, at no charge, and the crew will let you leave first.
-31 10:24 < 本当にありがとうございます。
## email | 乗り継ぎの件、お礼
-24 03:05 < オセイ様

先日はありがとうございました。乗り継ぎに間に合い、大切な会議に出席することができました。乗務員の方が「Sato-san, you first」と言ってくださいました。

またぜひ利用させていただきます。
-24 10:15 > K: Dear Ms Sato, what a kind message. I've shown it to the crew of LW 88; it hangs in their room in Manchester. {quote}
10:30 ? nps 10/10
`,
  },
  {
    id: 'mathieu-delacroix',
    name: 'Mathieu Delacroix-Benali',
    language: 'fr',
    timeZone: 'Europe/Paris',
    at: { x: ['@mdelacroixb', 6700], email: 'mathieu@delacroix-benali.example', voice: '+44 7700 900530' },
    sign: 'Mathieu Delacroix-Benali, Lyon',
    story: `
## x | Poussette non chargée LW 502
-14 20:15 < @LarkwingCare vous avez « oublié » notre poussette à Lyon. On a un bébé de 5 mois et un aéroport de 2 km. Bravo. {likes 44, reposts 6, views 3900}
20:24 > P: Mathieu, désolés. A loan pushchair is being brought to carousel 4 now, look for Anjali in green. Yours follows on the first flight tomorrow. ^PS
20:41 < Anjali est parfaite. La poussette de prêt a une roue qui couine. On prend. {likes 19, reposts 0, views 1200}
## x dm | Poussette non chargée LW 502
-13 10:05 < C'est demain et toujours rien. Adresse de l'hôtel : The Weaver, Deansgate
-13 10:19 > P: Landed at 09:50, the courier has it. Before 12:00. ^PS
-13 11:40 < Reçue, intacte. Merci Priya.
-13 11:45 ? ces 3/7
## email | Remboursement location de poussette
-7 08:55 < Bonjour,

Je vous prie de bien vouloir rembourser les 12 £ de taxi que nous avons dû prendre le premier soir, la poussette de prêt ne passant pas la porte du tram.

Bien à vous {file recu-taxi.jpg 201333}
-6 10:10 > T: Bonjour Mathieu, c'est fait: £12.00. Please forgive my French. {quote}
-6 10:31 < Votre français est meilleur que la roue. Merci. {quote}
`,
  },
  {
    id: 'valentina-ortega',
    name: 'Valentina Ortega Luque',
    language: 'es',
    timeZone: 'Europe/Madrid',
    at: { whatsapp: '+44 7700 900777', facebook: 'valentina.ortega.l', email: 'valen@ortegaluque.example' },
    story: `
## whatsapp | Cambio de apellido después de la boda
-16 19:02 < Hola! me casé la semana pasada 💍 y el billete está con mi apellido de antes. ¿Tengo que cambiar algo?
19:10 > E: Enhorabuena, Valentina! The ticket has to match the passport you travel with. Which name is in it?
19:11 < el de antes, el pasaporte no lo he cambiado
19:13 > E: Then change nothing at all. ¡Buen viaje!
19:14 < jajaja perfecto, y yo preocupada toda la tarde
19:20 > E: If you like we bring something with bubbles to 8C. Es nuestro regalo.
19:21 < 😭❤️ SÍ
-10 22:40 < Llegó el cava, y la tripulación cantó. Mi marido quería esconderse debajo del asiento. Gracias!!!
## facebook | Boda en el aire
-9 11:00 < Si os casáis, volad con Larkwing. Cantan mal pero con amor 🎶 {likes 318, reposts 12}
11:30 > P: We've told the crew they have a future. Congratulations again! ^PS
`,
  },
  {
    id: 'bao-nguyen',
    name: 'Nguyễn Quốc Bảo',
    language: 'en',
    timeZone: 'Europe/London',
    value: 'Lark Silver, £2,210 in 12 months',
    at: { chat: 'bao.nguyen@quanbep.example', email: 'bao.nguyen@quanbep.example', voice: '+44 7700 900058' },
    sign: 'Bảo Nguyễn\nQuán Bếp, Ancoats',
    story: `
## chat | Points missing from three flights
-22 23:10 < hello, 3 flights in september not in my points, LW15 LW16 LW209
23:14 > E: Hello Bảo, let me look. They are under a second profile, "Bao Nguyen" without the accents. Shall I merge the two?
23:15 < i have TWO profiles? yes merge please
23:15 > E: I can't press that one myself, but I've asked for it. You will hear from us by [[day -20]] 12:00.
23:16 < ok thank u
-20 11:05 > K: Hello Bảo, merged this morning: 14,220 points in one place now, and you are Silver.
-20 11:30 < wow silver!! what do i get
-20 11:36 > K: A free bag, a seat with your knees in mind, and the short queue in Terminal 3.
-20 11:37 < best news. restaurant is closed sunday so i fly 😄
-3 23:40 < can i move LW16 from monday to tuesday? both of us, me and my mother, she doesnt have points
23:52 > E: Both can move, £15 each. Shall I keep you side by side?
-2 00:05 < yes please side by side she is scared of flying
-2 09:10 > E: Done: LW 16 on Tuesday, 6A and 6B. Tell the crew at the door, they are good with nervous flyers.
-2 09:30 < 🙏🙏
`,
  },
  {
    id: 'akosua-mensah',
    name: 'Akosua Mensah-Wiredu',
    language: 'en',
    timeZone: 'Africa/Accra',
    value: 'Lark Gold, £11,030 in 12 months',
    at: { email: 'akosua@mensahwiredu-law.example', voice: '+44 20 7946 0622', x: ['@amw_esq', 52300] },
    sign: 'Akosua Mensah-Wiredu\nPartner, Mensah-Wiredu LLP\nThis message is confidential. If you have received it in error please delete it and tell us.',
    story: `
## email | Claim for flight LW 9, denied boarding
-35 07:45 < Dear Sirs,

I was denied boarding to LW 9 on the [[date -37]] with a confirmed reservation and fifty-one minutes to departure. No volunteers were called for, as Article 4(1) requires. I was rebooked to the following morning. I claim £520 and my hotel (£164, invoice attached).

I am aware of the defence you will raise and attach a photograph of the clock. {file clock.jpg 320011}
-33 16:12 > T: Dear Ms Mensah-Wiredu,

No defence. You were there, the flight was oversold, nobody asked for volunteers. £520 and £164 are approved and will be in your account by [[day -28]] 17:00. {quote}
-28 12:30 < Received this morning, both. I am almost disappointed. {quote}
-28 13:02 > T: We do our best. {quote}
## x | A short note on overbooking
-27 08:00 < Credit where it is due: @LarkwingAir paid a denied-boarding claim in seven days without a letter before action. Now, @LarkwingCare, consider not overselling the 06:40 to begin with. {likes 1203, reposts 310, views 96400}
08:30 > P: Noted, and taken to the people who set the number. They winced. ^PS {likes 220, reposts 4, views 20400}
## voice | Lost loyalty points after merger of programmes
-8 14:20 ( in T q=0:20 t=8:44 h=2:10 | Passed to loyalty team
a: Ms Mensah-Wiredu, Tomasz Wolski.
c: Mr Wolski, we meet again. Forty thousand points vanished when you moved to the new programme.
a: I see 118,400 before and 78,400 after. That's exactly forty.
c: It is suspiciously round, isn't it.
a: It is. May I hold the line and ask the loyalty team?
o: Thank you for holding.
a: They say a transfer to another member was booked, in August.
c: To whom?
a: I may not read out the name. It is a member in Accra.
c: Then it's either my daughter or a fraud, and I'd like to know which before I ring her.
a: I'm opening an inquiry. You will have an answer by [[day -3]] 12:00, in writing.
-8 14:31 * T: Inquiry LOY-3381. Transfer of 40,000 in August to a member in Accra, customer did not order it. Written answer promised by [[day -3]] 12:00.
## email | Inquiry LOY-3381
-3 10:15 > T: Dear Ms Mensah-Wiredu,

it was your daughter, with your password, for a birthday flight to London. The points are hers unless you say otherwise.
`,
  },
  {
    id: 'aroha-tamihana',
    name: 'Aroha Tamihana',
    language: 'en',
    timeZone: 'Pacific/Auckland',
    at: { email: 'aroha.tamihana@kowhai.example', instagram: ['@aroha_away', 21000] },
    sign: 'Ngā mihi\nAroha',
    story: `
## email | Travelling with ashes
-19 21:30 < Kia ora,

I am bringing my grandfather home. His ashes travel with me from Manchester via Dubai, LW 800. What papers do I need and may he stay with me in the cabin? I would rather not explain it at a security belt.

Ngā mihi
-18 09:20 > K: Kia ora Aroha,

He stays with you. You need the certificate of cremation and the death certificate, copies are enough. The urn must be one that can be X-rayed: wood or ceramic, not metal. I've arranged for a supervisor named Grace to meet you at the side door of security at Terminal 2, so that you don't have to explain it to anybody. {quote}
-18 20:02 < It's wood, my uncle carved it. Thank you for thinking of the door. {quote}
-11 06:30 < We are home. Grace walked with us to the gate. She didn't say much, which was right. {quote}
-11 10:00 > K: Thank you for letting us know. Rest well, all of you. {quote}
-11 10:02 * K: Please pass to the team at MAN T2: commend Grace Adjei. No survey to this customer.
`,
  },
  {
    id: 'arjun-raghunathan',
    name: 'Arjun Raghunathan',
    language: 'en',
    timeZone: 'Asia/Kolkata',
    at: { x: ['@arjunwrites', 143000], email: 'arjun@raghunathan-writes.example', voice: '+44 7700 900690' },
    sign: 'Arjun',
    story: `
## x | Nine hours on the tarmac
-17 03:12 < Hour 4 on board LW 804, on the ground. AC off. One toilet. A thread. 🧵 {likes 8800, reposts 2410, views 1204000}
03:20 < 1/ The captain, to his credit, has come out and talked to us. He's as angry as we are. {likes 3100, reposts 410, views 640000}
03:31 > P: Arjun, we're watching LW 804 from here. Steps and buses have been asked for; I'll post here every 20 minutes whether there's news or not. ^PS {likes 950, reposts 60, views 210000}
03:51 > P: 20 minutes: no news. Steps are at the next stand, waiting for a driver. ^PS {likes 610, reposts 22, views 98000}
04:11 > P: Driver found. Doors in about 10 minutes, water and food in the terminal, gate 41. ^PS {likes 720, reposts 31, views 91000}
04:26 < Doors open. Whoever ^PS is, give them a raise. {likes 15400, reposts 1900, views 890000}
## x dm | Nine hours on the tarmac
04:40 < Thank you. Genuinely. Is compensation automatic or do I apply?
04:52 > P: You'd have to apply, but I've applied for the whole aircraft. 198 people, £520 each, payment within 14 days. ^PS
04:53 < The whole aircraft??
04:55 > P: It seemed simpler. ^PS
-6 12:00 < Paid today. My readers refuse to believe this happened
-6 12:03 ? csat 5/5 Five for ^PS, two for the airline
`,
  },
];
