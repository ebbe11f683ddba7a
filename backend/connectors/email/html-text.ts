// HTML mail to readable text, in one pass over tokens: no tree, no recursion, no stack, so depth cannot hurt.
import { Tokenizer } from 'htmlparser2';

/** UTF-16 units of HTML that are read; the rest is left out and the mail marked `truncated`. */
export const MAX_HTML_READ = 4_000_000;

const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre'.split(' '));
const LINES = new Set(
  'div tr li dt dd section article header footer address fieldset form center figure main nav aside caption'.split(' '),
);
const SILENT = new Set('head script style title template noscript object svg math'.split(' '));
const MAX_MARKS = 8;

/** Collects lines; blanks collapse as a browser collapses them. */
class Lines {
  readonly #done: string[] = [];
  #line: string[] = [];
  #lineIsEmpty = true;
  #gap = false;
  #blank = 0;
  depth = 0;
  pre = 0;

  text(chunk: string): void {
    if (this.pre > 0) return this.#preformatted(chunk);
    const words = chunk.replace(/[\s\u00a0]+/g, ' ');
    if (words === ' ' || words === '') {
      this.#gap ||= words === ' ';
      return;
    }
    this.#put(words.startsWith(' ') || this.#gap ? ` ${words.trimStart()}` : words);
  }

  #preformatted(chunk: string): void {
    chunk.split('\n').forEach((part, index) => {
      if (index > 0) this.break(1);
      if (part !== '') this.#put(part);
    });
  }

  #put(words: string): void {
    const shown = this.#lineIsEmpty && this.pre === 0 ? words.trimStart() : words;
    this.#gap = shown.endsWith(' ');
    this.#line.push(this.#gap && this.pre === 0 ? shown.slice(0, -1) : shown);
    this.#lineIsEmpty &&= shown.trim() === '';
  }

  /** Ends the line; `soft` only if something stands in it, and never more than one empty line in a row. */
  break(empty: number, soft = false): void {
    if (!this.#lineIsEmpty || (!soft && this.#done.length > 0)) {
      const marks = Math.min(this.depth, MAX_MARKS);
      if (!this.#lineIsEmpty) this.#blank = 0;
      else this.#blank += 1;
      if (this.#blank <= 1)
        this.#done.push(marks > 0 ? `${'>'.repeat(marks)} ${this.#line.join('')}` : this.#line.join(''));
    }
    this.#line = [];
    this.#lineIsEmpty = true;
    this.#gap = false;
    if (empty > 1 && this.#done.length > 0 && this.#blank === 0) {
      this.#blank = 1;
      this.#done.push(this.depth > 0 ? '>'.repeat(Math.min(this.depth, MAX_MARKS)) : '');
    }
  }

  end(): string {
    this.break(1, true);
    return this.#done.join('\n').trim();
  }
}

/** What one pass knows at any moment: the open tag, its attributes, how deep we are in what is not shown. */
class Reader {
  readonly lines = new Lines();
  #silent = 0;
  #tag = '';
  #attribute = '';
  #value: string[] = [];
  #alt = '';

  open(name: string): void {
    this.#tag = name.toLowerCase();
    this.#alt = '';
  }

  attribute(name: string): void {
    this.#attribute = name.toLowerCase();
    this.#value = [];
  }

  value(text: string): void {
    if (this.#attribute === 'alt') this.#value.push(text);
  }

  attributeEnded(): void {
    if (this.#attribute === 'alt') this.#alt = this.#value.join('').trim();
  }

  opened(): void {
    const tag = this.#tag;
    if (SILENT.has(tag)) this.#silent += 1;
    // Mail without a closing </head> would otherwise be silent to its end.
    if (tag === 'body') this.#silent = 0;
    if (this.#silent > 0) return;
    if (PARAGRAPHS.has(tag)) this.lines.break(2, true);
    else if (LINES.has(tag)) this.lines.break(1, true);
    if (tag === 'br') this.lines.break(1);
    if (tag === 'hr') this.#rule();
    if (tag === 'li') this.lines.text('- ');
    if (tag === 'td' || tag === 'th') this.lines.text(' ');
    if (tag === 'img' && this.#alt !== '') this.lines.text(`[${this.#alt}]`);
    if (tag === 'blockquote') this.lines.depth += 1;
    if (tag === 'pre') this.lines.pre += 1;
  }

  #rule(): void {
    this.lines.break(1, true);
    this.lines.text('________________________________');
    this.lines.break(1, true);
  }

  closed(name: string): void {
    const tag = name.toLowerCase();
    if (SILENT.has(tag)) this.#silent = Math.max(0, this.#silent - 1);
    if (this.#silent > 0) return;
    if (tag === 'pre') this.lines.pre = Math.max(0, this.lines.pre - 1);
    if (tag === 'blockquote') {
      this.lines.break(1, true);
      this.lines.depth = Math.max(0, this.lines.depth - 1);
    }
    if (PARAGRAPHS.has(tag)) this.lines.break(2, true);
    else if (LINES.has(tag)) this.lines.break(1, true);
  }

  text(chunk: string): void {
    if (this.#silent === 0) this.lines.text(chunk);
  }
}

const nothing = (): void => undefined;

/** Readable text of an HTML mail; quoted blocks (`blockquote`) become lines that start with `>`. Linear in its length. */
export function htmlToText(html: string): string {
  const source = html.slice(0, MAX_HTML_READ);
  const reader = new Reader();
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (start, end) => reader.open(source.slice(start, end)),
      onattribname: (start, end) => reader.attribute(source.slice(start, end)),
      onattribdata: (start, end) => reader.value(source.slice(start, end)),
      onattribentity: code => reader.value(String.fromCodePoint(code)),
      onattribend: () => reader.attributeEnded(),
      onopentagend: () => reader.opened(),
      onselfclosingtag: () => reader.opened(),
      onclosetag: (start, end) => reader.closed(source.slice(start, end)),
      ontext: (start, end) => reader.text(source.slice(start, end)),
      ontextentity: code => reader.text(String.fromCodePoint(code)),
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onprocessinginstruction: nothing,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return reader.lines.end();
}
