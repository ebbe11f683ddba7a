import type { Identity } from '../../shared/domain/customer.ts';
import { dial, ownCall, useCall } from '../stores/call.ts';
import { connectionState, useConnection } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { callWaits, callWords } from '../text/call.ts';
import { IconButton } from '../ui/Button.tsx';

const RUNG: readonly Identity['channel'][] = ['voice', 'sms', 'whatsapp'];

type Props = { readonly customerId: string; readonly caseId: string | null; readonly identity: Identity };

/** Rings one of the customer's numbers about the case that is open; for agents who serve calls, one call at a time. */
export function CallBack({ customerId, caseId, identity: { channel, address, display } }: Props) {
  const serves = useSession(session => signedInAgent(session)?.channels.includes('voice') ?? false);
  const busy = useCall(ownCall) !== null;
  const state = useConnection(connectionState);
  if (!serves || caseId === null || !RUNG.includes(channel)) return null;
  return (
    <IconButton
      icon="call"
      label={callWords.callBack(display)}
      isDisabled={busy || state === null || callWaits[state] !== null}
      onPress={() => void attempt(callWords.dial, () => dial({ customerId, caseId, number: address }))}
    />
  );
}
