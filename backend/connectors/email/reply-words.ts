// How mail programs announce what they quote, line by line. Every pattern is tried on at most a few hundred characters
// and has no nested repetition, so the cost is linear in the mail (X23).

const VERBS =
  'wrote|writes|said|schrieb|a écrit|écrit|escribió|ha scritto|scritto|escreveu|schreef|geschreven|skrev|skrifaði|kirjoitti|napisał(?:\\(a\\))?|napisała|pisze|napsal(?:\\(a\\))?|napísal|írta|a scris|yazdı|написала?|пишет|писал|έγραψε|כתב|كتب|写道|寫道|작성|님이 작성|のメッセージ|viết';

/** Longest text that may still announce a quote. UTF-16 units. */
export const MAX_ANNOUNCEMENT = 600;

const ENDS_IN_VERB = new RegExp(`(?:\\b|\\s|^|\\))(?:${VERBS})\\s?(?:[:：]|-{1,12}|)\\s?-{0,12}$`, 'iu');
const VERB_THEN_WHO = new RegExp(`\\s(?:${VERBS})\\s.{1,300}[:：]$`, 'iu');
const STARTS_LIKE_ONE =
  /^(?:(?:on|at|le|el|il|em|am|op|den|dnia|w dniu|pe|dne|ma|ti|ke|to|la|su|vào|in data|в|ср|пн|вт|чт|пт|сб|вс|στις|ב|في|(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)[a-zæøåéö]{0,7}[.,]{0,2})\s|[在于於]|\d{1,4}(?:[-/.年:]\d|\.? [\p{L}]))/iu;
const DATE_THEN_WHO =
  /^\d{4}[-/]\d{1,2}[-/]\d{1,2}[ ,].{0,300}(?:<[^<>]{3,200}@[^<>]{3,200}>:?|GMT[+-]\d\d:?\d\d .{1,100})$/u;
/** Yandex and Russian Gmail leave the verb out: `26.06.2014, 14:41, "Name" <a@x.example>:`. */
const TIME_THEN_WHO = /\d{1,2}[:.]\d\d.{0,200}[<[(][^<>]{0,200}@[^<>]{1,200}[>\])]\s?[:：]$/u;
const MAILBOX = /[<[(][^<>]{0,200}@[^<>]{1,200}[>\])]/u;

const unmarked = (text: string): string => text.replace(/^[\s>*_-]{1,40}/, '').replace(/[\s*_]{1,40}$/, '');

/** Could this line be the first of a wrapped announcement? */
export const startsAnnouncement = (line: string): boolean => STARTS_LIKE_ONE.test(unmarked(line.slice(0, 120)));

/** `On DATE, NAME wrote:` in the languages mail programs speak. `text` is one line, or several joined by blanks. */
export function announcesQuote(text: string): boolean {
  if (text.length > MAX_ANNOUNCEMENT) return false;
  const plain = unmarked(text);
  if (DATE_THEN_WHO.test(plain)) return true;
  if (STARTS_LIKE_ONE.test(plain) && TIME_THEN_WHO.test(plain)) return true;
  if (!/\d/.test(plain) && !MAILBOX.test(plain)) return false;
  if (!STARTS_LIKE_ONE.test(plain) && !MAILBOX.test(plain)) return false;
  return ENDS_IN_VERB.test(plain) || VERB_THEN_WHO.test(plain);
}

