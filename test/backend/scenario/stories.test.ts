import { chanceOf } from '../../../backend/connectors/scenario/chance.ts';
import { everydayTalks } from '../../../backend/connectors/scenario/everyday-talk.ts';
import { partyOf } from '../../../backend/connectors/scenario/parties.ts';
import type { Stage } from '../../../backend/connectors/scenario/stage.ts';
import { takeTalk } from '../../../backend/connectors/scenario/traffic.ts';
import { describe, expect, test } from 'vitest';
import { historyRecords } from '../../../backend/connectors/scenario/history.ts';
import { customerRecord } from '../../../backend/connectors/scenario/records.ts';
import { everybody } from '../../../backend/connectors/scenario/stories/everybody.ts';
import * as live from '../../../backend/connectors/scenario/stories/live.ts';
import { type IntakeOf, type IntakeRecord, intakeRecordSchema } from '../../../shared/contract/intake.ts';

const NOW = Date.parse('2026-07-14T09:30:00Z');
const DAY = 86_400_000;
const records: readonly IntakeRecord[] = historyRecords(everybody, NOW).map(record => intakeRecordSchema.parse(record));
const NOT_ENTRIES = ['customer', 'edit', 'delete'];
const entries = records.filter(({ type }) => !NOT_ENTRIES.includes(type));
const of = <T extends IntakeRecord['type']>(type: T) =>
  records.filter((record): record is IntakeOf<T> & IntakeRecord => record.type === type);
const written = [...of('post'), ...of('message'), ...of('email')];
const RTL = /[\u0590-\u08FF]/;

const keyOf = (record: object) => ('externalId' in record ? record.externalId : JSON.stringify(record).length);

