// Variables of macros, sign-offs and signatures. What has no value stays in the text as a blank, and stops the send.

export const VARIABLES = [
  'customer.name',
  'customer.firstName',
  'case.number',
  'agent.name',
  'agent.firstName',
  'agent.initials',
  'shift.end',
] as const;
export type Variable = (typeof VARIABLES)[number];
/** Null: not known, e.g. the name of a customer of whom only an address is. */
export type Values = Readonly<Record<Variable, string | null>>;

/** `{{customer.name}}` or `{{?delivery address}}`. */
const BLANK = /\{\{\s*(\??)\s*([^{}]{1,200}?)\s*\}\}/gu;
const TITLE = /^(dr|mr|mrs|ms|mx|prof|sir|dame|herr|frau|mme|m)\.?$/iu;

function firstName(name: string): string | null {
  const words = name.trim().split(/\s+/u);
  return words.find(word => word !== '' && !TITLE.test(word)) ?? null;
}

const initials = (name: string): string | null =>
  name
    .trim()
    .split(/[\s-]+/u)
    .filter(word => word !== '' && !TITLE.test(word))
    .map(word => [...word][0]!.toLocaleUpperCase())
    .slice(0, 3)
    .join('') || null;

export type Known = {
  readonly customer: { readonly name: string; readonly known: boolean } | null;
  readonly caseNumber: number | null;
  readonly agentName: string | null;
  /** As clocks of the team show it, e.g. `22:00`; left out: not known here. */
  readonly shiftEnd?: string | null;
};

export function valuesOf({ customer, caseNumber, agentName, shiftEnd = null }: Known): Values {
  const name = customer?.known ? customer.name.trim() || null : null;
  return {
    'customer.name': name,
    'customer.firstName': name && firstName(name),
    'case.number': caseNumber === null ? null : String(caseNumber),
    'agent.name': agentName?.trim() || null,
    'agent.firstName': agentName === null ? null : firstName(agentName),
    'agent.initials': agentName === null ? null : initials(agentName),
    'shift.end': shiftEnd,
  };
}

const isVariable = (name: string): name is Variable => (VARIABLES as readonly string[]).includes(name);

/** With every value that is known. What a value says is never read as a variable again. */
export const fillIn = (text: string, values: Values): string =>
  text.replace(BLANK, (blank, question: string, name: string) =>
    question === '' && isVariable(name) ? (values[name]?.replace(/[{}]/gu, '') ?? blank) : blank,
  );

/** `[from, to)` in the text. `asks`: the agent is asked to fill it in; else a value was missing. */
export type Blank = { readonly from: number; readonly to: number; readonly label: string; readonly asks: boolean };

/** What is still to be filled in, in order. */
export const blanksIn = (text: string): Blank[] =>
  [...text.matchAll(BLANK)].map(found => ({
    from: found.index,
    to: found.index + found[0].length,
    label: found[2]!,
    asks: found[1] !== '',
  }));

/** The next blank at or behind `from`, round to the first; null: none is left. */
export function nextBlank(text: string, from: number): Blank | null {
  const blanks = blanksIn(text);
  return blanks.find(blank => blank.from >= from) ?? blanks[0] ?? null;
}
