// What may leave the company, judged once more before it does: a desk may be old, wrong, or not ours.
import { channelNames } from '../../shared/domain/export/words.ts';
import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Interaction } from '../../shared/domain/case.ts';
import { blanksIn } from '../../shared/domain/writing/blanks.ts';
import { isRecipient } from '../../shared/domain/writing/mail.ts';
import { countOf, MAX_PARTS, ruleOf } from '../../shared/domain/writing/rules.ts';
import { threadOf } from '../../shared/domain/writing/thread.ts';
import { refuse } from './command.ts';

type Params = CommandOf<'reply.send'>['params'];
const SPOKEN_OR_INTERNAL: readonly Interaction['channel'][] = ['voice', 'internal', 'letter'];

/** The posts or the one message that these words become; refused where they cannot leave. */
export function partsOf(spoken: Interaction, params: Params, text: string): readonly string[] {
  checkPlace(spoken, params);
  if (!text.trim()) refuse('bad-input', 'There are no words in it.');
  checkBlanks([text, params.mail?.signature ?? '']);
  const rule = ruleOf(spoken.channel, spoken.audience);
  if (rule.threads && params.thread)
    return (
      threadOf(text, rule, params.thread) ?? refuse('too-large', `A thread has ${MAX_PARTS} posts at most. Shorten it.`)
    );
  const { over, limit } = countOf(spoken.channel, spoken.audience, text);
  if (over > 0)
    refuse('too-large', `${channelNames[spoken.channel]} takes ${limit} characters, and these are ${over} more.`);
  return [text];
}

function checkPlace(spoken: Interaction, { target, mail }: Params): void {
  if (SPOKEN_OR_INTERNAL.includes(spoken.channel))
    refuse('bad-input', `Nothing can be sent by ${channelNames[spoken.channel]}.`);
  if (target.channel !== spoken.channel || target.audience !== spoken.audience)
    refuse('bad-input', 'The conversation is not what this was written for. Choose where it goes, and send it again.');
  if (!mail || spoken.channel !== 'email') return;
  const wrong = [...mail.to, ...mail.cc].find(written => !isRecipient(written));
  if (wrong !== undefined) refuse('bad-input', `“${wrong.slice(0, 100)}” is no mail address.`);
  if (mail.to.length === 0) refuse('bad-input', 'Say to whom the mail goes.');
}

function checkBlanks(texts: readonly string[]): void {
  const [blank] = texts.flatMap(blanksIn);
  if (blank) refuse('bad-input', `“${blank.label}” is not filled in.`);
}
