import type { Draft } from '../../../../shared/contract/bridge.ts';
import { partsOfFile } from '../../../../shared/domain/writing/files.ts';
import type { DeskFile } from '../desk-file.ts';

/**
 * Carries commands, drafts, their files, pins and settings over, in one transaction; answers how many commands and drafts came. Doing it
 * twice changes nothing: commands go by their ids, a draft that is there already is not joined again. Where both have
 * words for the same customer neither are lost: they stand below each other. Settings of `into` win.
 */
export function mergeDeskFile(from: DeskFile, into: DeskFile): number {
  return into.write(() => {
    let rows = 0;
    for (const kept of from.commands.all()) {
      if (into.commands.get(kept.command.id)) continue;
      into.commands.add(kept);
      rows++;
    }
    for (const customerId of from.drafts.customers()) {
      const [spare, here] = [from.drafts.read(customerId), into.drafts.read(customerId)];
      for (const mode of ['reply', 'note'] as const) {
        const draft = spare[mode];
        if (!draft || here[mode]?.text.includes(draft.text)) continue;
        into.drafts.write(customerId, joined(here[mode], draft));
        into.drafts.use(customerId, spare.mode);
        rows++;
      }
    }
    for (const { workItemId, draft, customerId } of from.wrapUps.all()) {
      const here = into.wrapUps.read(workItemId);
      if (here?.text.includes(draft.text)) continue;
      into.wrapUps.write(workItemId, here ? { ...here, text: `${here.text}\n${draft.text}` } : draft, customerId);
      rows++;
    }
    rows += mergeFiles(from, into);
    for (const pin of from.pins.all()) into.pins.add(pin);
    into.settings.takeOver(from.settings.all());
    return rows;
  });
}

const joined = (here: Draft | null, spare: Draft): Draft =>
  here ? { ...here, text: `${here.text}\n\n${spare.text}`, savedAt: spare.savedAt } : spare;

/** With their bytes, a part at a time. Ids are made once for all desks, so one that is there is the same file. */
function mergeFiles({ outFiles: from }: DeskFile, { outFiles: into }: DeskFile): number {
  const fresh = from.all().filter(({ id, sha256 }) => sha256 !== null && !into.get(id));
  for (const file of fresh) {
    into.add(file);
    for (let place = 0; place < partsOfFile(file.size); place++) {
      const bytes = from.part(file.id, place);
      if (bytes) into.addPart(file.id, place, bytes);
    }
  }
  return fresh.length;
}
