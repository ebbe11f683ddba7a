// Raw mails for tests, written out so that a test shows what it sends.

export const HEADERS = {
  From: 'Jane Doe <jane@post.example>',
  To: 'care@larkwing.example',
  Subject: 'Seat 14A',
  Date: 'Tue, 3 Apr 2012 16:23:59 +0400',
  'Message-ID': '<one@post.example>',
};

/** Headers of `HEADERS` unless replaced (undefined leaves one out), an empty line, the body. */
export function mail(
  headers: Readonly<Record<string, string | undefined>>,
  body: string | Uint8Array = 'Hello',
): Buffer {
  const lines = Object.entries({ ...HEADERS, ...headers }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
}
