// What is sent to the embedded engine: each statement parsed and planned once, and those that go together in one way in, as
// each way costs as much as a small statement.
import { type messages, parse, type PGlite } from '@electric-sql/pglite';
import { serialize } from 'pg-protocol';
import type { Statement } from './db.ts';
import { plansOver } from './plans.ts';

type Message = messages.BackendMessage;
type Prepared = { readonly name: string; readonly params: readonly number[]; readonly columns: readonly Message[] };

const ENDS: readonly string[] = ['commandComplete', 'emptyQuery'];

/** Nobody else may use the engine until a call has ended. */
export function statementsOf(engine: PGlite): (statements: readonly Statement[]) => Promise<object[][]> {
  const said = async (...parts: readonly Uint8Array[]): Promise<Message[]> =>
    (await engine.execProtocol(Buffer.concat([...parts, serialize.sync()]), { syncToFs: false })).messages;

  async function prepare(name: string, text: string): Promise<Prepared> {
    const told = await said(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    const params = told.find(one => one.name === 'parameterDescription') as { dataTypeIDs?: number[] } | undefined;
    const columns = told.filter(one => one.name === 'rowDescription');
    return { name, params: params?.dataTypeIDs ?? [], columns };
  }
  const planOf = plansOver({
    prepare,
    forget: async name => void (await said(serialize.close({ type: 'S', name }))),
  });

  const valueOf = (value: unknown, type: number | undefined): string | null => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'string') return value;
    const write = engine.serializers[type ?? 0];
    return write ? write(value) : String(value);
  };

  return async statements => {
    const plans: Prepared[] = [];
    for (const { text } of statements) plans.push(await planOf(text));
    const parts = statements.flatMap(({ params }, i) => {
      const { name, params: types } = plans[i]!;
      const values = params.map((value, n) => valueOf(value, types[n]));
      return [serialize.bind({ statement: name, values }), serialize.execute({})];
    });
    const answers = apart(await said(...parts));
    return plans.map(({ columns }, i) => {
      if (columns.length === 0) return [];
      const [result] = parse.parseResults([...columns, ...(answers[i] ?? [])], engine.parsers);
      return (result?.rows ?? []) as object[];
    });
  };
}

/** What belongs to each statement: up to where it ends. */
function apart(told: readonly Message[]): Message[][] {
  const answers: Message[][] = [[]];
  for (const message of told) {
    answers.at(-1)!.push(message);
    if (ENDS.includes(message.name)) answers.push([]);
  }
  return answers;
}
