import type { Entry } from '../entry.ts';

/** Everything in an entry that a person could look for, in the order in which a snippet is taken from it. */
export function partsOf(entry: Entry): string[] {
  const parts = [entry.text];
  if (entry.kind === 'email') {
    const { subject, quoted, signature, from, to, cc } = entry.email;
    parts.push(subject, quoted ?? '', signature ?? '', from, ...to, ...cc);
  }
  if (entry.kind === 'call') {
    const { wrapUp, turns, number, agentName, queueName } = entry.call;
    parts.push(wrapUp ?? '', ...turns.map(turn => turn.text), number ?? '', agentName ?? '', queueName ?? '');
  }
  if (entry.kind === 'event') parts.push(entry.event.detail ?? '');
  parts.push(...entry.attachments.map(attachment => attachment.name), entry.author.name, entry.author.address ?? '');
  return parts.filter(part => part !== '');
}
