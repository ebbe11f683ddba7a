import { cell, hasColumns, rowKey, rowsOf, type Row } from './csv.ts';
import { CRM_SOURCE, type Format, type Read, type ReadOptions } from './format.ts';
import { clockOf, dayOf, NOON, phoneIn } from './values.ts';

/** In the log, `NO_SERVER` stands where nobody took the call. */
const agentOf = (row: Row): string => {
  const server = cell(row, 'server');
  return server === 'NO_SERVER' ? '' : server;
};

/** Outcomes: AGENT was served; HANG hung up while waiting; PHANTOM never spoke; empty is a call kept without detail. */
function lengths(row: Row, duration: number | null) {
  const outcome = cell(row, 'outcome').toUpperCase();
  const abandoned = outcome === 'HANG' || outcome === 'PHANTOM';
  const state = abandoned ? ('abandoned' as const) : ('ended' as const);
  if (duration === null) return { state };
  return abandoned ? { state, queueMs: duration } : { state, talkMs: duration };
}

function readCall(row: Row, { region }: ReadOptions): Read {
  const day = dayOf(cell(row, 'date_received', 'date'));
  if (day === null) return { refused: 'date_received is no date' };
  const start = cell(row, 'ser_start');
  const clock = start === '' ? NOON : clockOf(start);
  if (clock === null) return { refused: 'ser_start is no time of day' };
  const id = cell(row, 'call_id');
  const number = cell(row, 'phonefinal', 'phone');
  const customer = cell(row, 'rand_client', 'client_id');
  const complaint = cell(row, 'complaint_id');
  const agent = agentOf(row);
  const line = cell(row, 'vru_line');
  return {
    record: {
      type: 'call',
      source: CRM_SOURCE,
      externalId: id === '' ? `call:${rowKey(row)}` : `call:${id}`.slice(0, 500),
      live: false,
      at: day + clock,
      number: number === '' ? null : phoneIn(number, region).slice(0, 100),
      ...(customer === '' ? {} : { customer: customer.slice(0, 500) }),
      ...(complaint === '' ? {} : { subject: `Complaint ${complaint}`.slice(0, 1_000) }),
      ...(agent === '' ? {} : { agent: agent.slice(0, 1_000) }),
      ...(line === '' ? {} : { line: line.slice(0, 1_000) }),
      ...lengths(row, clockOf(cell(row, 'ser_time'))),
    },
  };
}

export const calls: Format = {
  name: 'calls-csv',
  what: 'calls (CSV with date_received, phonefinal, ser_start, ser_time, outcome)',
  rank: 2,
  recognise: sample => hasColumns(sample, 'date_received', 'phonefinal', 'ser_start', 'ser_time', 'outcome'),
  read: (source, options) => rowsOf(source, row => readCall(row, options)),
};
