// What people say when nothing was written for the occasion, in the customer's language.
import { type Chance, oneOf } from './chance.ts';

type Phrases = Readonly<Record<string, readonly string[]>>;

/** A colleague's answer. */
const OURS: Phrases = {
  en: [
    'Thank you for writing. I have looked it up and put it right; you will see it in the app within the hour.',
    'I have found your booking and passed this to the team that can change it, with all you have told us.',
    'Sorry for the trouble. That is done now, and there is nothing more you need to do.',
    'Thanks for telling us. I have changed it on your booking, and the new confirmation is in your mailbox.',
    'That should not have happened. I have asked the station to look today and I write again when they have.',
    'I have this in front of me now. It needs one more signature here, not from you; you hear from me by tomorrow noon.',
    'Good that you asked: it was set for the outward flight only. It counts for both ways now.',
    'You are right, and the page is wrong. I have put it right for you and told those who look after the page.',
    'Done. If anything looks odd at the gate, show them this message.',
  ],
  de: [
    'Danke für Ihre Nachricht. Ich habe es nachgesehen und berichtigt, in der App sehen Sie es innerhalb einer Stunde.',
    'Ich habe Ihre Buchung gefunden und alles, was Sie geschrieben haben, an die zuständige Stelle gegeben.',
    'Das hätte nicht passieren dürfen. Ich habe es geändert, die neue Bestätigung ist in Ihrem Postfach.',
    'Gut, dass Sie fragen: Es galt nur für den Hinflug. Jetzt gilt es für beide Wege.',
    'Ich kümmere mich darum und melde mich bis morgen Mittag bei Ihnen.',
    'Erledigt. Wenn am Flughafen jemand fragt, zeigen Sie bitte diese Nachricht.',
  ],
  pt: [
    'Obrigado pela mensagem. Já encontrei a sua reserva e corrigi o que faltava.',
    'Lamento o incómodo. Está tratado, não precisa de fazer mais nada.',
  ],
  fr: [
    'Merci pour votre message. J’ai retrouvé votre réservation et corrigé ce qui n’allait pas.',
    'Je suis désolée pour ce contretemps. C’est réglé, vous n’avez plus rien à faire.',
  ],
  es: [
    'Gracias por escribirnos. He encontrado su reserva y ya está corregida.',
    'Sentimos las molestias. Ya está resuelto, no tiene que hacer nada más.',
  ],
  ar: ['شكراً لرسالتك. وجدت الحجز وتم تصحيحه.'],
  he: ['תודה על הפנייה. מצאתי את ההזמנה והעניין תוקן.'],
  ja: ['ご連絡ありがとうございます。ご予約を確認し、修正いたしました。'],
};

/** A customer's answer to us. */
const THEIRS: Phrases = {
  en: [
    'Thank you, that helps. How long will it take?',
    'Okay, got it. I will look out for it.',
    'Right. Thanks for getting back to me so quickly.',
    'Fine by me. Do I need to do anything else?',
    'Oh good. I had expected worse, to be honest.',
    'Understood. I will leave it with you then.',
    'That was painless, thank you.',
    'Thanks. Could you put it in writing too, so that I can show it at the desk?',
    'All right. And if it has not come by the weekend, do I write here again?',
    'Cheers, you have saved my afternoon.',
  ],
  de: [
    'Danke, das hilft mir weiter. Wie lange dauert das ungefähr?',
    'Alles klar, vielen Dank für die schnelle Antwort.',
    'Gut. Muss ich noch etwas tun?',
    'Danke, dann warte ich ab.',
    'Das ging ja schnell. Schönen Tag noch!',
    'Verstanden. Bekomme ich das auch als Mail?',
    'Sehr nett, vielen Dank.',
  ],
  pt: ['Obrigada, fico à espera.', 'Está bem, obrigado pela resposta.'],
  fr: ['Merci, c’est noté.', 'Très bien, merci de votre réponse.'],
  es: ['Muchas gracias, quedo pendiente.', 'Perfecto, gracias por la rapidez.'],
  ar: ['شكراً جزيلاً، سأنتظر.'],
  he: ['תודה רבה, אני מחכה לעדכון.'],
  ja: ['ありがとうございます。お待ちしております。'],
};

const said = (phrases: Phrases, language: string | null, chance: Chance): string =>
  oneOf(chance, phrases[(language ?? 'en').slice(0, 2)] ?? phrases['en']!);

export const colleagueSays = (language: string | null, chance: Chance): string => said(OURS, language, chance);
export const customerSays = (language: string | null, chance: Chance): string => said(THEIRS, language, chance);
