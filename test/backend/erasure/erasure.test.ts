import { describe, expect, onTestFinished, test } from 'vitest';
import { erasuresFor, statusOf } from '../../../backend/erasure/receipts.ts';
import { grantOf, snapshotOf } from '../../../backend/history/read.ts';
import { refreshWorkingSet } from '../../../backend/history/working-set.ts';
import { askUpload } from '../../../backend/uploads/uploads.ts';
import type { Customer } from '../../../shared/domain/customer.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { imported, newWorld, NOW, type World } from '../intake/world.ts';
import { allTables } from './all-tables.ts';
import { erase, finishAll, held, mail, post, SECRETS, withLead, zenobia } from './zenobia.ts';

const postgres = withPostgres();

/** Each test has a database of its own. */
async function withLeadOn(url: string | null): Promise<World> {
  const world = await newWorld(undefined, url);
  onTestFinished(() => world.db.close());
  return withLead(world);
}

describe('on the embedded engine', () => {
  erasureHolds(() => withLeadOn(null));
});
describe.skipIf(postgres === null)('on PostgreSQL', () => {
  erasureHolds(async () => withLeadOn(await postgres!().newDatabase()));
});

function erasureHolds(newCentre: () => Promise<World>): void {
  test('all of a customer goes from every table, the feed’s log included; the ledger stays as it was', async () => {
    const world = await newCentre();
    const customerId = await zenobia(world);
    const { workItemId, epoch } = await held(world);
    await world.run('a-mara', 'note.add', {
      customerId,
      caseId: (await world.item(workItemId)).caseId,
      interactionId: null,
      text: 'Kestrel note',
      writtenAt: NOW,
      mentions: ['a-priya'],
    });
    await world.run('a-mara', 'work.finish', { workItemId, epoch, wrapUp: 'Kestrel found', disposition: null });
    await askUpload({ db: world.db, now: world.now, id: () => 'up' }, 'a-mara', {
      id: 'u1',
      customerId,
      name: 'Kestrel.pdf',
      type: '',
      size: 3,
      sha256: 'a'.repeat(64),
    });
    const stranger = await world.takeIn({ ...post('other', 'Somebody else'), party: { address: '@other' } });
    const ledger = await world.db.query('SELECT * FROM ledger ORDER BY seq');
    const before = await allTables(world.db);
    for (const secret of SECRETS) expect(before).toContain(secret);

    // The other one's open work is not theirs.
    await finishAll(world, customerId);
    const reply = await erase(world, customerId);
    expect(reply).toEqual({ ok: true, entryId: null });
    const after = await allTables(world.db);
    for (const secret of SECRETS) expect(after).not.toContain(secret);
    expect(await world.db.query('SELECT * FROM ledger ORDER BY seq')).toMatchObject(ledger);
    expect(await world.entries(imported(stranger[0]).customerId!)).not.toEqual([]);
    expect(await grantOf(world.db, customerId)).toBeNull();
    // Nor as somebody who was spoken of not long ago: their empty case is still there.
    await refreshWorkingSet(world.db, 'a-mara', world.now());
    expect(await world.db.query(`SELECT 1 FROM feed_grant WHERE customer_id = $1`, [customerId])).toEqual([]);

    const told = (await world.told()).filter(({ body }) => body.kind === 'customer.erased');
    expect(told.map(({ audience }) => audience)).toEqual(['team', 'team']); // the one they were joined from, too
    expect(told.map(({ body }) => body)).toEqual(
      expect.arrayContaining([
        {
          kind: 'customer.erased',
          erasure: { id: expect.any(String), customerId, entryId: null, at: NOW, reason: 'request' },
        },
      ]),
    );
    const [audited] = await world.db.query(
      `SELECT kind, agent_id, about, what FROM audit_note WHERE kind = 'customer.erased'`,
    );
    expect(audited).toEqual({ kind: 'customer.erased', agent_id: 'a-lead', about: customerId, what: 'request' });
  });

  test('only a lead, only who was granted the customer, and once for each command', async () => {
    const world = await newCentre();
    const customerId = await zenobia(world);
    expect(await erase(world, customerId, null, 'a-mara')).toMatchObject({ ok: false, code: 'denied' });
    expect(await erase(world, 'nobody')).toMatchObject({ ok: false, code: 'not-found' });
    expect(await erase(world, customerId, 'no-entry')).toMatchObject({ ok: false, code: 'not-found' });
    expect(await world.entries(customerId)).not.toEqual([]);
    const params = { customerId, entryId: null, reason: 'request' } as const;
    await world.run('a-lead', 'customer.erase', params, 'command-1');
    await world.run('a-lead', 'customer.erase', params, 'command-1');
    expect(await statusOf(world.db)).toHaveLength(1);
  });

  test('the same records are not taken again; new words of the same person make a new customer without the old history', async () => {
    const world = await newCentre();
    const customerId = await zenobia(world);
    await finishAll(world, customerId);
    await erase(world, customerId);
    const again = await world.takeIn(
      post('z1', 'My Kestrel is lost'),
      {
        type: 'customer',
        externalId: 'crm-z',
        name: 'Zenobia Quagga',
        identities: [{ channel: 'x', address: '@zenobia' }],
      },
      { type: 'edit', target: 'z1', text: 'Kestrel, changed' },
    );
    expect(again.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
    expect(again[0]).toMatchObject({ reason: expect.stringContaining('erased') });
    expect(await allTables(world.db)).not.toContain('Kestrel');

    const [fresh] = await world.takeIn({
      ...post('z9', 'Hello, it is me'),
      customer: 'crm-z',
      thread: 'z1',
      inReplyTo: 'z1',
    });
    const { customerId: newId } = imported(fresh);
    expect(newId).not.toBe(customerId);
    const entries = await world.entries(newId!);
    expect(entries.filter(({ kind }) => kind !== 'event').map(({ text }) => text)).toEqual(['Hello, it is me']);
  });

  test('work in hand goes on without a history: it is told anew, empty, and can be finished', async () => {
    const world = await newCentre();
    const customerId = await zenobia(world);
    const { workItemId, epoch, customerId: holds } = await held(world);
    expect(holds).toBe(customerId);
    expect(await erase(world, customerId)).toMatchObject({ ok: true });
    const item = await world.item(workItemId);
    expect(item).toMatchObject({
      state: 'held',
      holderId: 'a-mara',
      epoch,
      subject: '',
      from: '',
      customerName: 'Erased customer',
    });
    const grant = await grantOf(world.db, customerId);
    expect(grant).toMatchObject({ customer: { name: 'Erased customer', identities: [], erasedAt: NOW }, entries: [] });
    // A desk that begins anew takes no work of who was erased before it has the empty record.
    const start = await snapshotOf(world.db, 'a-mara');
    const record = start.findIndex(event => event.kind === 'customer.changed' && event.customer.id === customerId);
    expect(start[record]).toMatchObject({ customer: { name: 'Erased customer', erasedAt: NOW } });
    expect(start.slice(record)).toContainEqual({ kind: 'work.changed', workItem: item });
    const bodies = (await world.told()).filter(({ audience }) => audience !== 'nobody').map(({ body }) => body);
    const at = bodies.findIndex(({ kind }) => kind === 'customer.erased');
    const later = bodies.slice(at).map(({ kind }) => kind);
    expect(later).toEqual(
      expect.arrayContaining(['customer.changed', 'case.changed', 'interaction.changed', 'work.changed']),
    );
    expect(JSON.stringify(bodies)).not.toMatch(new RegExp(SECRETS.join('|')));
    const { caseId } = await world.item(workItemId);
    const note = { customerId, caseId, interactionId: null, text: 'About Zenobia', writtenAt: NOW };
    expect(await world.run('a-mara', 'note.add', note)).toMatchObject({ ok: false, code: 'not-found' });
    expect(
      await world.run('a-mara', 'work.park', { workItemId, epoch, until: null, reason: 'Zenobia rings back' }),
    ).toMatchObject({ ok: true });
    expect(await allTables(world.db)).not.toContain('Zenobia');
    expect(
      await world.run('a-mara', 'work.finish', { workItemId, epoch, wrapUp: 'Zenobia is fine', disposition: null }),
    ).toMatchObject({ ok: true });
    expect((await world.item(workItemId)) satisfies WorkItem).toMatchObject({ state: 'finished' });
    expect(await allTables(world.db)).not.toContain('Zenobia');
  });

  test('handed on it goes without a word of why', async () => {
    const world = await newCentre();
    const customerId = await zenobia(world);
    const { workItemId, epoch } = await held(world);
    await erase(world, customerId);
    const { queueId } = await world.item(workItemId);
    const params = { workItemId, epoch, destination: { to: 'queue', queueId }, note: 'Zenobia is angry' } as const;
    expect(await world.run('a-mara', 'work.transfer', params)).toMatchObject({ ok: true });
    expect((await world.item(workItemId)).handover).toMatchObject({ fromName: 'Mara Lindholm', note: null });
    expect(await allTables(world.db)).not.toContain('Zenobia');
  });

  test('a call that is going on stays a call, and its end brings no words', async () => {
    const world = await newCentre();
    await zenobia(world);
    const call = { type: 'call', externalId: 'live', number: '07700 900777' };
    const [ringing] = await world.takeIn({ ...call, state: 'ringing' });
    const { customerId, entryId } = imported(ringing);
    await erase(world, customerId!);
    const [entry] = await world.entries(customerId!);
    expect(entry).toMatchObject({
      id: entryId,
      kind: 'call',
      text: '',
      call: { state: 'waiting', number: null, turns: [] },
    });
    const turns = [{ at: 0, speaker: 'customer', name: 'Zenobia', text: 'Kestrel' }];
    const [ended] = await world.takeIn({ ...call, state: 'ended', text: 'Kestrel', turns, wrapUp: 'Zenobia' });
    expect(ended).toMatchObject({ outcome: 'imported' });
    expect(await allTables(world.db)).not.toMatch(/Kestrel|Zenobia/);
  });

  test('one entry goes with its file and its place in the log; what answers it stays', async () => {
    const world = await newCentre();
    const customerId = await zenobia(world);
    const answer = { ...mail, externalId: 'z6', text: 'An answer', mailSubject: 'Re', inReplyTo: 'z2' };
    await world.takeIn(answer);
    const entries = await world.entries(customerId);
    const gone = entries.find(({ text }) => text === 'Zenobia again')!;
    const answers = entries.find(({ text }) => text === 'An answer')!;
    expect(answers.replyTo).toBe(gone.id);
    expect(await erase(world, customerId, gone.id)).toMatchObject({ ok: true });
    expect((await world.entries(customerId)).map(({ id }) => id)).toEqual(
      entries.map(({ id }) => id).filter(id => id !== gone.id),
    );
    expect(await world.db.query('SELECT 1 FROM attachment_part')).toEqual([]);
    const bodies = (await world.told()).map(({ body }) => body);
    expect(bodies.some(body => body.kind === 'entry.changed' && body.entry.id === gone.id)).toBe(false);
    expect(bodies.some(body => body.kind === 'entry.changed' && body.entry.id === answers.id)).toBe(true);
    const [again] = await world.takeIn({ ...mail, externalId: 'z2', text: 'Zenobia again' });
    expect(again).toMatchObject({ outcome: 'refused' });
  });

  test('who shares an address forgets the name of the erased one, and keeps the address', async () => {
    const world = await newCentre();
    const shared = { channel: 'voice', address: '+442079460111' };
    const [one, two] = await world.takeIn(
      { type: 'customer', externalId: 'one', name: 'Zenobia Quagga', identities: [shared] },
      { type: 'customer', externalId: 'two', name: 'Walter Two', identities: [shared] },
    );
    const [call] = await world.takeIn({ type: 'call', externalId: 'c', number: '020 7946 0111', state: 'ended' });
    const caller = imported(call).customerId!;
    const read = async () =>
      (await world.db.query<{ json: Customer }>('SELECT json FROM customer WHERE id = $1', [caller]))[0]!.json;
    expect((await read()).candidates).toHaveLength(2);
    await world.centre.erasures.erase({
      named: { customerId: imported(one).customerId! },
      entryId: null,
      reason: 'court',
    });
    expect((await read()).candidates).toEqual([{ customerId: imported(two).customerId, name: 'Walter Two' }]);
    expect(await allTables(world.db)).not.toContain('Zenobia');
    await expect(
      world.centre.erasures.erase({ named: { identity: 'voice:+44 20 7946 0111' }, entryId: null, reason: 'request' }),
    ).rejects.toThrow(/2 customers have this address/);
  });

  test('each desk is asked until it has confirmed, and who has not is said', async () => {
    const world = await newCentre();
    const customerId = await zenobia(world);
    const desk = { agentId: 'a-mara', deskId: 'desk-1' };
    const other = { agentId: 'a-priya', deskId: 'desk-2' };
    expect(await erasuresFor(world.db, desk, NOW)).toEqual([]);
    await erasuresFor(world.db, other, NOW);
    await finishAll(world, customerId);
    await erase(world, customerId);
    const asked = await erasuresFor(world.db, desk, NOW + 1);
    expect(asked.map(one => one.customerId)).toContain(customerId);
    const erasureId = asked[0]!.id;
    const confirm = { erasureIds: [erasureId, 'never-was'], deskId: 'desk-1' };
    expect(await world.run('a-mara', 'erasure.confirm', confirm)).toMatchObject({ ok: true });
    expect(await world.run('a-mara', 'erasure.confirm', confirm)).toMatchObject({ ok: true });
    expect(await erasuresFor(world.db, desk, NOW + 2)).toEqual([]);
    expect(await statusOf(world.db)).toMatchObject([
      {
        id: erasureId,
        by: 'a-lead',
        confirmed: 1,
        missing: [{ agentName: 'Priya Shah', deskId: 'desk-2', removed: false }],
      },
    ]);
  });
}
