// Kundinnen und Kunden, die Deutsch schreiben. Alle erfunden.
import type { Person } from '../person.ts';

export const german: readonly Person[] = [
  {
    id: 'friederike-sattler',
    name: 'Friederike Sattler-Nguyen',
    language: 'de',
    timeZone: 'Europe/Berlin',
    value: 'Lark Silber, 2.380 € in 12 Monaten',
    at: { email: 'f.sattler@sattler-nguyen.example', voice: '+49 30 23125 417', x: ['@friedesattler', 4390] },
    sign: 'Friederike Sattler-Nguyen\nLektorat & Übersetzung\nBerlin-Pankow',
    story: `
## email | Stornierter Flug LW 290, Erstattung für vier Personen
-29 09:14 < Sehr geehrte Damen und Herren,

unser Flug LW 290 Berlin–Edinburgh am [[date -31]] wurde drei Stunden vor Abflug storniert. Wir waren zu viert (zwei Kinder, 4 und 7). Ersatz wurde uns erst für den übernächsten Tag angeboten, da war die Taufe, zu der wir wollten, längst vorbei. Wir sind also gar nicht geflogen.

Bitte erstatten Sie uns den vollen Flugpreis von 748,60 € für Hin- und Rückflug sowie die Ausgleichszahlung nach der Verordnung (EG) 261/2004 für vier Personen. Buchung: T5LLK9. Die Buchungsbestätigung hängt an.

Mit freundlichen Grüßen {file buchung-T5LLK9.pdf 143902}
-29 09:15 > K: Vielen Dank für Ihre Nachricht. Wir haben sie erhalten und bearbeiten sie in der Reihenfolge des Eingangs. Dies ist eine automatische Antwort. {automatic}
-27 14:36 > K: Sehr geehrte Frau Sattler-Nguyen,

es tut mir leid, dass Sie die Taufe verpasst haben. Den Flugpreis von 748,60 € habe ich soeben zur Erstattung angewiesen; Sie erhalten ihn innerhalb von sieben Tagen auf die Karte, mit der Sie bezahlt haben.

Die Ausgleichszahlung prüft eine andere Abteilung. Sie hören von uns bis [[day -21]] 18:00 Uhr. {quote}
-27 15:02 < Sehr geehrter Herr Osei,

danke für die schnelle Antwort. Den Termin habe ich mir notiert. {quote}
-21 19:10 < Sehr geehrter Herr Osei,

es ist [[day -21]], 19:10 Uhr. Ich habe nichts gehört. Das Geld für den Flug ist da, vielen Dank, aber wo bleibt die Ausgleichszahlung? Bitte um kurze Nachricht. {quote}
-20 08:40 > K: Sehr geehrte Frau Sattler-Nguyen,

Sie haben recht, der Termin ist verstrichen, und das ist meine Schuld: Ich war krank, und mein Postfach hatte keine Vertretung. Die Prüfung ist inzwischen abgeschlossen, 4 × 250 € sind bewilligt. {quote}
## voice | Stornierter Flug LW 290, Erstattung für vier Personen
-18 16:05 ( in T q=3:20 t=5:48 h=0:50 | Auskunft gegeben
a: Larkwing Air, Tomasz Wolski am Apparat.
c: Sattler-Nguyen, guten Tag. Können wir Deutsch sprechen?
a: Gern, wenn Sie mir meine Grammatik verzeihen.
c: Ich bin Lektorin, aber ich halte mich zurück. Es geht um T5LLK9. Mir sind tausend Euro zugesagt, überwiesen wurden zweihundertfünfzig.
a: Einen Moment, ich sehe nach. Ja. Es wurde eine Person ausgezahlt statt vier.
c: Die Kinder sind auch Personen.
a: Selbstverständlich. Ich halte kurz Rücksprache mit der Zahlungsstelle.
o: Bitte bleiben Sie am Apparat.
a: Da bin ich wieder. Die restlichen 750 Euro gehen heute noch raus. Ich schicke Ihnen eine Bestätigung per E-Mail.
c: Heute heißt heute?
a: Heute heißt heute, in vier Stunden ist Buchungsschluss.
c: Gut. Und Ihre Grammatik ist tadellos.
-18 16:14 * T: Es wurden nur 250 € statt 1.000 € ausgezahlt (Fehler: Anzahl Personen). Rest von 750 € angewiesen, Zahlungslauf heute 20:00. Bestätigung per E-Mail zugesagt.
## email | Stornierter Flug LW 290, Erstattung für vier Personen
-18 16:31 > T: Sehr geehrte Frau Sattler-Nguyen, wie eben besprochen: 750 € sind angewiesen, Beleg anbei. Bitte entschuldigen Sie den Umweg. {quote, file beleg-750.pdf 55120}
-15 10:12 < Sehr geehrter Herr Wolski,

das Geld ist da, alles vollständig. Der Weg war lang, aber am Ende saß jemand, der rechnen konnte. Danke. {quote}
-15 10:20 ? ces 5/7 Drei Anläufe für eine klare Sache
-15 10:22 ! case.closed T | Erstattung und Ausgleich vollständig gezahlt
`,
  },
  {
    id: 'joerg-petersen',
    name: 'Jörg Petersen',
    language: 'de',
    timeZone: 'Europe/Berlin',
    at: { facebook: 'joerg.petersen.nf', email: 'petersen@deichpost.example', voice: '+49 40 66969 120' },
    story: `
## facebook | Koffer seit sechs Tagen weg
-26 12:40 < Sechs Tage. SECHS. Koffer weg, Hotline tot, App sagt "wird geladen". Nie wieder Larkwing!!! {likes 57, reposts 14}
12:58 > P: Moin Herr Petersen, das ist zu lange, keine Frage. Schicken Sie uns bitte die Nummer vom Gepäckbeleg per Nachricht, dann suchen wir jetzt und nicht morgen. ^PS
13:05 < die hab ich schon dreimal geschickt {likes 11, reposts 0}
## facebook dm | Koffer seit sechs Tagen weg
13:07 < LW 224 513 HAM. Schwarz, rotes Band. Wie jeder Koffer halt
13:30 > P: Gefunden: Er steht in Billund. Der Anhänger ist abgerissen, deshalb kam keine Meldung. Er fliegt heute Abend nach Hamburg. ^PS
13:31 < Billund?? Ich war in meinem Leben nicht in Billund
13:34 > P: Ihr Koffer jetzt schon. Der Kurier bringt ihn morgen zwischen 9 und 12 Uhr nach Husum. ^PS
-25 11:20 < Ist da. Band auch noch dran. Was ist mit dem Zeug das ich kaufen musste, 134 Euro
11:41 > P: Belege hier rein, wir zahlen. ^PS
-25 11:52 < {file belege.jpg 611200}
-22 09:30 > P: 134,00 € sind überwiesen. ^PS
-22 17:12 < Angekommen. Na geht doch.
## facebook | Koffer seit sechs Tagen weg
-22 17:15 < Nachtrag: Koffer ist wieder da, Geld auch. Das "nie wieder" nehm ich halb zurück. {likes 23, reposts 0}
`,
  },
  {
    id: 'annegret-kuhlmann',
    name: 'Annegret Kuhlmann',
    language: 'de',
    timeZone: 'Europe/Berlin',
    at: { email: 'annegret.kuhlmann@sonnenpost.example', letter: 'Kuhlmann, Detmold' },
    sign: 'Annegret Kuhlmann\nOberstudienrätin i. R.',
    story: `
## email | Reisebericht und Beschwerde, Gruppenreise nach Porto
-38 20:47 < Sehr geehrte Damen und Herren,

bitte lesen Sie diesen Brief bis zum Ende, auch wenn er lang ist; ich habe ihn dreimal gekürzt.

Ich bin mit vierzehn Damen und zwei Herren des Fördervereins unserer Stadtbücherei von Hannover nach Porto gereist. Die Buchung (Gruppe G-4471) lag seit Februar vor, die Namen seit März, das Geld seit April. Ich schreibe das so ausführlich, weil man mir am Schalter sagte, man sehe uns heute zum ersten Mal.

Erstens. Beim Einchecken waren wir elf. Fünf Personen fehlten im System, darunter ich selbst, obwohl ich die Buchung gemacht habe. Die junge Dame am Schalter, eine Frau Yıldız, hat sich eine Stunde und zehn Minuten lang mit bewundernswerter Ruhe durch drei Telefonate gearbeitet. Ihr gilt mein ausdrücklicher Dank. Dass sie dabei allein war, gilt Ihnen.

Zweitens. Im Flugzeug saßen wir über sechsundzwanzig Reihen verteilt. Frau Dr. Hense ist neunundsiebzig und hört auf einem Ohr nichts; sie saß allein in Reihe 30 und hat die Durchsage zur Zwischenlandung nicht verstanden. Ja: Zwischenlandung. Davon stand nirgends etwas. Wir sind in Bordeaux gelandet, „um Treibstoff aufzunehmen“, und standen dort zwei Stunden und vierzig Minuten bei geschlossenen Türen. Es gab Wasser. Es gab, auf Nachfrage, einen Keks. Ich habe den Keks aufgehoben.

Drittens. In Porto fehlten vier Koffer. Drei kamen am nächsten Tag, der vierte am Tag vor der Rückreise. Herr Brinkmann hat sechs Tage lang das Jackett seines Zimmernachbarn getragen, der zwei Köpfe kleiner ist. Es gibt Fotografien.

Viertens, und das ist der eigentliche Grund meines Schreibens. Auf dem Rückflug wurde Frau Dr. Hense am Flugsteig angesprochen, ihr Handgepäck sei zu groß, und sie müsse 60 € bezahlen. Die Tasche war dieselbe wie auf dem Hinflug, sie passte in Ihren Messrahmen, ich stand daneben und habe es gesehen. Der Herr sagte: „Wenn ich sage, sie passt nicht, passt sie nicht.“ Frau Dr. Hense hat bezahlt, weil sie niemanden aufhalten wollte. Sie hat im Flugzeug geweint. Ich bin Lehrerin gewesen, neununddreißig Jahre lang, und ich erkenne Willkür, wenn sie vor mir steht.

Ich erwarte daher:
a) die Erstattung der 60 € an Frau Dr. Hense, mit einer Entschuldigung an sie persönlich und nicht an mich;
b) eine Auskunft, warum fünf von sechzehn bezahlten Personen nicht im System waren;
c) die Ausgleichszahlung, sofern sie uns zusteht (Ankunft vier Stunden und fünf Minuten nach Plan; ich habe auf die Uhr gesehen, als die Tür aufging, denn ich weiß, dass es darauf ankommt);
d) einen Ersatz für den Keks. Das ist ein Scherz. Das Übrige nicht.

Eine Liste der Reisenden mit Sitzplätzen, Koffernummern und Belegen finden Sie in der Anlage. Ich habe sie alphabetisch geordnet.

Mit freundlichen Grüßen {file liste-g4471.pdf 388201, html}
-34 13:20 > K: Sehr geehrte Frau Kuhlmann,

ich habe Ihren Brief bis zum Ende gelesen, und dann noch einmal laut vor der Abteilung.

a) Frau Dr. Hense hat heute 60 € und einen handgeschriebenen Brief von unserer Leiterin in Porto bekommen.
b) Die fünf Namen lagen in einer zweiten Datei, die beim Wechsel des Systems im Juni nicht übernommen wurde. Das war unser Fehler, niemand hat es bemerkt, bis Sie kamen.
c) Vier Stunden und fünf Minuten, die Tür ist maßgeblich, Sie haben recht. 16 × 400 € sind bewilligt; wir brauchen von jeder Person nur die Bankverbindung.
d) Ein Paket ist unterwegs nach Detmold. {quote}
-30 18:02 < Sehr geehrter Herr Osei,

Frau Dr. Hense hat mich angerufen und mir den Brief vorgelesen. Die Bankverbindungen sende ich gesammelt, alphabetisch. Das Paket enthielt sechzehn Packungen Kekse. Der Förderverein hat gelacht, was nach dieser Reise nicht selbstverständlich war. {quote, file bankverbindungen.pdf 90211}
-24 09:10 > K: Sehr geehrte Frau Kuhlmann, alle sechzehn Zahlungen sind angewiesen. Ich danke Ihnen für die Mühe, die Sie sich gemacht haben. {quote}
-20 17:33 < Alles eingegangen, bei allen. Ich hatte einen zweiten Brief vorbereitet und habe ihn weggeworfen. {quote}
17:34 ? csat 4/5 Am Ende vorbildlich
`,
  },
  {
    id: 'cem-aydin',
    name: 'Cem Aydın',
    language: 'de',
    timeZone: 'Europe/Berlin',
    value: 'Lark Gold, 6.120 € in 12 Monaten',
    at: { whatsapp: '+49 30 23125 088', x: ['@cemontour', 27400], email: 'cem@ontour-booking.example' },
    story: `
## whatsapp | Instrument in der Kabine, LW 51
-19 15:02 < Moin, fliege mit Cello. Hab nen extra Sitz gebucht, aber auf der Bordkarte steht Herr Cello Aydın 😂 darf der so mit?
15:10 > E: Hallo Herr Aydın, ja, Cello ist bei uns ein richtiger Passagier. Der Name stört nicht. Fensterplatz ist Pflicht, ich habe 4A für ihn reserviert.
15:11 < und er kriegt auch punkte?
15:15 > E: Leider nein, Punkte gibt es nur für Atmende. Sie bekommen aber seine Meilen auf Ihr Konto.
15:16 < fair
-12 06:50 < Am gate sagen die cello muss in den frachtraum!!! bitte schnell
06:52 > E: Bin dran. Bleiben Sie am Gate.
06:57 > E: Die Stationsleiterin ist unterwegs zu Ihnen, sie heißt Frau Lorenz. 4A ist bestätigt.
07:05 < Wir sitzen. Er hat den Gurt um. Danke Danke Danke
07:06 ? csat 5/5 Rettung in letzter Minute
## x | Cello fliegt mit
-12 10:30 < Heute hat mir @LarkwingCare in 7 Minuten den Auftritt gerettet. Cello auf 4A, angeschnallt, hat sich nicht beschwert. 🎻 {likes 1904, reposts 233, views 88120}
10:52 > P: Er darf jederzeit wieder mit. Toi, toi, toi für heute Abend! ^PS {likes 340, reposts 12, views 31000}
-1 21:15 < Kurze Frage @LarkwingCare, Kontrabass auch? Frage für einen sehr großen Freund {likes 88, reposts 3, views 6402}
21:31 > P: Kontrabass leider nur im Frachtraum, im Hartschalenkoffer. Schreiben Sie uns rechtzeitig, dann sitzt jemand daneben, bis er verladen ist. ^PS
`,
  },
  {
    id: 'ursula-aebischer',
    name: 'Ursula Aebischer',
    language: 'de',
    timeZone: 'Europe/Zurich',
    at: { email: 'u.aebischer@bergpost.example', voice: '+44 20 7946 0707' },
    sign: 'Ursula Aebischer, Thun',
    story: `
## web | Sitzplatz bezahlt und nicht erhalten
-22 19:20 < Grüezi, ich habe für 19 Franken den Platz 3C bezahlt (Flug LW 640 Zürich–Glasgow) und wurde dann auf 17B gesetzt, in die Mitte. Ich bin 1.84 m gross. Bitte um Rückerstattung. Buchung VV7PQ1.
-21 10:05 > E: Guten Tag Frau Aebischer, das Flugzeug wurde getauscht, und Reihe 3 gab es darin nicht. Die 19 Franken gehen zurück, und für den Rückflug haben Sie 1C, ohne Kosten.
-21 10:44 < Das ist sehr nett, danke vielmals. 1C nehme ich gern.
-14 08:30 < Der Rückflug war tiptop. Die Rückerstattung ist aber noch nicht da?
-14 09:02 > K: Guten Tag Frau Aebischer, die Bank hatte sie zurückgewiesen, weil die Karte abgelaufen ist. Bitte schreiben Sie uns eine IBAN.
-14 09:15 < CH93 0000 0000 0000 0000 1, bitte. (Ist natürlich nicht die richtige, die richtige sage ich Ihnen lieber am Telefon.)
## voice | Sitzplatz bezahlt und nicht erhalten
-14 09:40 ( in K q=0:55 t=3:12 | Erstattung angewiesen
c: Grüezi, Aebischer. Sie haben mir gerade geschrieben.
a: Guten Tag, das war ich selbst. Sie wollten mir die IBAN sagen.
c: Ja, einfach nicht ins Internet.
a: Sehr vernünftig. Ich schalte die Aufnahme so lange aus.
o: Die Aufnahme ist unterbrochen.
a: So, ich habe sie. Neunzehn Franken, in drei Tagen sind sie da.
-10 12:00 < Ist eingetroffen. Merci!
`,
  },
  {
    id: 'lukas-wimmer',
    name: 'Lukas Wimmer',
    language: 'de',
    timeZone: 'Europe/Vienna',
    at: {
      chat: 'lukas.wimmer@donaumail.example',
      email: 'lukas.wimmer@donaumail.example',
      instagram: ['@wimmer.fliegt', 880],
    },
    sign: 'LG Lukas',
    story: `
## chat | Rollstuhl mit Lithium-Akku
-13 10:01 < Servus, ich sitz im E-Rolli, Akku 2x 280 Wh, herausnehmbar. Flug Wien–Manchester am 2. Darf der mit?
10:04 > E: Hallo Herr Wimmer, ja. Herausnehmbare Akkus bis 300 Wh reisen mit Ihnen in der Kabine, jeder in einer Schutztasche, die Pole abgeklebt.
10:05 < des weiß ich, sagts das bitte auch den Leuten am Schalter, letztes Mal hab ich 2 Stunden diskutiert
10:11 > E: Ich schreibe es in die Buchung und schicke Ihnen eine Bestätigung zum Vorzeigen, auf Deutsch und Englisch. Maße und Gewicht vom Rollstuhl brauche ich noch.
10:13 < 112 x 64 x 98, 138 kg mit Akkus
10:20 > E: Danke. Passt durch die Ladetür der 320 (max. 116 cm hoch). Genehmigung ist in Ihrem Postfach.
10:22 < Bist a Schatz, Elodie
10:23 ? ces 1/7
## email | Rollstuhl beschädigt angekommen
-3 16:44 < Hallo,

diesmal ging am Schalter alles glatt, danke dafür. Aber in Manchester ist der Rolli mit abgebrochenem Joystick aus dem Bauch gekommen. Ich bin im Hotel und komm ohne fremde Hilfe nicht vom Fleck. Das ist kein Koffer, das sind meine Beine. Fotos hängen an. Bitte ruft mich an, wo ich HEUTE ein Leihgerät krieg. {file joystick.jpg 722003}
-3 17:05 > K: Lieber Herr Wimmer,

das darf nicht passieren. Ein Leihrollstuhl mit Handsteuerung links (so steht es in Ihrer Buchung) ist um 18:30 Uhr in Ihrem Hotel, der Techniker für Ihren eigenen kommt morgen um 9. Alle Kosten tragen wir. {quote}
-3 18:41 < Leihgerät ist da. Danke fürs schnelle Tun. {quote}
-2 11:30 < Techniker war da, Ersatzteil kommt aus Linz und ist frühestens in 5 Tagen da. Heimflug ist übermorgen. Wie machen wir das? {quote}
-2 12:15 > K: Ich kläre gerade, ob der Hersteller direkt nach Wien liefert und Sie das Leihgerät im Flugzeug mitnehmen können. Ich melde mich bis morgen 12:00 Uhr. {quote}
-1 11:48 > K: Es klappt: Leihgerät fliegt mit, Ersatzteil geht direkt zu Ihrem Händler nach Wien, Ihr eigener Rollstuhl kommt in einer Kiste nach. Alles bestätigt. {quote}
-1 12:20 < Passt. Kwabena, du hast was gut bei mir. {quote}
`,
  },
  {
    id: 'sabine-wohlfahrt',
    name: 'Sabine Wohlfahrt',
    language: 'de',
    timeZone: 'Europe/Berlin',
    at: { voice: '+49 30 23125 640', email: 'sabine.wohlfahrt@spreemail.example', review: 'sabine_w_reist' },
    story: `
## voice | Umbuchung wegen Krankheit
-16 08:12 ( in K q=2:40 t=6:02 | Umbuchung ohne Gebühr
a: Larkwing Air, guten Tag, Kwabena Osei.
c: Wohlfahrt. Mein Mann liegt seit gestern im Krankenhaus, wir sollten morgen fliegen. Ich weiß gar nicht, was ich jetzt machen muss.
a: Das tut mir leid. Sie müssen erst einmal gar nichts. Haben Sie die Buchungsnummer zur Hand?
c: Ja, B wie Berta, sieben, K, K, zwei, M.
a: Zwei Personen nach Inverness. Ich kann die Buchung offen halten, ein Jahr lang, ohne Gebühr. Dann entscheiden Sie, wenn es ihm besser geht.
c: Ohne Gebühr? Im Internet steht, das geht nicht.
a: Bei Krankenhaus geht es. Ein Attest schicken Sie irgendwann, nicht heute.
c: Danke. Wirklich. Sie sind der Erste heute, der nicht sofort etwas von mir will.
-16 08:20 * K: Buchung B7KK2M offen gehalten (Krankenhaus). Attest eilt nicht. Bitte nicht mahnen.
-6 14:00 ( in T q=1:31 t=4:44 | Neu gebucht
c: Wohlfahrt noch mal. Es geht ihm besser, wir würden gern im Mai.
a: Das freut mich sehr. Herr Osei hat alles notiert. Ich buche den neunten Mai, dieselben Plätze.
c: Sie wissen ja schon alles.
## review | Larkwing Air, Kundendienst
-5 19:00 < ★★★★★ Ein Mensch am Telefon, der zuhört, und beim zweiten Anruf musste ich nichts noch einmal erzählen. So geht das also auch. {likes 41, reposts 0}
-4 10:10 > K: Gute Besserung an Ihren Mann, und bis Mai! Kwabena
`,
  },
];
