import PostalMime from 'postal-mime';
import type { Email, PostalMimeOptions } from 'postal-mime';
import { charsetHint, judgeCharset, withReadableHeaders } from './charset.ts';

/** What we touch of the parser's tree; postal-mime is pinned, and a test fails if these names change. */
type Node = {
  content: ArrayBuffer | null;
  contentType: { parsed: { value: string; params: Record<string, string> } };
};
type Inside = {
  parse(raw: Uint8Array): Promise<Email>;
  collectNode(node: Node, alternative: unknown, related: boolean): Promise<void>;
};
const Parser = PostalMime as unknown as new (options?: PostalMimeOptions) => Inside;

/** Corrects a text part's charset by its own bytes just before the parser decodes it. */
class CarefulParser extends Parser {
  readonly #hint: string | null;

  constructor(hint: string | null) {
    super({ maxNestingDepth: 100, maxHeadersSize: 4 * 1024 * 1024, maxRfc822NestingDepth: 5 });
    this.#hint = hint;
  }

  override async collectNode(node: Node, alternative: unknown, related: boolean): Promise<void> {
    const { value, params } = node.contentType.parsed;
    if (node.content && (value === 'text/plain' || value === 'text/html')) {
      params['charset'] = judgeCharset(new Uint8Array(node.content), params['charset'] ?? '', this.#hint);
    }
    await super.collectNode(node, alternative, related);
  }
}

/**
 * Takes a raw mail apart. Nothing is fetched: remote images stay addresses.
 * @throws when the mail is nested deeper, or its headers are longer, than any real mail
 */
export async function parseMime(raw: Uint8Array): Promise<Email> {
  return new CarefulParser(charsetHint(raw)).parse(withReadableHeaders(raw));
}
