import { describe, expect, test } from 'vitest';
import { outsideLink } from '../../shared/domain/link.ts';

describe('X4 links that may leave the desk', () => {
  test.each([
    'file:///etc/passwd',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    '\\\\server\\share',
    '//server/share',
    'vbscript:x',
    'blob:https://a.example/1',
    'constructor:x',
    '',
    'mailto:',
    'https://',
  ])('%j is refused', url => {
    expect(outsideLink(url)).toBeNull();
  });

  test('a name before the @ does not hide the real host, and is not sent', () => {
    expect(outsideLink('https://bank.example@evil.example/login')).toEqual({
      url: 'https://evil.example/login',
      scheme: 'https',
      target: 'evil.example',
      looksForged: true,
    });
  });

  test('letters of another script are shown as punycode', () => {
    expect(outsideLink('https://аpple.example/')).toMatchObject({ target: 'xn--pple-43d.example', looksForged: true });
  });

  test('right-to-left marks are encoded away or refused, never shown', () => {
    expect(outsideLink('https://shop.example/\u202Egnp.exe')?.url).toBe('https://shop.example/%E2%80%AEgnp.exe');
    expect(outsideLink('https://shop\u202E.example/')?.target ?? '').not.toMatch(/\u202E/);
    expect(outsideLink('mailto:\u202Emoc.live@a.example')?.target).not.toMatch(/\u202E/);
  });

  test('a plain address, number and page are opened as they are', () => {
    expect(outsideLink('mailto:care+one@larkwing.example')).toMatchObject({ target: 'care+one@larkwing.example' });
    expect(outsideLink('tel:+442079460123')).toMatchObject({ scheme: 'tel', target: '+442079460123' });
    expect(outsideLink('http://larkwing.example:8080/a?b=c#d')).toEqual({
      url: 'http://larkwing.example:8080/a?b=c#d',
      scheme: 'http',
      target: 'larkwing.example:8080',
      looksForged: false,
    });
  });

  test('a mail link cannot attach a file', () => {
    expect(outsideLink('mailto:a@b.example?subject=Hi%20you&attach=/etc/passwd')?.url).toBe(
      'mailto:a@b.example?subject=Hi%20you',
    );
  });
});
