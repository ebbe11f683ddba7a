import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endingOf, mayRun, safeFileName } from '../../shared/domain/file-name.ts';

describe('X17 names of files from outside', () => {
  test.each([
    ['booking.pdf', 'booking.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system32\\a.dll', 'a.dll'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['in\u200bvo\u2060i\u00adce\ufeff.pdf', 'invoice.pdf'],
    ['invoice.pdf.exe', 'invoice.pdf.exe'],
    ['invoice.pdf                                   .exe', 'invoice.pdf .exe'],
    ['report.pdf. . .', 'report.pdf'],
    ['a:b|c?.txt', 'a_b_c_.txt'],
    ['%2e%2e%2fx', '_2e_2e_2fx'],
    ['CON', '_CON'],
    ['aux.txt', '_aux.txt'],
    ['COM¹.pdf', '_COM¹.pdf'],
    ['...', 'attachment'],
    ['\u3164', 'attachment'],
    ['', 'attachment'],
    ['line\nbreak\0.txt', 'linebreak.txt'],
    [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(116)}.pdf`],
    ['Rechnung Größe.pdf', 'Rechnung Größe.pdf'],
  ])('%j becomes %j', (raw, safe) => expect(safeFileName(raw)).toBe(safe));

  test('whatever was sent, it is one name that leads nowhere, and safe twice is the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), raw => {
        const safe = safeFileName(raw);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe.length).toBeLessThanOrEqual(121);
        expect(safe).not.toMatch(/[/\\:"<>|?*\p{Cc}\p{Cf}]|^\.|[.\s]$/u);
        expect(safe.isWellFormed()).toBe(true);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });

  test('its last ending alone says whether it may run', () => {
    expect(['a.exe', 'a.pdf.EXE', 'a.svg', 'a.html', 'a.docm', 'a.lnk'].map(mayRun)).toEqual(Array(6).fill(true));
    expect(['a.pdf', 'a.exe.pdf', 'a', 'a.png'].map(mayRun)).toEqual(Array(4).fill(false));
    expect(endingOf('Invoice.PDF')).toBe('.pdf');
  });
});
