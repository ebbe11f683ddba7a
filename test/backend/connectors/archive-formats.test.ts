import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { summaryText } from '../../../backend/connectors/archive/report.ts';
import { findArchives } from '../../../backend/connectors/archive/walk.ts';
import { folderWith, importInto, readAll, recordsOf, rememberingIntake } from './archive-files.ts';
import { mail } from './mail.ts';

const CUSTOMERS = 'client_id,first,last,phone,email\nC1,Jane,Doe,367-171-6840,jane@post.example\n';
const CALLS =
  'Date_received,Complaint_ID,rand_client,phonefinal,call_id,outcome,server,ser_start,ser_exit,ser_time\n' +
  '2017-03-27,CR1,C1,508-311-5237,34538,AGENT,YIFAT,13:00:54,13:13:31,00:12:37\n' +
  '2017-03-28,,,508-311-5238,34539,HANG,NO_SERVER,13:00:00,13:00:04,00:00:04\n' +
  '2017-13-45,,,508-311-5238,34540,AGENT,AVNI,13:00:00,13:00:04,00:00:04\n';
const COMPLAINTS =
  'date_received,product,sub_product,issue,submitted_via,date_sent_to_company,company_response_to_consumer,timely_response,complaint_id,client_id\n' +
  '07-12-2011,Credit card,,"Billing, twice",Fax,29-02-2012,Closed,Yes,CR1,C1\n' +
  '07-12-2011,Credit card,,Billing,Pigeon,29-02-2012,Closed,Yes,CR2,C1\n';
const THREAD =
  'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n' +
  '9007199254740993,LarkwingCare,False,Tue Oct 31 22:10:47 +0000 2017,@115712 We look into it &amp; call,,9007199254740992\n' +
  '9007199254740992,115712,True,Tue Oct 31 22:08:27 +0000 2017,no seat,9007199254740993,9007199254740991\n' +
  '55,LarkwingCare,False,Tue Oct 31 22:08:27 +0000 2017,@777 Sorry!,,54\n' +
  '56,LarkwingCare,False,Tue Oct 31 22:08:27 +0000 2017,We fly again,,\n';

