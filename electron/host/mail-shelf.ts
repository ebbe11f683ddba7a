// Mails on their way into their frames. The page hands over what it has cleaned; the frame loads it as a document of its
// own, under a policy that the page does not have and cannot loosen.
import { randomBytes } from 'node:crypto';
import { mailHeaders } from './policy.ts';

export type ShownMail = { readonly body: Buffer<ArrayBuffer>; readonly headers: Readonly<Record<string, string>> };

/** Frames that a screen shows at once are fewer; a frame whose mail has gone asks the page again when it is opened. */
const MAX_MAILS = 24;
const PREFIX = '/mail/';

export type MailShelf = ReturnType<typeof mailShelf>;

export function mailShelf() {
  const mails = new Map<string, ShownMail>();
  return {
    /** The path at which the frame finds it; nobody can guess it. */
    put(html: string, withPictures: boolean): string {
      const path = `${PREFIX}${randomBytes(24).toString('base64url')}`;
      mails.set(path, { body: Buffer.from(html), headers: mailHeaders(withPictures) });
      while (mails.size > MAX_MAILS) mails.delete([...mails.keys()][0]!);
      return path;
    },
    at: (path: string): ShownMail | null => mails.get(path) ?? null,
  };
}

export const isMailPath = (path: string): boolean => path.startsWith(PREFIX);
