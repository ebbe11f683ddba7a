import type { Migration } from '../files/migrate.ts';

/**
 * Words are folded otherwise than before (a Greek Σ at the end of a word, signs such as №), so what is there is indexed
 * anew in the background, newest first.
 */
export const folding: Migration = {
  name: 'folding',
  up: `
    INSERT INTO search (search) VALUES ('delete-all');
    DELETE FROM names;
    UPDATE search_state SET
      todo = (SELECT CASE WHEN EXISTS (SELECT 1 FROM places) THEN 9007199254740991 END),
      customers_after = (SELECT CASE WHEN EXISTS (SELECT 1 FROM customers) THEN '' END),
      cases_after = (SELECT CASE WHEN EXISTS (SELECT 1 FROM cases) THEN '' END);`,
};
