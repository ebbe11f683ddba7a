import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../../shared/domain/primitives.ts';
import {
  FILE_PART_BYTES,
  fileRuleOf,
  MAX_OUT_BYTES,
  MAX_OUT_FILES,
  partBytes,
  partsOfFile,
  saidType,
  whyNoFiles,
} from '../../../shared/domain/writing/files.ts';
import { provenType } from '../../../shared/domain/media-type.ts';

const file = (name: string, size = 10, type: string | null = null) => ({ name, size, type });
const byMail = (...files: ReturnType<typeof file>[]) => whyNoFiles(files, 'email', 'private')?.why ?? null;

describe('by mail', () => {
  test.each([
    ['a document', file('booking.pdf', 10, 'application/pdf'), null],
    ['the largest there may be', file('a.bin', MAX_OUT_BYTES), null],
    ['a byte more', file('a.bin', MAX_OUT_BYTES + 1), 'too-large'],
    ['nothing', file('a.txt', 0), 'empty'],
    ['a program', file('setup.exe'), 'runs'],
    ['a program behind another ending', file('invoice.pdf.scr'), 'runs'],
    ['a script', file('run.PS1'), 'runs'],
    ['a page', file('index.html'), 'runs'],
    ['a picture that is a page', file('logo.svg'), 'runs'],
    ['words with macros', file('letter.docm'), 'runs'],
    ['a program that calls itself a text', file('a.txt', 10, 'application/x-msdownload'), 'runs'],
    ['a picture that calls itself a document', file('a.pdf', 10, 'image/png'), 'differs'],
    ['what proves nothing and calls itself a document', file('a.pdf', 10, ''), 'differs'],
    ['words', file('letter.docx', 10, 'application/zip'), null],
  ])('%s', (_what, one, why) => expect(byMail(one)).toBe(why));

  test('as many as a mail may have, and so many bytes together; the one that is too much is named', () => {
    const half = MAX_OUT_BYTES / 2;
    expect(byMail(...Array.from({ length: MAX_OUT_FILES }, () => file('a.txt')))).toBeNull();
    expect(byMail(...Array.from({ length: MAX_OUT_FILES + 1 }, () => file('a.txt')))).toBe('too-many');
    expect(byMail(file('a', half), file('b', half))).toBeNull();
    expect(whyNoFiles([file('a', half), file('b', half), file('c', 1)], 'email', 'private')).toEqual({
      why: 'too-much',
      name: 'c',
    });
  });
});

test('mail alone takes files; where none are, every channel is content', () => {
  const takes = CHANNELS.flatMap(channel =>
    (['public', 'private', 'internal'] as const).map(audience => ({ channel, audience })),
  ).filter(({ channel, audience }) => fileRuleOf(channel, audience) !== null);
  expect(takes).toEqual([{ channel: 'email', audience: 'private' }]);
  expect(whyNoFiles([file('a.pdf')], 'x', 'public')).toEqual({ why: 'no-files', name: 'a.pdf' });
  for (const channel of CHANNELS) expect(whyNoFiles([], channel, 'public')).toBeNull();
});

test('the parts of a file are its bytes, and none is larger than a part', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MAX_OUT_BYTES }), size => {
      const parts = Array.from({ length: partsOfFile(size) }, (_, place) => partBytes(size, place));
      expect(parts.reduce((sum, bytes) => sum + bytes, 0)).toBe(size);
      expect(parts.every(bytes => bytes > 0 && bytes <= FILE_PART_BYTES)).toBe(true);
      expect(partBytes(size, parts.length)).toBe(0);
    }),
  );
});

test.each([
  ['application/PDF ', 'application/pdf'],
  ['text/html', 'application/octet-stream'],
  ['message/rfc822', 'application/octet-stream'],
  ['multipart/mixed; boundary=x', 'application/octet-stream'],
  ['text/plain\r\nBcc: all@x.example', 'application/octet-stream'],
  ['', 'application/octet-stream'],
])('a type that is said as %j goes out as %s', (said, type) => expect(saidType(said)).toBe(type));

test('first bytes prove a type or say nothing, however few there are', () => {
  expect(provenType(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
  expect(provenType(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe('image/png');
  expect(provenType(Buffer.from('MZ'))).toBe('application/x-msdownload');
  expect(provenType(Buffer.from('words'))).toBeNull();
  expect(provenType(new Uint8Array())).toBeNull();
});
