// The code of a case, while the agent gives it out: what the desk has, else what the backend is asked for.
import { create } from 'zustand';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import type { GivenCode } from '../../shared/domain/case-code.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { codeFailures } from '../text/codes.ts';
import { attempt } from './failures.ts';
import { dropCommand, outboxItems, useOutbox } from './outbox.ts';

export type Asked = { readonly customerId: string; readonly caseId: string };
type Codes = {
  /** The case whose code is on the screen. */
  readonly asked: Asked | null;
  /** Null: there is none; undefined: not read yet. */
  readonly code: GivenCode | null | undefined;
  /** The command that asks for one. */
  readonly commandId: string | null;
  /** Why it could not be asked for. */
  readonly fault: FaultCode | null;
};

const NOTHING: Codes = { asked: null, code: undefined, commandId: null, fault: null };
export const useCodes = create<Codes>()(() => NOTHING);
let stopListening = (): void => {};

/** The refusal of the command, once it is there. */
export const refusalOf =
  (commandId: string | null) =>
  (state: Parameters<typeof outboxItems>[0]): OutboxItem | undefined =>
    outboxItems(state).find(item => item.commandId === commandId && item.state === 'refused');

const read = async (asked: Asked): Promise<void> => {
  const code = await bridge.call('case.codeOf', asked);
  if (useCodes.getState().asked === asked) useCodes.setState({ code });
};

/** Shows the code of a case; where there is none that is good, one is asked for. */
export async function openCode(asked: Asked): Promise<void> {
  closeCode();
  useCodes.setState({ ...NOTHING, asked });
  stopListening = bridge.onPush(push => {
    if (push.topic === 'timeline' && push.customerId === asked.customerId)
      void attempt(codeFailures.read, () => read(asked));
  });
  if (!(await attempt(codeFailures.read, () => read(asked)))) return;
  if (useCodes.getState().asked === asked && useCodes.getState().code === null) await makeCode();
}

/** Asks the backend. Without a connection nothing is asked, and that is said. */
export async function makeCode(): Promise<void> {
  const { asked, commandId } = useCodes.getState();
  if (!asked) return;
  await dropRefused(commandId);
  useCodes.setState({ fault: null, commandId: null, code: null });
  try {
    const made = await bridge.call('case.code', asked);
    if (useCodes.getState().asked === asked) useCodes.setState({ commandId: made.commandId });
  } catch (error) {
    if (useCodes.getState().asked === asked) useCodes.setState({ fault: Fault.from(error).code });
  }
}

export function closeCode(): void {
  stopListening();
  stopListening = () => {};
  const { commandId } = useCodes.getState();
  useCodes.setState(NOTHING);
  void dropRefused(commandId);
}

/** It has been read here: no banner says it again. */
async function dropRefused(commandId: string | null): Promise<void> {
  if (commandId && refusalOf(commandId)(useOutbox.getState()))
    await attempt(codeFailures.read, () => dropCommand(commandId));
}
