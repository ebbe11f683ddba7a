/** A promise that did not hold. `invariant`: its number, as in docs/reliability.md. */
export class Broken extends Error {
  readonly invariant: number;
  constructor(invariant: number, message: string) {
    super(message);
    this.invariant = invariant;
  }
}
