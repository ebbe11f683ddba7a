import type { Migration } from '../files/migrate.ts';

/** What was said to a customer went one after the other; now what is said in one conversation does. */
export const lanesByConversation: Migration = {
  name: 'lanes by conversation',
  up: `
    UPDATE commands SET lane = 'interaction:' || (params ->> '$.target.interactionId') WHERE kind = 'reply.send';
    UPDATE commands SET lane = coalesce('interaction:' || (params ->> '$.interactionId'), 'case:' || (params ->> '$.caseId'))
      WHERE kind = 'note.add';`,
};
