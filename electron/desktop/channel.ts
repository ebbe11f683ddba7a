/** The one name that main and preload share. */
export const CHANNEL = 'bridge';