const RULED =
  /^[\s>*_]{0,20}-{2,40}\s?(?:original message|forwarded message|message transféré|message d['’]origine|ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|oprindelig besked|oprindelig meddelelse|ursprungligt meddelande|opprinnelig melding|alkuperäinen viesti|původní zpráva|wiadomość oryginalna|исходное сообщение|пересланное сообщение|原始邮件|転送メッセージ)\s?[-*]{2,40}/iu;
const FORWARDS =
  /^[\s>*_]{0,20}(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|início da mensagem reencaminhada|inizio messaggio inoltrato|begin doorgestuurd bericht|ursprüngliche nachricht)\s?[:：]?\s{0,5}$/iu;

/** `----- Original Message -----`, `Begin forwarded message:` and their translations. */
export const announcesOriginal = (line: string): boolean =>
  line.length < 200 && (RULED.test(line) || FORWARDS.test(line));

const FROM =
  /^[\s>*_]{0,20}(?:from|von|de|da|van|från|fra|od|lähettäjä|от|from|feladó|kimden|发件人|寄件者|差出人|보낸 사람)[*_]{0,2}\s?[:：]/iu;
const HEADER =
  /^[\s>*_]{0,20}(?:from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments|von|gesendet|datum|an|kopie|betreff|antwort an|de|envoyé|à|objet|répondre à|enviado|fecha|para|asunto|da|risposta|data|a|inviato|oggetto|van|verzonden|aan|onderwerp|från|skickat|till|ämne|fra|sendt|til|emne|od|wysłano|do|temat|от|кому|дата|тема|enviada|assunto|发件人|发送时间|收件人|抄送|主题)[*_]{0,2}\s?[:：]/iu;

export const isFrom = (line: string): boolean => FROM.test(line.slice(0, 80));
export const isHeader = (line: string): boolean => HEADER.test(line.slice(0, 80));

const DEVICE =
  /^[\s<(*_]{0,10}(?:sent (?:from|via|with|by|using)\b|(?:\S{1,30} )?from (?:my )?(?:mobile|iphone|ipad|android|phone)\b|via mobile$|get (?:\[?outlook\b|bluemail)|envoyé (?:depuis|de mon|à partir)|télécharger outlook|von mein\S{0,3} .{1,60}gesendet|gesendet (?:von|mit)|diese nachricht wurde von .{1,60}gesendet|von .{1,60} gesendet$|holen sie sich outlook|sendt fra|skickat från|lähetetty |inviato da|scarica outlook|enviado (?:desde|do|a partir|de)\b|obtener outlook|verzonden (?:vanaf|met)|verstuurd vanaf|wysłan[eo] z|отправлено (?:с|из)|從我的 .{1,40}傳送|发自我的|iphoneから送信|iphone から送信)/iu;
export const isDeviceLine = (line: string): boolean => line.length < 160 && DEVICE.test(line);

const SIGN_OFF =
  /^\s{0,10}(?:(?:best|kind|warm|kindest|warmest|many)? ?regards|best wishes|best|cheers|sincerely|(?:yours|very) (?:sincerely|truly|faithfully)|sincerely yours|thanks(?: and regards| in advance)?|many thanks|thank you|mit (?:freundlich\S{1,3}|besten|herzlichen|lieben) gr(?:ü|ue)(?:ß|ss)(?:en)?|(?:freundliche|viele|beste|liebe|schöne|herzliche) gr(?:ü|ue)(?:ß|ss)e|mfg|gr(?:ü|ue)(?:ß|ss)e|(?:bien |très )?cordialement|bien à vous|salutations(?: distinguées)?|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|saluti|met vriendelijke groeten?|groeten|med vänliga hälsningar|(?:med )?venlig hilsen|mvh|atenciosamente|pozdrawiam|с уважением)[\s,.!;]{0,5}(?:from .{1,40})?$/iu;
export const isSignOff = (line: string): boolean => line.length < 60 && SIGN_OFF.test(line);

/** A rule drawn with one kind of character, or the two dashes of RFC 3676. */
const RULE = /^\s{0,20}(?:-{2,80}|—{1,5}|–{2,5}|_{2,80}|\*{3,80}|#{3,80}|~{2,80}|={2,80}|\+{2,80}|ᐧ)\s{0,20}$/u;
export const isRule = (line: string): boolean => line.length < 120 && RULE.test(line);
/** Drawn so long that under a line of text it underlines it, as in a table. */
export const isUnderline = (line: string): boolean => isRule(line) && /^\s{0,20}[-=*#~+_]{5}/.test(line);
export const isSignatureMark = (line: string): boolean => /^-- ?$/.test(line);
