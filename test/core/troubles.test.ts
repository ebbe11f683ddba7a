// What is told of a full disk, and what that a person has seen is told once more.
import { expect, test } from 'vitest';
import { noticeBoard } from '../../electron/core/notices.ts';
import { troublesWith } from '../../electron/core/troubles.ts';
import { keepLog } from './support/desk.ts';

const FULL = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
const NONE = 0;
const PLENTY = 2 ** 30;

function desk({ startedFull = false } = {}) {
  keepLog();
  let free = NONE;
  let now = 0;
  const notices = noticeBoard(
    () => (now += 1),
    () => {},
  );
  if (startedFull) notices.add('disk-full');
  const troubles = troublesWith({ notices, startedFull, free: () => free, makeRoom: () => {}, fatal: () => {} });
  return {
    troubles,
    told: () => notices.all().map(({ kind }) => kind),
    see: () => void notices.dismiss(notices.all()[0]!.at),
    freeIs: (bytes: number) => void (free = bytes),
  };
}

test('a full disk is told once: seen, no further page or connection tells it again', () => {
  const { troubles, told, see } = desk();
  expect(troubles.failed(FULL)).toBe('again');
  expect(told()).toEqual(['disk-full']);
  see();
  troubles.failed(FULL);
  expect(told()).toEqual([]);
});

test('what an agent asks for and there is no room for tells it once more, and that once too', () => {
  const { troubles, told, see } = desk();
  troubles.failed(FULL);
  see();
  troubles.failed(FULL, 'asked');
  expect(told()).toEqual(['disk-full']);
  see();
  troubles.failed(FULL, 'asked');
  troubles.failed(FULL);
  expect(told()).toEqual([]);
});

test('with room it is taken away, and the next time is told anew, also of who had seen the one before', () => {
  const { troubles, told, see, freeIs } = desk();
  troubles.failed(FULL);
  freeIs(PLENTY);
  troubles.wrote();
  expect(told()).toEqual([]);
  troubles.failed(FULL);
  see();
  troubles.wrote();
  troubles.failed(FULL);
  expect(told()).toEqual(['disk-full']);
});

test('a page that found the last bytes is no new time', () => {
  const { troubles, told, see } = desk();
  troubles.failed(FULL);
  troubles.wrote();
  expect(told()).toEqual(['disk-full']);
  see();
  troubles.wrote();
  troubles.failed(FULL);
  expect(told()).toEqual([]);
});

test('a desk that started on a full disk has told it', () => {
  const { troubles, told, see, freeIs } = desk({ startedFull: true });
  see();
  troubles.failed(FULL);
  troubles.failed(FULL, 'asked');
  expect(told()).toEqual([]);
  freeIs(PLENTY);
  troubles.wrote();
  freeIs(NONE);
  troubles.failed(FULL);
  expect(told()).toEqual(['disk-full']);
});