describe('the history of the stories', () => {
  test('is of at least 42 customers and 600 entries over about six weeks', () => {
    expect(everybody.length).toBeGreaterThanOrEqual(42);
    expect(entries.length).toBeGreaterThanOrEqual(600);
    const times = entries.map(record => ('at' in record ? record.at! : NOW));
    expect(Math.max(...times)).toBeLessThan(NOW);
    expect(NOW - Math.min(...times)).toBeGreaterThan(39 * DAY);
    expect(NOW - Math.min(...times)).toBeLessThan(44 * DAY);
  });

  test('names each record once, and nothing in it asks for an agent', () => {
    const ids = records.flatMap(record => ('externalId' in record ? [record.externalId] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(records.filter(record => 'live' in record && record.live)).toEqual([]);
  });

  test('has the same records whenever it starts, only the times move', () => {
    const later = historyRecords(everybody, NOW + 3 * DAY);
    expect(later.map(keyOf)).toEqual(historyRecords(everybody, NOW).map(keyOf));
  });

  test('is written in several languages, two names at least from right to left, with emoji', () => {
    const languages = new Set(written.map(({ language }) => language));
    for (const language of ['en', 'de', 'pt', 'ar', 'he', 'ja']) expect(languages).toContain(language);
    expect(everybody.filter(({ name }) => RTL.test(name)).length).toBeGreaterThanOrEqual(2);
    expect(written.filter(({ text }) => /\p{Extended_Pictographic}/u.test(text)).length).toBeGreaterThan(40);
  });

  test('has long mail, quoted mail, mail with HTML, files, calls with transcripts, reach and followers', () => {
    expect(Math.max(...of('email').map(({ text }) => text.length))).toBeGreaterThan(2_500);
    expect(of('email').filter(({ quoted, signature }) => quoted && signature).length).toBeGreaterThan(20);
    expect(of('email').some(({ html }) => html?.includes('<img src="https://'))).toBe(true);
    expect(written.some(({ attachments }) => attachments.some(({ type }) => type === 'application/pdf'))).toBe(true);
    expect(of('call').filter(({ turns }) => turns.length > 0).length).toBeGreaterThan(10);
    expect(Math.max(...of('post').map(({ reach }) => reach?.views ?? 0))).toBeGreaterThan(1_000_000);
    expect(Math.max(...written.map(({ party }) => party.followers ?? 0))).toBeGreaterThan(100_000);
  });

  test('uses every channel a customer has, and has surveys, notes, an edit and a deletion', () => {
    const channels = new Set(written.map(({ channel }) => channel));
    const all = [
      'x',
      'facebook',
      'instagram',
      'mastodon',
      'whatsapp',
      'sms',
      'chat',
      'email',
      'web',
      'letter',
      'review',
    ];
    for (const channel of all) expect(channels).toContain(channel);
    expect(new Set(of('survey').map(({ measure }) => measure))).toEqual(new Set(['ces', 'csat', 'nps']));
    expect(of('note').length).toBeGreaterThan(10);
    expect(of('edit').length).toBeGreaterThan(0);
    expect(of('delete').length).toBeGreaterThan(0);
  });

  test('a turn of a call begins within the call, in order', () => {
    for (const { turns, talkMs } of of('call')) {
      const times = turns.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const at of times) expect(at).toBeLessThan(talkMs!);
    }
  });

  test('addresses and numbers belong to nobody real', () => {
    const domains = JSON.stringify(records).match(/[\w.-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
    expect(domains.filter(domain => !domain.endsWith('.example'))).toEqual([]);
    const drama = /^\+(44 7700 900\d{3}|44 20 7946 0\d{3}|1 202 555 01\d\d|49 30 23125 \d{3}|49 40 66969 \d{3})$/;
    const numbers = everybody.flatMap(({ at }) =>
      [at.voice, at.sms, at.whatsapp].filter(one => typeof one === 'string'),
    );
    expect(numbers.filter(number => !drama.test(number))).toEqual([]);
  });
});

describe('what happens on any day, once the written talks are used up', () => {
  const talks = Array.from({ length: 3_000 }, everydayTalks(chanceOf(7), everybody));

  test('hours of it say nothing twice, by many people and on every way there is to write or ring', () => {
    expect(new Set(talks.map(({ text, turns }) => text || turns!.join())).size).toBe(talks.length);
    expect(new Set(talks.map(({ who }) => who)).size).toBeGreaterThan(30);
    expect(new Set(talks.map(({ channel }) => channel)).size).toBe(8);
  });

  test('each is by somebody reachable there, in their language, filled in, and short enough for a network', () => {
    for (const talk of talks) {
      const person = everybody.find(({ id }) => id === talk.who)!;
      expect(partyOf(person, talk.channel).address).not.toBe('');
      expect(JSON.stringify(talk)).not.toMatch(/[{]\w+[}]|undefined/);
      expect(/\b(?:ich|wir|mein|meine|meiner|ist|für)\b/iu.test(talk.text || talk.turns![0]!)).toBe(
        person.language.startsWith('de'),
      );
    }
    const longest = Math.max(...talks.filter(({ open }) => open).map(({ text }) => text.length));
    expect(longest).toBeLessThanOrEqual(280);
  });

  test('the written ones come first, and when they are used up, others', () => {
    const stage = { escalation: { over: true } } as Stage;
    const waiting = live.liveTalks.slice(0, 20);
    const taken = Array.from({ length: 60 }, () => takeTalk(stage, waiting, everydayTalks(chanceOf(3), everybody)));
    expect(taken.slice(0, 20)).toEqual(live.liveTalks.slice(0, 20));
    expect(live.liveTalks).not.toContain(taken[20]);
  });
});

describe('what happens live', () => {
  const { escalatedCall, escalatedComplaint, liveTalks, priorityCalls } = live;
  test.each([escalatedCall, escalatedComplaint, ...liveTalks, ...priorityCalls])(
    '$subject is by somebody reachable there',
    talk => {
      const person = everybody.find(({ id }) => id === talk.who);
      expect(person).toBeDefined();
      const record = customerRecord(person!);
      const LIKE: Partial<Record<string, string>> = { web: 'email', chat: 'email', sms: 'voice', whatsapp: 'voice' };
      const channels = record.type === 'customer' ? record.identities.map(({ channel }) => channel as string) : [];
      expect(channels.includes(talk.channel) || channels.includes(LIKE[talk.channel] ?? '')).toBe(true);
      expect(talk.channel === 'voice' || talk.text !== '').toBe(true);
    },
  );
});
