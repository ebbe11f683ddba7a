import { Fault } from '../lib/fault.ts';
import { logger } from '../lib/log.ts';
import { type Handlers, type MethodName, methods, type Reply } from './bridge.ts';

const log = logger('bridge');

/** The one gate in front of the handlers: checks the name and the input; a fault becomes a value. */
export const serve =
  (handlers: Handlers) =>
  async (name: unknown, raw: unknown): Promise<Reply> => {
    try {
      if (typeof name !== 'string' || !Object.hasOwn(methods, name)) throw new Fault('bad-input', 'no such method');
      const known = name as MethodName;
      const input = methods[known].input.safeParse(raw);
      if (!input.success) throw new Fault('bad-input', `${name}: ${input.error.issues[0]?.message ?? 'bad input'}`);
      return { ok: true, value: await handlers[known](input.data as never) };
    } catch (error) {
      const fault = Fault.from(error);
      log.warn('call.failed', { method: String(name).slice(0, 60) }, fault);
      return { ok: false, code: fault.code, message: fault.message };
    }
  };