describe('each format is recognised by content and read', () => {
  test('customers', async () => {
    const [record] = recordsOf(await readAll(folderWith({ 'data.bin': `\ufeff${CUSTOMERS}` })));
    expect(record).toMatchObject({
      type: 'customer',
      externalId: 'C1',
      name: 'Jane Doe',
      identities: [
        { channel: 'voice', address: '+13671716840' },
        { channel: 'email', address: 'jane@post.example' },
      ],
    });
  });

  test('calls: served, given up, and one that never was', async () => {
    const reads = await readAll(folderWith({ a: CALLS }));
    expect(recordsOf(reads)).toMatchObject([
      { number: '+15083115237', customer: 'C1', agent: 'YIFAT', state: 'ended', talkMs: 757_000, live: false },
      { state: 'abandoned', queueMs: 4_000, at: Date.UTC(2017, 2, 28, 13) },
    ]);
    expect(reads[2]).toEqual({ refused: 'date_received is no date' });
  });

  test('complaints by the channel they came in', async () => {
    const reads = await readAll(folderWith({ a: COMPLAINTS }));
    expect(reads).toMatchObject([
      {
        record: {
          channel: 'letter',
          customer: 'C1',
          at: Date.UTC(2011, 11, 7, 12),
          text: expect.stringContaining('Billing, twice') as string,
        },
      },
      { refused: 'submitted_via is no known channel' },
    ]);
  });

  const dayIn = (timeZone: string, at: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);

  test('what has a day and no time stands on that day from UTC-12 to UTC+11, and keeps its place', async () => {
    const complaint = (id: string) => `07-12-2011,Seat,,Changed,Web,,,,${id},C1\n`;
    const call = '2011-12-07,,,508-311-5238,1,AGENT,AVNI,,,00:00:04\n';
    const review = (date: string) => `"${date}",1,Bad,Air\n`;
    const reads = await readAll(
      folderWith({
        a: COMPLAINTS.split('\n', 1)[0]! + '\n' + complaint('CR8') + complaint('CR7'),
        b: CALLS.split('\n', 1)[0]! + '\n' + call,
        c: `date,stars,reviews,product\n${review('2011-12-07')}${review('Dec 7, 2011')}${review('7 December 2011')}`,
      }),
    );
    const records = recordsOf(reads).map(record => ({
      at: 'at' in record ? record.at : null,
      externalId: 'externalId' in record ? record.externalId : null,
    }));
    expect(records.map(({ at }) => at)).toEqual(Array(6).fill(Date.UTC(2011, 11, 7, 12)));
    expect(records.slice(0, 2).map(({ externalId }) => externalId)).toEqual(['complaint:CR8', 'complaint:CR7']);
    for (const zone of ['Etc/GMT+12', 'America/Los_Angeles', 'Europe/Lisbon', 'Asia/Tokyo', 'Etc/GMT-11'])
      expect([zone, dayIn(zone, records[0]!.at as number)]).toEqual([zone, '2011-12-07']);
  });

  test('a time of day that the archive has is kept, midnight too', async () => {
    const csv = `date,stars,reviews\n2011-12-07 00:00:00,1,Bad\n"Dec 7, 2011 17:00",1,Bad\n2011-12-07T08:30:00+02:00,1,Bad\n`;
    const times = recordsOf(await readAll(folderWith({ a: csv }))).map(record => 'at' in record && record.at);
    expect(times).toEqual([Date.UTC(2011, 11, 7), Date.UTC(2011, 11, 7, 17), Date.UTC(2011, 11, 7, 6, 30)]);
  });

  test('social threads: ids beyond 2^53, both sides, and customers the file lacks', async () => {
    const reads = await readAll(folderWith({ a: THREAD }));
    expect(reads).toMatchObject([
      {
        record: {
          externalId: '9007199254740993',
          direction: 'out',
          party: { address: '@115712' },
          handle: '@LarkwingCare',
          thread: '9007199254740991',
          inReplyTo: '9007199254740992',
          text: '@115712 We look into it & call',
        },
      },
      {
        record: { direction: 'in', party: { address: '@115712' }, handle: '@LarkwingCare', thread: '9007199254740991' },
      },
      { record: { direction: 'out', party: { address: '@777' }, thread: '54' } },
      { refused: 'a post of our own that answers and names no customer' },
    ]);
  });

  test('mentions whose ids have lost their last digits stay apart', async () => {
    const csv =
      'tweet_id,airline,name,text,tweet_created\n' +
      '570306133677761000,Lark,ann,@LarkwingAir late,2015-02-24 11:35:52 -0800\n' +
      '570306133677761000,Lark,bob,@LarkwingAir early,2015-02-24 11:35:52 -0800\n';
    const { delivery } = rememberingIntake();
    expect((await importInto(delivery, [folderWith({ a: csv })])).total).toMatchObject({ imported: 2 });
  });

  test('reviews of nobody in particular are each somebody else', async () => {
    const csv = 'date,stars,reviews,product\n2017-10-04,5,Great,Air\n2017-10-05,1,"Bad\nvery",Air\n';
    const parties = recordsOf(await readAll(folderWith({ a: csv }))).map(
      record => 'party' in record && record.party?.address,
    );
    expect(new Set(parties).size).toBe(2);
  });

  test('call analytics: turns with their speakers', async () => {
    const json = {
      JobName: 'a',
      Transcript: [
        { Content: 'Larkwing, hello?', BeginOffsetMillis: 40, ParticipantRole: 'AGENT' },
        { Content: 'My seat!', BeginOffsetMillis: 900.4, ParticipantRole: 'CUSTOMER' },
      ],
      ConversationCharacteristics: { TotalConversationDurationMillis: 2_000 },
    };
    expect(recordsOf(await readAll(folderWith({ a: JSON.stringify(json) })))).toMatchObject([
      {
        type: 'call',
        number: null,
        talkMs: 2_000,
        turns: [
          { at: 40, speaker: 'agent', text: 'Larkwing, hello?' },
          { at: 900, speaker: 'customer', text: 'My seat!' },
        ],
      },
    ]);
  });

  test('tokens with speakers become turns', async () => {
    const nlp =
      'token|speaker|ts|endTs|punctuation|case|tags|wer_tags\nGood|0|1.5||,|UC|[]|[]\nmorning|0|||.|LC|[]|[]\nHi|1|||!|UC|[]|[]\n';
    expect(recordsOf(await readAll(folderWith({ a: nlp })))).toMatchObject([
      {
        turns: [
          { at: 1_500, name: 'Speaker 0', text: 'Good, morning.' },
          { at: 1_500, name: 'Speaker 1', text: 'Hi!' },
        ],
      },
    ]);
  });

  test('one mail, a mailbox, a packed mail, and an archive of them', async () => {
    const second = mail({ 'Message-ID': '<two@post.example>' }, 'It says:\n\n>From here on\n');
    const box = Buffer.concat([
      Buffer.from('From a@b Thu Aug 22 12:36:23 2002\n'),
      mail({}, 'One\n\nFrom here it goes on\n'),
      Buffer.from('\nFrom a@b Thu Aug 22 12:36:23 2002\n'),
      second,
    ]);
    const archive = pack();
    archive.entry({ name: '../x/one.txt' }, mail({ 'Message-ID': '<tar@post.example>' }));
    archive.entry({ name: 'two' }, 'no mail at all');
    archive.finalize();
    const folder = folderWith({
      box,
      single: mail({ 'Message-ID': '<single@post.example>' }),
      packed: gzipSync(mail({ 'Message-ID': '<packed@post.example>' })),
      tar: gzipSync(await buffer(archive)),
    });
    const reads = await readAll(folder);
    expect(reads).toHaveLength(6);
    const ids = recordsOf(reads).map(record => record.type === 'email' && record.messageId);
    expect(ids.toSorted()).toEqual([
      'one@post.example',
      'packed@post.example',
      'single@post.example',
      'tar@post.example',
      'two@post.example',
    ]);
    const two = recordsOf(reads).find(record => record.type === 'email' && record.messageId === 'two@post.example');
    expect(two).toMatchObject({ text: 'It says:\n\nFrom here on' });
    expect(reads.filter(read => 'refused' in read)).toEqual([{ refused: 'unknown format inside the archive' }]);
  });
});

