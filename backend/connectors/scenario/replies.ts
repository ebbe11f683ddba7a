// Colleagues write to customers, and customers write back to whoever really reached them.
import type { Entry } from '../../../shared/domain/entry.ts';
import { replyWays } from '../../../shared/domain/reply-ways.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { CustomerGrant } from '../../../shared/contract/wire.ts';
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import type { Mail } from '../outlet.ts';
import { colleagueSays, customerSays } from './answers.ts';
import { isPlayed } from './cast.ts';
import { between } from './chance.ts';
import { liveId, send, type Stage } from './stage.ts';

const log = logger('scenario');
const ANSWER_AFTER = [6_000, 20_000] as const;
/** To an agent at a desk a customer answers so often in one conversation; to a colleague once, and not always. */
const ANSWERS = 2;
const ANSWERS_COLLEAGUE = 0.4;

/** A colleague answers the newest words of that conversation. */
export async function replyTo(stage: Stage, agentId: string, item: WorkItem): Promise<void> {
  const { services, db } = stage.backend;
  const grant = await services.grantOf(db, item.customerId);
  const interaction = grant?.interactions.find(({ id }) => id === item.interactionId);
  if (!grant || !interaction) return;
  const asked = newestIn(grant, item.interactionId);
  const [way] = replyWays([interaction], grant.entries, grant.customer.identities);
  if (!way) return;
  const { target } = way;
  const text =
    stage.talks.get(item.id)?.reply ?? colleagueSays(asked?.language ?? grant.customer.language, stage.chance);
  const said = { workItemId: item.id, epoch: item.epoch, customerId: item.customerId, subject: null, text, target };
  const writtenAt = Date.now();
  const reply = await services.runCommand(agentId, {
    id: uuidv7(),
    kind: 'reply.send',
    params: { ...said, writtenAt },
  });
  if (!reply.ok) log.warn('reply.refused', { workItemId: item.id, code: reply.code });
}

const newestIn = ({ entries }: CustomerGrant, interactionId: string): Entry | undefined =>
  entries.findLast(entry => entry.interactionId === interactionId && entry.direction === 'in');

/** Our words have reached somebody: after a while they may answer. */
export function heard(stage: Stage, mail: Mail, now: number): void {
  const at = now + between(stage.chance, ANSWER_AFTER);
  const byDesk = mail.agentId !== null && !isPlayed(stage, mail.agentId);
  if (!byDesk && stage.chance() > ANSWERS_COLLEAGUE) return;
  stage.later.push({ at, run: () => answer(stage, mail, byDesk ? ANSWERS : 1) });
}

async function answer(stage: Stage, mail: Mail, most: number): Promise<void> {
  const { services, db } = stage.backend;
  const grant = await services.grantOf(db, mail.customerId);
  const ours = grant?.entries.find(({ id }) => id === mail.entryId);
  if (!grant || !ours?.interactionId) return;
  const before = stage.answered.get(ours.interactionId) ?? 0;
  // A mail that answers a form begins a conversation: what it answers is in another.
  const theirs = newestIn(grant, ours.interactionId) ?? grant.entries.find(({ id }) => id === ours.replyTo);
  // They wrote again meanwhile, or it is nobody of this story.
  if (before >= most || !theirs || theirs.at > mail.at) return;
  const said = sentAs(stage, theirs);
  if (!said) return;
  stage.answered.set(ours.interactionId, before + 1);
  const written = before === 0 ? [...stage.talks.values()].find(talk => talk.text === theirs.text)?.thanks : undefined;
  const text = written ?? customerSays(theirs.language ?? grant.customer.language, stage.chance);
  const workItemId = await send(stage, answerRecord(said, liveId(stage), text, ours));
  log.info('customer.answered', { customerId: mail.customerId, entryId: mail.entryId, workItemId });
}

type Spoken = Extract<IntakeInput, { type: 'post' | 'message' | 'email' }>;

/** The record this entry came from: of the same channel, with the same words. */
function sentAs(stage: Stage, entry: Entry): Spoken | undefined {
  const fits = (record: IntakeInput): record is Spoken =>
    (record.type === 'post' || record.type === 'message' || record.type === 'email') &&
    record.channel === entry.channel &&
    record.text === entry.text &&
    record.direction !== 'out';
  return stage.sent.findLast(fits);
}

function answerRecord(said: Spoken, externalId: string, text: string, ours: Entry): IntakeInput {
  const { source, party, handle, thread, language } = said;
  const written = { source, externalId, party, handle, thread, language, text };
  if (said.type === 'post') return { type: 'post', channel: said.channel, ...written };
  const messageId = `<${externalId.replaceAll('/', '.')}@mail.example>`;
  if (said.type === 'message') {
    if (ours.kind !== 'email') return { type: 'message', channel: said.channel, ...written };
    const { subject: mailSubject, messageId: answered } = ours.email;
    const by = { ...written, handle: ours.handle ?? undefined, thread: undefined };
    return { type: 'email', ...by, mailSubject, messageId, inReplyTo: answered ?? undefined };
  }
  const subject = said.mailSubject ?? '';
  const mailSubject = subject.startsWith('Re: ') ? subject : `Re: ${subject}`;
  const references = said.messageId ? [said.messageId] : [];
  return { type: 'email', ...written, mailSubject, references, messageId, signature: said.signature };
}
