import type { Agent } from '../../shared/domain/work.ts';
import type { Scope } from './rights.ts';

/** Who asks beyond their desk, and what they may see. */
export type Reviewer = { readonly agentId: string; readonly role: Agent['role']; readonly scope: Scope };
