// Unit tests sign in hundreds of times, and make the secrets of a roster for each backend they start: a third of a second
// each, of computing that is slow on purpose. What is stored says its own cost, so that nothing else is different.
export const SECRET_COST = { N: 16, r: 8, p: 1 } as const;
