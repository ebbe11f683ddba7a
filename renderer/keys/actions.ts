// What keys can do, and by which key at first. None is a browser's own key.

/** `everywhere`: also while writing. Everything else works outside text fields only. */
type Action = { readonly keys: string; readonly everywhere?: true; readonly where?: 'work' | 'review' };

const TABLE = {
  'offer.accept': { keys: 'F2', everywhere: true },
  'offer.decline': { keys: 'F8', everywhere: true },
  'view.work': { keys: 'G W' },
  'view.queues': { keys: 'G Q' },
  'view.review': { keys: 'G R' },
  'view.keeping': { keys: 'G D' },
  'mention.next': { keys: 'G M' },
  'region.work': { keys: 'G 1' },
  'region.timeline': { keys: 'G 2' },
  'region.customer': { keys: 'G 3' },
  'region.composer': { keys: 'G 4' },
  'search.focus': { keys: '/' },
  'commands.open': { keys: '.' },
  'commands.always': { keys: 'Alt+K', everywhere: true },
  'keys.open': { keys: '?' },
  'entry.next': { keys: 'J' },
  'entry.previous': { keys: 'K' },
  'filters.focus': { keys: 'F' },
  'pick.entry': { keys: 'V' },
  'pick.range': { keys: 'E R' },
  'pick.day': { keys: 'E D' },
  'pick.interaction': { keys: 'E I' },
  'pick.none': { keys: 'E N' },
  'pick.export': { keys: 'E E' },
  'item.previous': { keys: '[' },
  'item.next': { keys: ']' },
  'item.park': { keys: 'Z P', where: 'work' },
  'item.take': { keys: 'T', where: 'work' },
  'item.wake': { keys: 'Z B', where: 'work' },
  'item.finish': { keys: 'Z F', where: 'work' },
  'item.select': { keys: 'X', where: 'work' },
  'items.settle': { keys: 'Z S', where: 'work' },
  'items.undo': { keys: 'Z U', where: 'work' },
  'items.order': { keys: 'Z O', where: 'work' },
  'hand.transfer': { keys: 'H T', where: 'work' },
  'hand.escalate': { keys: 'H E', where: 'work' },
  'hand.consult': { keys: 'H C', where: 'work' },
  'hand.complete': { keys: 'H W', where: 'work' },
  'hand.conference': { keys: 'H A', where: 'work' },
  'hand.leave': { keys: 'H L', where: 'work' },
  'compose.reply': { keys: 'R', where: 'work' },
  'compose.note': { keys: 'N', where: 'work' },
  'compose.macros': { keys: 'M', where: 'work' },
  'compose.attach': { keys: 'A', where: 'work' },
  'compose.settle': { keys: 'D', where: 'work' },
  'post.repost': { keys: 'Z R', where: 'work' },
  'post.undoRepost': { keys: 'Z T', where: 'work' },
  'customer.prefer': { keys: 'Z A', where: 'work' },
  'customer.erase': { keys: 'Z E' },
  'case.phone': { keys: 'C D', where: 'work' },
  'case.code': { keys: 'C P', where: 'work' },
  'case.pin': { keys: 'Z K' },
  'call.mute': { keys: 'F4', everywhere: true },
  'call.hold': { keys: 'F9', everywhere: true },
  'call.keypad': { keys: 'C K' },
  'call.record': { keys: 'C R' },
  'call.outside': { keys: 'C T' },
  'call.conference': { keys: 'C A' },
  'call.complete': { keys: 'C W' },
  'call.cancel': { keys: 'C X' },
  'call.end': { keys: 'C E' },
  'acw.extend': { keys: 'C M' },
  'acw.end': { keys: 'C F' },
  'hit.previous': { keys: 'P', where: 'review' },
  'hit.next': { keys: 'N', where: 'review' },
  'hit.beside': { keys: 'Shift+Enter', where: 'review' },
  'pane.next': { keys: 'B', where: 'review' },
  'pane.close': { keys: 'X', where: 'review' },
  'pane.alone': { keys: 'W', where: 'review' },
  'search.save': { keys: 'S', where: 'review' },
  'beyond.open': { keys: 'G B' },
  'beyond.sets': { keys: '' },
  'export.open': { keys: 'G E' },
  'alerts.open': { keys: '' },
  'presence.available': { keys: 'G A' },
  'presence.away': { keys: 'G N' },
  'shift.introduce': { keys: 'G I' },
  'session.signIn': { keys: 'G S' },
  'theme.switch': { keys: '' },
  'density.switch': { keys: '' },
} as const satisfies Record<string, Action>;

export type ActionId = keyof typeof TABLE;
export const ACTIONS: Readonly<Record<ActionId, Action>> = TABLE;
export const ACTION_IDS = Object.keys(TABLE) as readonly ActionId[];

type Chosen = Readonly<Record<string, string>>;

/** The key of an action now: the agent's choice, else the default; empty: none. */
export const keysOf = (id: ActionId, chosen: Chosen): string => chosen[id] ?? ACTIONS[id].keys;

const isSame = (a: Action['where'], b: Action['where']): boolean => !a || !b || a === b;

/** Another action that these keys, or their beginning, already lead to in the same view; null: they are free. */
export function takenBy(keys: string, id: ActionId, chosen: Chosen): ActionId | null {
  const clashes = (other: ActionId): boolean => {
    const theirs = keysOf(other, chosen);
    if (!theirs || other === id || !isSame(ACTIONS[other].where, ACTIONS[id].where)) return false;
    return theirs === keys || theirs.startsWith(`${keys} `) || keys.startsWith(`${theirs} `);
  };
  return ACTION_IDS.find(clashes) ?? null;
}
