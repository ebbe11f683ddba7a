import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import type { AuditNote, Origin } from './note.ts';

type About = Pick<AuditNote, 'kind' | 'what' | 'agentId' | 'about' | 'aboutAgent'>;

/** A refusal that belongs into the audit, whoever catches it. To the other side it is a fault like any other. */
export class Refused extends Fault {
  readonly audit: About;

  constructor(code: FaultCode, message: string, audit: About, options?: ErrorOptions) {
    super(code, message, options);
    this.audit = audit;
  }
}

/** Null: it is no matter of security. `asking`: who it is known to be; what the refusal says of that counts before it. */
export function noteOf(error: unknown, asking: Origin & { readonly agentId?: string | null }): AuditNote | null {
  return error instanceof Refused ? { ...asking, ...error.audit, outcome: error.code } : null;
}
