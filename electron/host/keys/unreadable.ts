/** The keys are there and cannot be had: what they seal must be left as it is. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}
