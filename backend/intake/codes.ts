// Who brings a code that was given out for a case speaks of that case. It says nothing sure about whose the address is.
import type { IntakeRecord } from '../../shared/contract/intake.ts';
import type { Customer, Identity } from '../../shared/domain/customer.ts';
import { logger } from '../../shared/lib/log.ts';
import { type Address, addressOf } from '../identity/address.ts';
import { codeIn, codeKeyed, GUESSES } from '../identity/code.ts';
import type { Tx } from '../store/db.ts';
import { type LiveCode, pair, putCustomer, putIdentity, type State } from './state.ts';
import { contactOf, type Theirs } from './who.ts';

const log = logger('intake');

const WITHHELD = 'withheld';

/** Only what the customer says now, and not in public, where anybody could read the code and use it. */
function codeOf(record: IntakeRecord): string | null {
  if (record.type === 'call') return record.live && record.code ? codeKeyed(record.code) : null;
  if (record.type !== 'message' && record.type !== 'email') return null;
  return record.live && record.direction === 'in' ? codeIn(record.text) : null;
}

function bringerOf(state: Pick<State, 'region'>, record: Theirs): string {
  const contact = contactOf(record);
  const address = contact && addressOf(contact.channel, contact.written, state.region);
  return address ? pair(address.kind, address.address) : WITHHELD;
}

const mayBring = (record: IntakeRecord): record is Theirs =>
  record.type === 'call' || record.type === 'message' || record.type === 'email';

type CodeRow = { code: string; case_id: string; customer_id: string };

export async function gatherCodes(tx: Tx, state: State, records: readonly IntakeRecord[]): Promise<void> {
  const [any] = await tx.query(`SELECT code FROM case_code WHERE expires_at > $1 LIMIT 1`, [state.now]);
  const bringing = any ? records.filter(mayBring) : [];
  if (bringing.length === 0) return;
  const live = await tx.query<CodeRow>(
    `SELECT o.code, o.case_id, c.customer_id FROM case_code o JOIN "case" c ON c.id = o.case_id
     WHERE o.expires_at > $1 AND o.code = ANY($2)`,
    [state.now, bringing.map(codeOf).filter(code => code !== null)],
  );
  for (const row of live) state.codes.set(row.code, liveOf(row));
  const addresses = [...new Set(bringing.map(record => bringerOf(state, record)))];
  const wrong = await tx.query<{ address: string; count: number }>(
    `SELECT address, count(*)::int AS count FROM code_brought WHERE address = ANY($1) AND NOT good AND at > $2
     GROUP BY address`,
    [addresses, state.now - GUESSES.within],
  );
  const good = await tx.query<CodeRow & { address: string }>(
    `SELECT DISTINCT ON (b.address) b.address, o.code, o.case_id, c.customer_id
     FROM code_brought b JOIN case_code o ON o.code = b.code AND o.expires_at > $2 JOIN "case" c ON c.id = o.case_id
     WHERE b.address = ANY($1) AND b.address <> $3 AND b.good ORDER BY b.address, b.at DESC`,
    [addresses, state.now, WITHHELD],
  );
  for (const address of addresses) state.bringers.set(address, { wrong: 0, good: null });
  for (const { address, count } of wrong) state.bringers.get(address)!.wrong = count;
  for (const row of good) state.bringers.get(row.address)!.good = liveOf(row);
}

const liveOf = ({ code, case_id, customer_id }: CodeRow): LiveCode => ({
  code,
  caseId: case_id,
  customerId: customer_id,
});

/**
 * The case a record belongs to by the code in it, or by the code that its address brought before and nobody known has.
 * Where the source itself names the customer, that counts. Null: no code that counts.
 */
export function broughtCode(state: State, record: Theirs): LiveCode | null {
  if (state.bringers.size === 0 || !mayBring(record) || record.customer !== undefined) return null;
  const address = bringerOf(state, record);
  const bringer = state.bringers.get(address);
  if (!bringer) return null;
  const code = codeOf(record);
  if (code === null) return isNobodys(state, address) ? bringer.good : null;
  if (bringer.wrong >= GUESSES.most) return null;
  const live = state.codes.get(code) ?? null;
  state.attempts.push({ address, code, good: live !== null, at: state.now });
  if (live) bringer.good = live;
  else bringer.wrong += 1;
  log.info(live ? 'code.brought' : 'code.unknown', { caseId: live?.caseId, wrong: bringer.wrong });
  return live;
}

const isNobodys = (state: State, address: string): boolean => (state.identities.get(address)?.known.length ?? 0) === 0;

/**
 * The customer of a code, with the address it was brought from noted as theirs perhaps: the evidence says so, and the
 * address finds nobody by itself. One that is known to be somebody's is left alone.
 */
export function customerOfCode(state: State, record: Theirs, { code, customerId }: LiveCode): Customer | null {
  const customer = state.customers.get(customerId);
  const contact = contactOf(record);
  const address = contact && addressOf(contact.channel, contact.written, state.region);
  if (!customer || !contact || !address) return customer ?? null;
  const key = pair(address.kind, address.address);
  if (!isNobodys(state, key) || customer.identities.some(one => one.address === address.address)) return customer;
  const before = state.identities.get(key);
  const identity: Identity = {
    id: before?.id ?? state.id(),
    channel: contact.channel,
    address: address.address,
    display: contact.written.trim().slice(0, 1_000),
    sureness: 'likely',
    sharedBy: 1,
    followers: contact.followers ?? null,
    evidence: [{ at: state.now, kind: 'code', by: `brought the code ${code}` }],
  };
  return withIdentity(state, customer, identity, address);
}

function withIdentity(state: State, customer: Customer, identity: Identity, address: Address): Customer {
  const before = state.identities.get(pair(address.kind, address.address));
  putIdentity(state, {
    ...address,
    id: identity.id,
    strangerId: before?.strangerId ?? null,
    known: before?.known ?? [],
  });
  // Not a known owner: the next call from there, without the code, is nobody's until somebody links it.
  const link = { identity_id: identity.id, customer_id: customer.id, known: false, evidence: identity.evidence };
  state.changes.put('link', link);
  const identities = [...customer.identities, identity].slice(-200);
  return putCustomer(state, { ...customer, identities, version: customer.version + 1 });
}

/** Wrong ones too: they are what guessing is told by. */
export async function writeAttempts(tx: Tx, { attempts }: State): Promise<void> {
  if (attempts.length === 0) return;
  await tx.query(
    `INSERT INTO code_brought (address, code, good, at)
     SELECT address, code, good, at FROM json_to_recordset($1::json) AS row(address text, code text, good boolean, at bigint)`,
    [JSON.stringify(attempts)],
  );
}
