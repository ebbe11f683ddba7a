// Mail as its sender drew it. Everything here is hostile: the tree is cleaned by DOMPurify, cut to a size that cannot
// stall the desk (F22), emptied of addresses (X3), and shown in a frame without scripts and without an origin (X1).
import createPurifier, { type Config } from 'dompurify';
import { type Link, judgeLink } from './links.ts';
import { cutTags, MAX_TAGS } from './mail-cut.ts';

export type MailLink = { text: string; link: Link | null; raw: string };
export type MailHtml = {
  /** Inner HTML of the frame's body: no script, no link target, no address but `data:` pictures and those agreed to. */
  body: string;
  links: readonly MailLink[];
  /** https addresses of the pictures that are not part of the mail, in order. */
  pictures: readonly string[];
  /** Elements were left out because there were too many or too deep. */
  cut: boolean;
};

export const MAX_DEPTH = 40;
const MAX_LINKS = 200;
const MAX_PICTURES = 200;

/**
 * What a style is called while it is read. The page's own policy refuses inline styles and says so of each, in a tenth of a
 * millisecond: the mail of two thousand tags would hold the page up with that alone. Named back for the frame, which has them.
 */
const ASIDE = 'foreword-aside-';
const STYLE = `${ASIDE}style`;
/** Not the end of a `<style>`. In words as well, for they are named back the same way. */
const setStylesAside = (html: string): string => html.replace(/(?<=[\s"'/])(?<!<\/)(?=style[\s=/>])/gi, ASIDE);
const nameStylesBack = (html: string): string => html.replace(/(?<=[\s"'/])foreword-aside-(?=style[\s=/>])/gi, '');

const CONFIG: Config = {
  USE_PROFILES: { html: true },
  ADD_ATTR: [STYLE],
  ADD_URI_SAFE_ATTR: [STYLE],
  FORBID_TAGS: [
    'style', 'form', 'input', 'button', 'select', 'option', 'textarea', 'label', 'fieldset', 'legend', 'datalist', 'meter',
    'progress', 'output', 'video', 'audio', 'source', 'track', 'picture', 'map', 'area', 'dialog', 'details', 'summary',
    'template', 'slot', 'svg', 'math', 'base', 'link', 'meta', 'iframe', 'object', 'embed', 'marquee',
  ], // prettier-ignore
  FORBID_ATTR: [
    'srcset', 'sizes', 'background', 'ping', 'id', 'name', 'class', 'target', 'usemap', 'ismap', 'action', 'formaction',
    'tabindex', 'accesskey', 'autofocus', 'contenteditable', 'draggable', 'popover', 'popovertarget', 'is', 'part', 'slot', 'cite',
    'style', 'longdesc', 'poster', 'crossorigin', 'loading', 'lowsrc', 'dynsrc', 'integrity', 'nonce',
  ], // prettier-ignore
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM: true,
  SANITIZE_NAMED_PROPS: true,
};

/** Nothing in a style may name an address or leave the frame's flow; escapes could spell either, so they go too. */
const STYLE_REFUSED = /url|image|@|\\|expression|position|var\(|src\(|\/\*|content|cursor|behavior|mask|filter/i;
const cleanStyle = (style: string): string =>
  style
    .split(';')
    .filter(part => part.trim() !== '' && !STYLE_REFUSED.test(part))
    .join(';');

/** What lies deeper than `MAX_DEPTH` stays as its text. */
function flatten(root: Element): boolean {
  let cut = false;
  const walk: { node: Element; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = walk.pop(); next; next = walk.pop()) {
    for (let child = next.node.firstElementChild, after; child; child = after) {
      after = child.nextElementSibling;
      if (next.depth < MAX_DEPTH) walk.push({ node: child, depth: next.depth + 1 });
      else {
        child.replaceWith(child.textContent ?? '');
        cut = true;
      }
    }
  }
  return cut;
}

const REMOTE = /^\s*(?:https?:)?\/\//i;
const INLINE = /^data:image\/(?:png|jpeg|gif|webp|bmp);base64,[a-z0-9+/=\s]*$/i;

/** Pictures keep their place. Tracking pixels count as well: loading them tells the sender just the same. */
function takePictures(root: Element, load: boolean): string[] {
  const pictures: string[] = [];
  for (const image of root.querySelectorAll('img')) {
    image.setAttribute(STYLE, `${image.getAttribute(STYLE) ?? ''};max-width:100%;height:auto`);
    const source = image.getAttribute('src') ?? '';
    if (INLINE.test(source)) continue;
    image.removeAttribute('src');
    if (!REMOTE.test(source) || pictures.length >= MAX_PICTURES) continue;
    const address = source
      .trim()
      .replace(/^\/\//, 'https://')
      .replace(/^http:/i, 'https:');
    if (!judgeLink(address)) continue;
    pictures.push(address);
    if (load) image.setAttribute('src', address);
  }
  return pictures;
}

/** Keeps only what has no address: a list of what may stay is shorter than one of all that may load. */
function takeStyles(root: Element): void {
  for (const element of root.querySelectorAll(`[${STYLE}]`)) {
    const style = cleanStyle(element.getAttribute(STYLE) ?? '');
    if (style) element.setAttribute(STYLE, style);
    else element.removeAttribute(STYLE);
  }
}

/** Links become text; the frame cannot ask before it follows one, so they are listed below the mail instead. */
function emptyLinks(root: Element): void {
  for (const anchor of root.querySelectorAll('a')) {
    for (const { name } of Array.from(anchor.attributes))
      if (name !== STYLE && name !== 'dir') anchor.removeAttribute(name);
  }
}

const linkOf = (anchor: Element): MailLink => {
  const raw = (anchor.getAttribute('href') ?? '').trim();
  const text = (anchor.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 200);
  return { text, raw: raw.slice(0, 500), link: judgeLink(raw, text) };
};

/**
 * Cleans the HTML of a mail for `frameDocument`. Makes no request (X3). `withPictures`: the agent has agreed that the
 * sender is told. Tens of milliseconds at worst, whatever the mail holds (F22).
 */
export function cleanMail(raw: string, withPictures = false): MailHtml {
  const few = cutTags(raw, MAX_TAGS);
  // A purifier of its own: nobody else's hooks reach it.
  const purifier = createPurifier(window);
  const links: MailLink[] = [];
  purifier.addHook('beforeSanitizeAttributes', node => {
    const linked = node.nodeName === 'A' && (node.getAttribute('href') ?? '#').trim().startsWith('#') === false;
    if (linked && links.length < MAX_LINKS) links.push(linkOf(node));
  });
  const root = purifier.sanitize(setStylesAside(few.html), CONFIG) as unknown as Element;
  const deep = flatten(root);
  takeStyles(root);
  emptyLinks(root);
  const pictures = takePictures(root, withPictures);
  return { body: nameStylesBack(root.innerHTML), links, pictures, cut: few.cut || deep };
}

/**
 * Looks of the frame: mail is drawn for white paper, so it gets white paper in the dark theme too.
 */
const PAPER = 'color-scheme:light;background:#fff;color:#12181a;font:13px/1.45 system-ui,sans-serif';
const PAGE = 'margin:10px;overflow-wrap:anywhere';

/** The whole document, for the host to serve. Its policy stands beside the host's: both must allow what is loaded. */
export function frameDocument(body: string, withPictures: boolean): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:${withPictures ? ' https:' : ''}`;
  return (
    `<!doctype html><html style="${PAPER}"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer">` +
    `</head><body style="${PAGE}">${body}</body></html>`
  );
}
