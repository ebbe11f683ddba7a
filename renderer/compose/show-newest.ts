/** As the key End would: what one has just written is to be seen, however far up one was reading. */
export function showNewest(customerId: string): void {
  const feed = document.querySelector(`[role=feed][data-timeline="${CSS.escape(customerId)}"]`);
  // Not of a conversation that is drawn ahead of being shown.
  if (feed?.closest('[inert]') !== null) return;
  feed.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }));
}
