const LEADS_AWAY = ['Files', 'text/uri-list'];

function refuse(event: DragEvent): void {
  if (!LEADS_AWAY.some(type => event.dataTransfer?.types.includes(type))) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
}

/** A browser leaves the page for a file or link that is dropped on it; text may still be dragged into a field (X6). */
export function refuseDrops(target: Document): void {
  target.addEventListener('dragover', refuse);
  target.addEventListener('drop', refuse);
}
