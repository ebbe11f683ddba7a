import type { Command } from '../../../../shared/contract/commands.ts';
import type { DeskFile } from '../desk-file.ts';
import { keptSearches } from '../search/kept-searches.ts';
import { namedIn } from './named-in.ts';

/** Of these a reason is one of a list. */
const LISTED: readonly Command['kind'][] = [
  'customer.erase',
  'offer.decline',
  'presence.set',
  'work.noResponse',
  'work.praise',
];

function hasWords({ kind, params }: Command): boolean {
  if (LISTED.includes(kind)) return false;
  const given = params as Readonly<Record<string, unknown>>;
  return ['text', 'note', 'wrapUp', 'reason'].some(name => typeof given[name] === 'string');
}

/**
 * What the agent wrote to an erased customer: drafts, files, wrap-ups, what was begun in dialogs, and commands with words in them, whatever became of
 * those. Commands without words stay, so that what was promised is still done. Answers how much of it was not sent yet.
 */
export function eraseWords(file: DeskFile, customerId: string): number {
  return file.write(() => {
    let unsent = file.drafts.removeOf(customerId);
    for (const { command, state, customerId: of } of file.commands.all()) {
      if (of !== customerId || !hasWords(command)) continue;
      file.commands.remove(command.id);
      file.outFiles.removeOf(command.id);
      if (state !== 'confirmed') unsent += 1;
    }
    for (const one of file.outFiles.all()) if (one.customerId === customerId) file.outFiles.remove(one.id);
    unsent += file.wrapUps.removeOfCustomer(customerId) + file.begun.removeOfCustomer(customerId);
    for (const pin of file.pins.all()) if (pin.customerId === customerId) file.pins.remove(pin);
    file.settings.forgetSeen(customerId);
    return unsent;
  });
}

/** Searches that were kept and name somebody who is known by these. */
export function forgetSearches({ settings }: DeskFile, knownBy: readonly string[]): void {
  const isAbout = namedIn(knownBy);
  const searches = keptSearches(settings.searches.read());
  const recent = searches.recent.filter(query => !isAbout(query));
  const saved = searches.saved.filter(({ name, query }) => !isAbout(query) && !isAbout(name));
  if (recent.length + saved.length < searches.recent.length + searches.saved.length)
    settings.searches.write({ ...searches, recent, saved });
}
