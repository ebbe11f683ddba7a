// Locks of the whole database, each held to the end of a transaction. Taken in this order, and before any row's lock.

/**
 * Whoever brings records, or decides who may see whom: two at once could each make a customer of one address, or give a
 * right that the other has just taken.
 */
export const INTAKE_TURN = `SELECT pg_advisory_xact_lock(4820001)`;

/** Whoever rings at somebody's desk, or changes whom work may be given to: two at once would each count an agent as free. */
export const ROUTING_TURN = `SELECT pg_advisory_xact_lock(4820002)`;

/**
 * Beside others of its kind, and beside nobody who has ROUTING_TURN. Whoever has this hands out only what it has locked, agent
 * and item, and looks at the agent once more after that.
 */
export const ROUTING_TURN_BESIDE = `SELECT pg_advisory_xact_lock_shared(4820002)`;
