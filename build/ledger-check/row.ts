// A row of an exported ledger, as docs/ledger.md describes it. Nothing here is taken from the backend, on purpose.
import { OFFER_STATES, type OfferState, type State, STATES } from './causes.ts';

export type Hands = { readonly state: State; readonly holder: string | null; readonly epoch: number };
export type OfferSeen = {
  readonly id: string;
  readonly state: OfferState;
  readonly agent: string;
  readonly epoch: number;
};
/** `level`: the least that will do, or how good they are. */
export type Skill = { readonly name: string; readonly level: number };
export type Skills = {
  readonly asked: readonly Skill[];
  /** Of those asked for. */
  readonly has: readonly Skill[];
  /** Who lets them take it without; null: nobody. */
  readonly without: 'lead' | 'team' | null;
};
export type Row = {
  readonly seq: number;
  readonly tx: string;
  readonly item: string;
  readonly step: number;
  readonly agent: string | null;
  readonly command: string | null;
  readonly why: string;
  /** Left out or null: of a row that gives nothing, or that was written before skills were. */
  readonly skills?: Skills | null;
} & (
  | { readonly kind: 'item'; readonly before: Hands | null; readonly after: Hands }
  | { readonly kind: 'offer'; readonly offer: OfferSeen }
  | { readonly kind: 'act'; readonly after: { readonly epoch: number; readonly entry: string } }
);

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isName = (value: unknown): boolean => value === null || isText(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isOneOf = (known: readonly string[], value: unknown): boolean => isText(value) && known.includes(value);

const isHands = (value: unknown): boolean =>
  isFields(value) && isOneOf(STATES, value.state) && isName(value.holder) && isCount(value.epoch);
const isOffer = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.id) &&
  isOneOf(OFFER_STATES, value.state) &&
  isText(value.agent) &&
  isCount(value.epoch);
const isAct = (value: unknown): boolean => isFields(value) && isCount(value.epoch) && isText(value.entry);

const isSkill = (value: unknown): boolean => isFields(value) && isText(value.name) && isCount(value.level);
const isSkillList = (value: unknown): boolean => Array.isArray(value) && value.every(isSkill);
const isSkills = (value: unknown): boolean =>
  isFields(value) &&
  isSkillList(value.asked) &&
  isSkillList(value.has) &&
  (value.without === null || isOneOf(['lead', 'team'], value.without));

const bodies: Readonly<Record<string, (row: Fields) => boolean>> = {
  item: row => (row.before === null || isHands(row.before)) && isHands(row.after),
  offer: row => isOffer(row.offer),
  act: row => isAct(row.after),
};

/** Null for what is not a row. */
export function rowOf(value: unknown): Row | null {
  if (!isFields(value) || !isText(value.kind) || !Object.hasOwn(bodies, value.kind)) return null;
  const head = isCount(value.seq) && isText(value.tx) && isText(value.item) && isCount(value.step) && isText(value.why);
  const named = isName(value.agent) && isName(value.command);
  const skills = value.skills === undefined || value.skills === null || isSkills(value.skills);
  return head && named && skills && bodies[value.kind]!(value) ? (value as Row) : null;
}