describe('bad files never stop the rest', () => {
  test('an unknown format is told with the known ones; a named one is marked', async () => {
    const folder = folderWith({ 'a.csv': 'x,y\n1,2\n', 'b.txt': 'Dear Sir: hello', c: '' });
    const found = [...(await findArchives([folder])), ...(await findArchives([`${folder}/a.csv`, `${folder}/none`]))];
    expect(found.map(one => [one.named, one.format === null && one.error.slice(0, 14)])).toEqual([
      [false, 'unknown format'],
      [false, 'unknown format'],
      [false, 'empty file'],
      [true, 'unknown format'],
      [true, 'no such file o'],
    ]);
  });

  test('a file cut short in its packing keeps what was read, and the next file is read', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `C${i},Jane,Doe${Math.sin(i)},,j${i}@post.example`).join(
      '\n',
    );
    const packed = gzipSync(`client_id,first,last,phone,email\n${rows}\n`);
    const folder = folderWith({ a: packed.subarray(0, packed.length - 1_000), b: COMPLAINTS });
    const { delivery } = rememberingIntake();
    const { files, total } = await importInto(delivery, [folder]);
    expect(files[0]).toMatchObject({ error: expect.stringMatching(/^stopped after \d+ records/) as string });
    expect(files[0]?.imported).toBeGreaterThan(1_000);
    expect(files[1]).toMatchObject({ read: 2, imported: 1, refused: 1 });
    expect(total.read).toBe(total.imported + total.alreadyThere + total.refused);
  });

  test('a quote that never closes costs its rows and not the memory', async () => {
    const folder = folderWith({ a: `${CUSTOMERS}C2,"Jane,Doe,,j@post.example\nC3,Ann,Doe,,ann@post.example\n` });
    const { delivery } = rememberingIntake();
    const { files } = await importInto(delivery, [folder]);
    expect(files[0]).toMatchObject({ imported: 1 });
    expect(files[0]!.refused + (files[0]!.error ? 1 : 0)).toBeGreaterThan(0);
  });
});

