const count = (n: number): string => n.toLocaleString('en-GB');
const some = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`;

export const pickWords = {
  region: 'Picked entries',
  box: 'Picked',
  picked: (n: number) => `${some(n, 'entry', 'entries')} picked`,
  /** They stay picked. */
  nowHidden: (n: number) => `${count(n)} of them ${n === 1 ? 'is' : 'are'} hidden by your filters.`,
  /** They were not picked. */
  passedOver: (n: number) =>
    `${some(n, 'entry', 'entries')} hidden by your filters ${n === 1 ? 'was' : 'were'} not picked.`,
  /** `keys`: of picking one entry; empty where the agent has given it none. */
  nothing: (keys: string) =>
    `Nothing is picked to export. ${keys ? `Press ${keys} on an entry, or tick its box` : 'Tick the box of an entry'} first.`,
  tooMany: (most: number) => `No more than ${count(most)} can be picked.`,
  letGo: (n: number) => `${some(n, 'entry', 'entries')} picked of somebody else ${n === 1 ? 'was' : 'were'} let go.`,
  day: 'The day',
  interaction: 'The conversation',
  export: 'Export…',
  clear: 'Pick none',
  failed: 'The entries could not be picked',
} as const;
