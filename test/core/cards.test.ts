import { expect, test } from 'vitest';
import { draftsAt } from './support/drafts.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { connectionIs, eventually, logLines, startBackend, startDesk } from './support/desk.ts';
import { everythingIn, filesWith } from './support/everything.ts';
import { email, entryChanged, granted, message, NOW, workItem } from './support/records.ts';

const CARD = '4012888888881881';
const MASKED = '••••••••••••1881';
const SPACED = '4012 8888 8888 1881';

test('X18: a desk keeps no card number, whether its backend let one through or its agent wrote one', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const note = {
    ...message('c1', 'e2', NOW - 1_000, { text: `noted ４０１２ ８８８８ ８８８８ １８８１` }),
    kind: 'note' as const,
  };
  backend.append([
    granted('c1', [message('c1', 'e1', NOW - 2_000, { text: `pay with ${SPACED}` }), note]),
    { kind: 'work.changed', workItem: workItem('c1', { subject: `Refund to ${CARD}` }) },
    entryChanged(email('c1', 'e3', NOW, `<b>4012</b>&nbsp;8888<i>8888</i>1881`)),
    { kind: 'entry.changed', entry: { id: 'poison', text: CARD, customerId: 'c1' } },
  ]);
  await eventually(async () => {
    const { page } = await desk.bridge.call('customer.open', { customerId: 'c1' });
    expect(page.items).toHaveLength(3);
    expect(page.items[0]!.entry.text).toBe('pay with •••• •••• •••• 1881');
  });
  expect(await desk.bridge.call('email.html', { entryId: 'e3' })).toEqual({
    html: '<b>••••</b>&nbsp;••••<i>••••</i>1881',
  });

  const { bridge } = desk;
  const draft = { customerId: 'c1', mode: 'reply', text: `you said ${SPACED}` } as const;
  const target = {
    interactionId: 'thread-c1',
    channel: 'x',
    audience: 'private',
    handle: null,
    replyTo: null,
  } as const;
  await bridge.call('draft.write', { caseId: null, ...draft, target, subject: null });
  expect((await draftsAt({ bridge }, 'c1')).reply?.text).toBe('you said •••• •••• •••• 1881');
  backend.faults.silent = true;
  await bridge.call('note.add', { customerId: 'c1', caseId: 'case-c1', interactionId: null, text: `Card ${CARD}.` });
  await bridge.call('reply.send', { customerId: 'c1', target, subject: null, text: `Your card ${SPACED}` });
  await bridge.call('history.search', { query: SPACED });
  const { items } = await bridge.call('timeline.page', { customerId: 'c1' });
  expect(items.map(({ entry }) => entry.text)).toEqual(expect.arrayContaining([`Card ${MASKED}.`]));
  await desk.core.stop();

  const [cache, file] = [
    openCache(desk.files.cache, { now: Date.now }),
    openDeskFile(desk.files.outbox, { now: Date.now }),
  ];
  const kept = [cache.cache.db, file.file.db].map(everythingIn).join('').normalize('NFKC');
  cache.close();
  file.close();
  expect(kept).toContain('pay with');
  expect(kept).toContain(`Card ${MASKED}.`);
  for (const some of [CARD, SPACED, '40128888', '4012 8888']) {
    expect(kept).not.toContain(some);
    expect(logLines.join('\n')).not.toContain(some);
  }
  expect(filesWith(desk.dataDir, CARD, SPACED, '４０１２ ８８８８')).toEqual([]);
});
