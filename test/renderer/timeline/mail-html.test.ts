// The same cases run in a real Chromium in test/e2e; here they are quick to break.
import { expect, test } from 'vitest';
import { cutTags, MAX_TAGS } from '../../../renderer/timeline/mail-cut.ts';
import { cleanMail, frameDocument, MAX_DEPTH } from '../../../renderer/timeline/mail-html.ts';
import { HOSTILE_MAIL, TRACKING_MAIL } from './hostile-mail.ts';

const ADDRESSES = new Set(['src', 'srcset', 'href', 'background', 'poster', 'data', 'ping', 'action']);
const treeOf = (body: string) => new DOMParser().parseFromString(frameDocument(body, false), 'text/html');

test.each(HOSTILE_MAIL)('X1: %s runs nothing, and its words stay', (_name, html) => {
  const { body } = cleanMail(`<p>Words that stay</p>${html}`);
  const tree = treeOf(body);
  expect(tree.body.textContent).toContain('Words that stay');
  for (const element of tree.body.querySelectorAll('*')) {
    expect(element.namespaceURI).toBe('http://www.w3.org/1999/xhtml');
    expect(['SCRIPT', 'STYLE', 'SVG', 'MATH', 'IFRAME', 'OBJECT', 'EMBED', 'FORM', 'INPUT', 'BASE', 'META', 'LINK']).not.toContain(
      element.tagName,
    ); // prettier-ignore
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^id$|^name$|^href$|^srcdoc$|^xlink/i);
  }
});

test.each(TRACKING_MAIL)('X3: %s names no address', (_name, html) => {
  const { body } = cleanMail(html);
  const tree = treeOf(body);
  const attributes = [...tree.body.querySelectorAll('*')].flatMap(element => [...element.attributes]);
  const named = attributes.filter(({ name }) => ADDRESSES.has(name)).map(({ value }) => value);
  expect(named.filter(value => value !== '')).toEqual([]);
  const styles = attributes.filter(({ name }) => name === 'style').map(({ value }) => value);
  expect(styles.filter(value => /url|track|@|\\/i.test(value))).toEqual([]);
});

test('pictures are counted before they are asked for, and keep their place', () => {
  const html =
    '<img src="https://a.example/1.png" alt="One"><img src="//a.example/2"><img src="cid:3"><img src="data:image/png;base64,AAAA">';
  const blocked = cleanMail(html);
  expect(blocked.pictures).toEqual(['https://a.example/1.png', 'https://a.example/2']);
  expect(blocked.body).not.toContain('a.example');
  expect(blocked.body).toContain('alt="One"');
  expect(blocked.body).toContain('data:image/png');
  expect(cleanMail(html, true).body).toContain('src="https://a.example/1.png"');
});

test('a picture without encryption is asked for with it', () => {
  expect(cleanMail('<img src="http://a.example/1.png">').pictures).toEqual(['https://a.example/1.png']);
});

test('a data address that is not a picture goes', () => {
  expect(cleanMail('<img src="data:image/svg+xml;base64,AAAA"><img src="data:text/html,x">').body).not.toContain(
    'data:',
  );
});

test('links are listed with where they lead, and lead nowhere in the frame', () => {
  const mail = cleanMail(
    '<a href="https://evil.example/login" target=_top ping=//x>www.bank.example</a> <a href="#top">up</a>',
  );
  expect(mail.body).toContain('<a>www.bank.example</a>');
  expect(mail.links).toHaveLength(1);
  expect(mail.links[0]).toMatchObject({
    text: 'www.bank.example',
    link: { target: 'evil.example', doubts: ['differs'] },
  });
});

test('a link that may not be opened is listed as such', () => {
  expect(cleanMail('<a href="file:///etc/passwd">here</a>').links).toEqual([
    { text: 'here', raw: 'file:///etc/passwd', link: null },
  ]);
});

test('colours and sizes stay, whatever has an address or leaves its place goes', () => {
  const { body } = cleanMail('<p style="color:red;background:url(//t.example);position:fixed;font-size:12px">x</p>');
  expect(treeOf(body).querySelector('p')!.getAttribute('style')).toBe('color:red;font-size:12px');
});

test('words that look like a style are as they were written, and what is called like one put aside is none', () => {
  const { body } = cleanMail(
    '<p title="my STYLE=one" STYLE="color:red">A Style = b, style=c</p><foreword-aside-style>Gone</foreword-aside-style><p foreword-aside-onclick=x foreword-aside-style="background:url(//t.example)">d</p>',
  );
  const tree = treeOf(body);
  expect(tree.body.textContent).toBe('A Style = b, style=cGoned');
  expect([...tree.querySelector('p')!.attributes].map(({ name, value }) => [name, value])).toEqual(
    expect.arrayContaining([
      ['title', 'my STYLE=one'],
      ['style', 'color:red'],
    ]),
  );
  expect(body.endsWith('<p>d</p>')).toBe(true);
});

test('words behind a style sheet are there', () => {
  expect(treeOf(cleanMail('<p>One</p><style>p { color: red }</style><p>Two</p>').body).body.textContent).toBe('OneTwo');
});

test('F22: a mail nested 1,000 deep is flattened, and says so', () => {
  const mail = cleanMail(`${'<div>'.repeat(1_000)}Deep words${'</div>'.repeat(1_000)}`);
  expect(mail.cut).toBe(true);
  expect(mail.body).toContain('Deep words');
  let depth = 0;
  for (let at: Element | null = treeOf(mail.body).body.firstElementChild; at; at = at.firstElementChild) depth++;
  expect(depth).toBeLessThanOrEqual(MAX_DEPTH + 1);
});

test('F22: too many tags are cut before they are read', () => {
  const html = '<b>x</b>'.repeat(30_000);
  expect(cutTags(html, MAX_TAGS).html.split('<')).toHaveLength(MAX_TAGS + 1);
  expect(cleanMail(html).cut).toBe(true);
  expect(cleanMail('<p>short</p>').cut).toBe(false);
});

test('the frame allows no script, no address but data until pictures are agreed to', () => {
  expect(frameDocument('', false)).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:\"");
  expect(frameDocument('', true)).toContain('img-src data: https:"');
});

test.each([
  ['attributes', `<p ${Array.from({ length: 20_000 }, (_, i) => `a${i}=1`).join(' ')}>`],
  ['attributes parted by slashes', `<p ${'a/'.repeat(20_000)}>`],
  ['tags behind a false quote', `<p "${'<b>'.repeat(20_000)}">`],
  ['tags behind a bare bracket', `< "${'<b>'.repeat(20_000)}">`],
  ['tags within a comment', `<!-- ${'<b>'.repeat(20_000)} -->`],
])('F22: a flood of %s is cut before it is parsed', (_name, html) => {
  const cut = cutTags(`<i>x</i>${html}`, MAX_TAGS);
  expect(cut.cut).toBe(true);
  expect(new DOMParser().parseFromString(cut.html, 'text/html').querySelectorAll('*').length).toBeLessThanOrEqual(
    MAX_TAGS + 3,
  );
});

test('an ordinary mail is not cut, nor one with a large picture in it', () => {
  const picture = `<img src="data:image/png;base64,${'Aa+/'.repeat(20_000)}">`;
  const table = '<tr style="color: red; width: 10%"><td align=left>a &lt; b</td></tr>'.repeat(300);
  expect(cutTags(`<table>${table}</table>${picture} 1 < 2 "and so on"`, MAX_TAGS).cut).toBe(false);
});
