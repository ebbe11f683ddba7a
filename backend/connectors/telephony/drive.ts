// Lets whoever started this process play the customers of the simulated exchange, over the channel between the two.
import * as z from 'zod';
import { turnSchema } from '../../../shared/domain/entry.ts';
import type { Exchange } from './exchange.ts';

const ms = z.number().min(0);
const ringSchema = z.object({
  id: z.string().min(1).max(200).optional(),
  number: z.string().max(100).nullable(),
  line: z.string().max(100).default('+44 20 7946 0180'),
  queue: z.string().max(200).optional(),
  code: z.string().max(20).optional(),
  name: z.string().max(200).optional(),
  subject: z.string().max(200).optional(),
  recorded: z.boolean().optional(),
  patienceMs: ms.nullable().optional(),
  elsewhereMs: ms.nullable().optional(),
  talkMs: ms.nullable().optional(),
  dropMs: ms.nullable().optional(),
  turns: z.array(turnSchema).optional(),
});
const phoneSchema = z.object({
  does: z.enum(['answer', 'busy', 'no answer', 'failed']),
  afterMs: ms,
  talkMs: ms.nullable(),
});
const driveSchema = z.object({
  /** Given back with the answer. */
  drive: z.number().int(),
  what: z.discriminatedUnion('do', [
    z.object({ do: z.literal('ring'), ring: ringSchema }),
    z.object({ do: z.literal('hang up'), callId: z.string() }),
    z.object({ do: z.literal('drop'), callId: z.string(), who: z.enum(['customer', 'agent', 'other']) }),
    z.object({ do: z.literal('phone'), name: z.string(), phone: phoneSchema }),
    z.object({ do: z.literal('calls') }),
    z.object({ do: z.literal('heard') }),
  ]),
});
export type Drive = z.input<typeof driveSchema>['what'];

/** Left out and undefined are the same to the exchange. */
const given = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;

function answer(exchange: Exchange, what: z.output<typeof driveSchema>['what']): unknown {
  switch (what.do) {
    case 'ring':
      return exchange.ring(given(what.ring));
    case 'hang up':
      return exchange.hangUp(what.callId);
    case 'drop':
      return exchange.drop(what.callId, what.who);
    case 'phone':
      return exchange.phone(what.name, what.phone);
    case 'calls':
      return exchange.calls();
    case 'heard':
      return exchange.heard();
  }
}

/** Answers when the backend has taken in what happened. Only over a channel that the starter made; else it does nothing. */
export function driveExchange(exchange: Exchange): void {
  if (!process.send) return;
  process.on('message', raw => {
    const asked = driveSchema.safeParse(raw);
    if (!asked.success) return;
    const value = answer(exchange, asked.data.what) ?? null;
    void exchange.settled().then(() => process.send?.({ driven: asked.data.drive, value }));
  });
}
