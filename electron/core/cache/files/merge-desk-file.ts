import type { Begun } from '../../../../shared/contract/bridge/begun.ts';
import type { Draft } from '../../../../shared/contract/bridge/draft.ts';
import { partsOfFile } from '../../../../shared/domain/writing/files.ts';
import { joinedFields } from '../../../../shared/domain/writing/joined-fields.ts';
import { joinedWords } from '../../../../shared/domain/writing/joined-words.ts';
import type { DeskFile } from '../desk-file.ts';

/**
 * Carries commands, drafts, what was begun, their files, pins and settings over, in one transaction; answers how many commands and drafts came. Doing it
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
    for (const customerId of from.drafts.customers()) rows += mergeDrafts(from, into, customerId);
    for (const { workItemId, draft, customerId } of from.wrapUps.all()) {
      const here = into.wrapUps.read(workItemId);
      if (here?.text.includes(draft.text)) continue;
      into.wrapUps.write(workItemId, here ? { ...here, text: `${here.text}\n${draft.text}` } : draft, customerId);
      rows++;
    }
    for (const begun of from.begun.all()) rows += mergeBegun(begun, into);
    rows += mergeFiles(from, into);
    for (const pin of from.pins.all()) into.pins.add(pin);
    into.settings.takeOver(from.settings.all());
    return rows;
  });
}

/** Its words stand there already. */
const hasAll = (here: Draft, { text, subject }: Draft): boolean =>
  here.text.includes(text) && (!subject || here.subject === subject || here.text.includes(subject));

function mergeDrafts(from: DeskFile, into: DeskFile, customerId: string): number {
  let rows = 0;
  for (const spare of from.drafts.read(customerId)) {
    const { caseId } = spare;
    for (const draft of [spare.reply, spare.note]) {
      const here = draft ? into.drafts.get(customerId, caseId, draft.mode) : null;
      if (!draft || (here && hasAll(here, draft))) continue;
      into.drafts.write(customerId, caseId, here ? { ...joinedWords(here, draft), savedAt: draft.savedAt } : draft);
      into.drafts.use(customerId, caseId, spare.mode);
      rows++;
    }
  }
  return rows;
}

function mergeBegun(spare: Begun, into: DeskFile): number {
  const here = into.begun.get(spare.about);
  into.begun.write({ ...spare, fields: here ? joinedFields(here.fields, spare.fields) : spare.fields });
  return 1;
}

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
