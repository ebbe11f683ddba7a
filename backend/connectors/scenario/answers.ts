// What people say when nothing was written for the occasion, in the customer's language.
import { type Chance, oneOf } from './chance.ts';

type Phrases = Readonly<Record<string, readonly string[]>>;

/** A colleague's answer. */
const OURS: Phrases = {
  en: [
    'Thank you for writing. I have looked it up and put it right; you will see it in the app within the hour.',
    'I have found your booking and passed this to the team that can change it, with all you have told us.',
    'Sorry for the trouble. That is done now, and there is nothing more you need to do.',
  ],
  de: [
    'Danke für Ihre Nachricht. Ich habe es nachgesehen und berichtigt, in der App sehen Sie es innerhalb einer Stunde.',
    'Ich habe Ihre Buchung gefunden und alles, was Sie geschrieben haben, an die zuständige Stelle gegeben.',
  ],
  pt: ['Obrigado pela mensagem. Já encontrei a sua reserva e corrigi o que faltava.'],
  fr: ['Merci pour votre message. J’ai retrouvé votre réservation et corrigé ce qui n’allait pas.'],
  es: ['Gracias por escribirnos. He encontrado su reserva y ya está corregida.'],
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
  ],
  de: [
    'Danke, das hilft mir weiter. Wie lange dauert das ungefähr?',
    'Alles klar, vielen Dank für die schnelle Antwort.',
    'Gut. Muss ich noch etwas tun?',
  ],
  pt: ['Obrigada, fico à espera.', 'Está bem, obrigado pela resposta.'],
  fr: ['Merci, c’est noté.', 'Très bien, merci de votre réponse.'],
  es: ['Muchas gracias, quedo pendiente.'],
  ar: ['شكراً جزيلاً، سأنتظر.'],
  he: ['תודה רבה, אני מחכה לעדכון.'],
  ja: ['ありがとうございます。お待ちしております。'],
};

const said = (phrases: Phrases, language: string | null, chance: Chance): string =>
  oneOf(chance, phrases[(language ?? 'en').slice(0, 2)] ?? phrases['en']!);

export const colleagueSays = (language: string | null, chance: Chance): string => said(OURS, language, chance);
export const customerSays = (language: string | null, chance: Chance): string => said(THEIRS, language, chance);
