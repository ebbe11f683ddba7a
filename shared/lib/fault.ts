/** The closed list of what can go wrong across a boundary. The screen keeps the words for each. */
export const FAULT_CODES = [
  'bad-input',
  'unauthenticated',
  'denied',
  'not-found',
  'expired',
  'conflict',
  'too-large',
  'upgrade-required',
  'retry',
  'offline',
  'not-kept',
  'internal',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** `message` is for the log and for a developer; the screen shows the words kept for `code`. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  static from(error: unknown): Fault {
    if (error instanceof Fault) return error;
    return new Fault('internal', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
