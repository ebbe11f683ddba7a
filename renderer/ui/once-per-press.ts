import type { KeyboardEvent } from 'react';

/** A browser presses its button again and again while Enter is held down; who holds it too long has pressed it once. */
export function oncePerPress(event: KeyboardEvent): void {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
}