describe('an import', () => {
  test('takes customers before what refers to them, and a second run imports nothing', async () => {
    const folder = folderWith({
      'a-calls': CALLS,
      'b-complaints': COMPLAINTS,
      'c-threads': THREAD,
      'd-customers': CUSTOMERS,
    });
    const { delivery, records } = rememberingIntake();
    const first = await importInto(delivery, [folder]);
    expect(records[0]?.type).toBe('customer');
    expect(first.total).toEqual({ read: 10, imported: 7, alreadyThere: 0, refused: 3 });
    const second = await importInto(delivery, [folder]);
    expect(second.total).toEqual({ read: 10, imported: 0, alreadyThere: 7, refused: 3 });
    expect(second.files.flatMap(file => file.reasons)).toContainEqual({
      reason: 'date_received is no date',
      count: 1,
      first: 'record 3',
    });
  });
});

describe('a file as other programs write and pack it', () => {
  const JANE = { type: 'customer', externalId: 'C1', name: 'Jane Doe' };
  const notes = (...rows: string[]) => ['client_id,first,last,email', ...rows].join('\n');

  test.each([
    ['semicolons', CUSTOMERS.replaceAll(',', ';')],
    [
      'tabs, lines that end as in Windows, and a mark at the beginning',
      `\ufeff${CUSTOMERS.replaceAll(',', '\t').replaceAll('\n', '\r\n')}`,
    ],
    ['bars', CUSTOMERS.replaceAll(',', '|')],
  ])('CSV with %s', async (_name, text) => {
    expect(recordsOf(await readAll(folderWith({ a: text })))).toMatchObject([JANE]);
  });

  test('a delimiter within a cell of another one stays a part of it', async () => {
    const reads = await readAll(
      folderWith({ a: 'client_id;first;last;email\nC1;"Jane;Ann";Doe, née Roe;j@post.example\n' }),
    );
    expect(recordsOf(reads)).toMatchObject([{ name: 'Jane;Ann Doe, née Roe' }]);
  });

  test.each(['utf16le', 'big endian'])('UTF-16 with its mark, %s, plain and in an archive', async order => {
    const text = Buffer.from(`\ufeff${CUSTOMERS.replaceAll(',', '\t').replace('Jane', 'Žofie')}`, 'utf16le');
    if (order === 'big endian') text.swap16();
    expect(recordsOf(await readAll(folderWith({ a: text })))).toMatchObject([{ ...JANE, name: 'Žofie Doe' }]);
    const archive = pack();
    archive.entry({ name: 'customers.txt' }, text);
    archive.finalize();
    expect(recordsOf(await readAll(folderWith({ b: await buffer(archive) })))).toMatchObject([
      { ...JANE, name: 'Žofie Doe' },
    ]);
  });

  test('what Excel writes as plain CSV is read as Windows-1252, and the summary says so', async () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => `D${i},Ann,Poe,ann${i}@post.example`);
    const text = notes(...rows, 'C1,Zoë,Müller,z@post.example', 'C2,Jo,\x80\x93Šek\x94,j@post.example', '');
    const bytes = Buffer.from(text.replace('Š', '\x8a'), 'latin1');
    const archive = pack();
    archive.entry({ name: 'customers.csv' }, bytes);
    archive.finalize();
    const folder = folderWith({ 'plain.csv': bytes, 'packed.tar': await buffer(archive) });
    const { delivery, records } = rememberingIntake();
    const summary = await importInto(delivery, [folder]);
    expect(records.slice(-2)).toMatchObject([{ name: 'Zoë Müller' }, { name: 'Jo €“Šek”' }]);
    expect(summary.files.map(({ read, refused, remark }) => [read, refused, remark])).toEqual(
      Array.from({ length: 2 }, () => [9_002, 0, expect.stringMatching(/not UTF-8.+Windows-1252/)]),
    );
    expect(summaryText(summary, 1)).toMatch(/plain\.csv.+\n {2}not UTF-8: its letters were read as Windows-1252/);
  });

  test('UTF-8 of which a letter was cut off stays UTF-8', async () => {
    const text = Buffer.from(notes('C1,Zoë,Müller,z@post.example', 'C2,Jo,Do', ''));
    const cut = Buffer.concat([text.subarray(0, -1), Buffer.from([0xc3]), Buffer.from(',j@post.example\n')]);
    const folder = folderWith({ 'cut.csv': cut });
    const { delivery, records } = rememberingIntake();
    const { files } = await importInto(delivery, [folder]);
    expect(records).toMatchObject([{ name: 'Zoë Müller' }, { name: 'Jo Do\ufffd' }]);
    expect(files[0]?.remark).toBeUndefined();
  });

  test('a .tar.gz within a .gz, with a packed file of its own', async () => {
    const archive = pack();
    archive.entry({ name: 'customers.csv.gz.gz' }, gzipSync(gzipSync(CUSTOMERS)));
    archive.finalize();
    const packed = gzipSync(gzipSync(await buffer(archive)));
    expect(recordsOf(await readAll(folderWith({ 'all.gz': packed })))).toMatchObject([JANE]);
  });

  test('a quotation mark that is never closed is said in words, and what stood before it is read', async () => {
    const reads = await readAll(
      folderWith({
        a: notes('C1,Jane,Doe,jane@post.example', 'C2,Max,Roe,"so he said', 'C3,Ann,Poe,ann@post.example'),
      }),
    );
    expect(recordsOf(reads)).toMatchObject([{ externalId: 'C1' }]);
    expect(reads[1]).toEqual({ refused: expect.stringMatching(/opened at line 3 is never closed/) as string });
  });

  test.each([
    ['lines that end as on Windows, some of them within closed quotes', '\r\n', 'C2,"Max\r\nOtto",Roe,', 4],
    ['empty lines, a byte order mark and doubled marks', '\n', '\n\nC2,"Max ""Otto""",Roe,', 5],
  ])('the line of a mark that is never closed: %s', async (_, end, row, line) => {
    const rows = ['client_id,first,last,email', 'C1,Jane,Doe,j@post.example', `${row}"so`, 'C3,A,P,'];
    const reads = await readAll(folderWith({ a: `\ufeff${rows.join(end)}` }));
    expect(reads.at(-1)).toEqual({ refused: expect.stringContaining(`opened at line ${line} is`) as string });
  });

  test('a mark that takes in more than a row may have is told once, with its line', async () => {
    const rows = Array.from({ length: 90_000 }, (_, i) => `D${i},Ann,Poe,ann.poe.${i}@post.example`);
    const reads = await readAll(
      folderWith({ a: notes('C1,Jane,Doe,jane@post.example', 'C2,Max,Roe,"so he said', ...rows) }),
    );
    expect(recordsOf(reads)).toHaveLength(1);
    const why = 'unreadable row: longer than 2 MB; a quotation mark opened at line 3 is probably never closed';
    expect(reads.slice(1)).toEqual([{ refused: expect.stringContaining(why) as string }]);
  });

  test('what is cut off, and a link, are told of by name', async () => {
    const folder = folderWith({ 'customers.csv': CUSTOMERS, 'cut.gz': gzipSync(CUSTOMERS).subarray(0, 40) });
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.csv'));
    const found = await findArchives([folder]);
    expect(
      found.map(({ file, ...what }) => [file.slice(folder.length + 1), 'error' in what ? what.error : null]),
    ).toEqual([
      ['customers.csv', null],
      ['cut.gz', expect.stringMatching(/^damaged or cut off: .+; get the file again$/)],
      ['link.csv', 'a link or no file; name what it leads to'],
    ]);
  });

  test.skipIf(process.platform === 'win32')('what is neither a file nor a folder is not waited for', async () => {
    expect(await findArchives(['/dev/null'])).toMatchObject([{ named: true, error: 'neither a file nor a folder' }]);
  });
});
