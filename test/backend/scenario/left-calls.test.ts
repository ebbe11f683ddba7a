// A backend that is killed while its story rings leaves calls behind that nobody will end.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { readDesk } from '../../../backend/connectors/scenario/desk-view.ts';
import { endLeftCalls, LINE_LOST } from '../../../backend/connectors/scenario/left-calls.ts';
import { SOURCE } from '../../../backend/connectors/scenario/parties.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import type { EntryOf } from '../../../shared/domain/entry.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';

let backend: RunningBackend;
const outlet = { send: async () => ({ ok: true as const }) };
beforeAll(async () => {
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed, outlet });
});
afterAll(() => backend.stop());

const MARA = 'agent-mara';
const desk = () => readDesk(backend.services, backend.db, MARA);
async function rings(externalId: string, source: string): Promise<string> {
  const number = `+44770090061${externalId}`;
  const call = { type: 'call', source, externalId, number, state: 'ringing', queue: 'Priority care' };
  const [result] = await backend.services.intake([call]);
  return (result as { entryId: string }).entryId;
}
const entry = async (id: string) =>
  (await backend.db.query<{ json: EntryOf<'call'> }>('SELECT json FROM entry WHERE id = $1', [id]))[0]!.json;

test('what an earlier run left ringing or speaking is ended and says why; calls of others ring on', async () => {
  await backend.services.sessionOpened(MARA);
  const spoken = await rings('1', SOURCE);
  const offer = await expect
    .poll(async () => (await desk()).ringing[0])
    .toBeDefined()
    .then(async () => (await desk()).ringing[0]!);
  const params = { offerId: offer.id, epoch: offer.epoch };
  expect(await backend.services.runCommand(MARA, { id: uuidv7(), kind: 'offer.accept', params })).toMatchObject({
    ok: true,
  });
  const waiting = await rings('2', SOURCE);
  const foreign = await rings('3', 'pbx');

  expect(await endLeftCalls(backend)).toBe(2);
  expect(await entry(spoken)).toMatchObject({ text: LINE_LOST, call: { state: 'ended' } });
  expect(await entry(waiting)).toMatchObject({ text: LINE_LOST, call: { state: 'abandoned' } });
  expect((await entry(foreign)).call.state).toBe('waiting');
  expect((await desk()).presence?.state).toBe('acw'); // the agent wraps up what was theirs
  expect(await endLeftCalls(backend)).toBe(0);
});
