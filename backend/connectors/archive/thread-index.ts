// Which posts answer which: read once through a file, then asked for each post. Holds ids only, never text:
// about 150 bytes a post, so the largest public set (2.8 million) needs some 400 MB.

type Post = { readonly parent: number; readonly author: string; readonly inbound: boolean };

export class ThreadIndex {
  readonly #places = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #posts: (Post | undefined)[] = [];
  readonly #customers = new Map<number, string>();
  readonly #answers = new Map<number, string>();
  readonly #authors = new Map<string, string>();

  #place(id: string): number {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    this.#places.set(id, this.#ids.length);
    this.#ids.push(id);
    return this.#ids.length - 1;
  }

  /** Ids are text throughout: X's are larger than a JavaScript number can hold. */
  add(id: string, author: string, inbound: boolean, parentId: string): void {
    const place = this.#place(id);
    const shared = this.#authors.get(author) ?? author;
    this.#authors.set(shared, shared);
    const parent = parentId === '' ? -1 : this.#place(parentId);
    this.#posts[place] = { parent, author: shared, inbound };
    if (parent !== -1 && !inbound) this.#answers.set(parent, shared);
  }

  /** To be called once, after the last `add`: remembers each thread's first customer. */
  close(): void {
    this.#posts.forEach((post, place) => {
      if (!post?.inbound) return;
      const root = this.#root(place);
      if (!this.#customers.has(root) || place === root) this.#customers.set(root, post.author);
    });
  }

  #root(place: number): number {
    let at = place;
    // A chain longer than this is a loop in the data.
    for (let steps = 0; steps < 10_000; steps++) {
      const parent = this.#posts[at]?.parent ?? -1;
      if (parent === -1 || parent === place) return at;
      at = parent;
    }
    return at;
  }

  /** The oldest post that a thread is known to answer, even where the file lacks it; the same for all its posts. */
  rootOf(id: string): string {
    const place = this.#places.get(id);
    return place === undefined ? id : this.#ids[this.#root(place)]!;
  }

  #postOf(id: string): Post | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#posts[place];
  }

  /** Whom one of our posts is for: the customer it answers, directly or further up, else the thread's. */
  customerFor(id: string): string | null {
    let post = this.#postOf(id);
    for (let steps = 0; post !== undefined && post.parent !== -1 && steps < 10_000; steps++) {
      post = this.#posts[post.parent];
      if (post?.inbound) return post.author;
    }
    const place = this.#places.get(id);
    return place === undefined ? null : (this.#customers.get(this.#root(place)) ?? null);
  }

  /** Our account that answers a customer's post, or that it answers; null when the file holds neither. */
  brandFor(id: string): string | null {
    const place = this.#places.get(id);
    if (place === undefined) return null;
    const parent = this.#posts[this.#posts[place]?.parent ?? -1];
    return this.#answers.get(place) ?? (parent && !parent.inbound ? parent.author : null);
  }
}
