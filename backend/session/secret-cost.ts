/** Of each try. N=2^15, r=8, p=3: one of OWASP's minimum settings for scrypt (Password Storage Cheat Sheet); 32 MB each. */
export const SECRET_COST = { N: 2 ** 15, r: 8, p: 3 } as const;
