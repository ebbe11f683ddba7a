import type { Migration } from './migration.ts';

/**
 * Codes given out for a case, and who has brought which, right or wrong: wrong ones are counted, and after a right one
 * the same address is known for as long as the code lives. `address`: kind and normal form, or a withheld number.
 */
export const codes = {
  name: '0007-codes',
  up: `
    CREATE TABLE case_code (
      code text PRIMARY KEY, case_id text NOT NULL REFERENCES "case", made_at bigint NOT NULL, expires_at bigint NOT NULL
    );
    CREATE INDEX case_code_by_case ON case_code (case_id);
    CREATE TABLE code_brought (address text NOT NULL, code text NOT NULL, good boolean NOT NULL, at bigint NOT NULL);
    CREATE INDEX code_brought_by_address ON code_brought (address, at DESC);
    CREATE INDEX code_brought_by_age ON code_brought (at);`,
} satisfies Migration;
