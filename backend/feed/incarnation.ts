import { logger } from '../../shared/lib/log.ts';
import type { Store } from '../store/db.ts';

const log = logger('feed');

/** Any number that nothing else in this database uses. */
const INCARNATION_LOCK = 7_304_102;

/**
 * The log's name. A log restored into another cluster holds transaction ids that this cluster has not reached: new
 * rows would sort before old ones. Such a log begins anew under a new name; desks take a snapshot, grants stay. They are
 * numbered from 1, which is below the new first row: each grant once took a number of the same sequence.
 */
export async function readIncarnation(store: Store): Promise<string> {
  return store.transaction(async tx => {
    await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [INCARNATION_LOCK]);
    const [ahead] = await tx.query<{ yes: boolean }>(
      'SELECT EXISTS (SELECT FROM feed_log WHERE xid > pg_current_xact_id()) AS yes',
    );
    if (ahead?.yes) {
      await tx.exec(`
        DELETE FROM feed_log;
        UPDATE feed_grant SET xid = pg_current_xact_id(), seq = old.place
        FROM (SELECT agent_id, customer_id, row_number() OVER (ORDER BY xid, seq) AS place FROM feed_grant) AS old
        WHERE feed_grant.agent_id = old.agent_id AND feed_grant.customer_id = old.customer_id;
        INSERT INTO feed_log (audience, kind, body, bytes) VALUES ('nobody', 'log.started', '{}', 2);
        UPDATE feed_identity SET incarnation = gen_random_uuid()::text, made_at = now();`);
      log.warn('log.begun.anew');
    }
    const [row] = await tx.query<{ incarnation: string }>('SELECT incarnation FROM feed_identity');
    if (!row) throw new Error('the log has no name');
    return row.incarnation;
  });
}
