/** Why somebody may see a customer whom they asked for, as it stands in `customer_grant`: this, and the id of the set. */
export const REVIEW_PREFIX = 'review:';
export const whyOfSet = (setId: string): string => `${REVIEW_PREFIX}${setId}`;
export const isReview = (why: string): boolean => why.startsWith(REVIEW_PREFIX);
