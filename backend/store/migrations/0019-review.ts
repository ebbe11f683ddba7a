import type { Migration } from './migration.ts';

/**
 * What a reviewer finds customers by, and what they have brought to their desk. `words_due`: records whose words are not in
 * the index yet, written with the record and read soon after, so that no record waits for its words. `customer_words` and
 * `entry_words`: words as `shared/domain/search` folds them, in no other form. `import_run`: archives by their names, and
 * whose they hold. `review_set`: what is brought; whom it brings stands in `customer_grant` under its id.
 */
export const review = {
  name: '0019-review',
  up: `
    CREATE TABLE words_due (kind text NOT NULL, id text NOT NULL, PRIMARY KEY (kind, id));
    INSERT INTO words_due SELECT 'customer', id FROM customer WHERE erased_at IS NULL;
    INSERT INTO words_due SELECT 'entry', id FROM entry WHERE kind <> 'event';
    CREATE TABLE customer_words (customer_id text PRIMARY KEY, words tsvector NOT NULL);
    CREATE INDEX customer_by_words ON customer_words USING gin (words);
    CREATE TABLE entry_words (entry_id text PRIMARY KEY, words tsvector NOT NULL);
    CREATE INDEX entry_by_words ON entry_words USING gin (words);

    CREATE TABLE import_run (
      id text PRIMARY KEY, name text NOT NULL, began_at bigint NOT NULL, last_at bigint NOT NULL
    );
    CREATE TABLE import_customer (
      import_id text NOT NULL REFERENCES import_run, customer_id text NOT NULL, PRIMARY KEY (import_id, customer_id)
    );
    CREATE INDEX import_customer_by_customer ON import_customer (customer_id);

    CREATE TABLE review_set (
      id text PRIMARY KEY, agent_id text NOT NULL, what json NOT NULL, name text, made_at bigint NOT NULL,
      until bigint NOT NULL
    );
    CREATE INDEX review_set_by_agent ON review_set (agent_id, made_at);
    CREATE INDEX work_item_by_queue ON work_item (queue_id, entered_at DESC);`,
} satisfies Migration;
