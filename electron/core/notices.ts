import type { Notice } from '../../shared/contract/bridge.ts';

/** What the agent must know about the cache, until dismissed. Times differ, so that each can be dismissed by its time. */
export function noticeBoard(now: () => number, changed: () => void) {
  let notices: Notice[] = [];
  return {
    /** A kind that is already shown is not shown twice. */
    add(kind: Notice['kind']): void {
      if (notices.some(notice => notice.kind === kind)) return;
      const newest = Math.max(-Infinity, ...notices.map(notice => notice.at));
      notices = [...notices, { kind, at: Math.max(now(), newest + 1) }];
      changed();
    },
    all: (): Notice[] => notices,
    has: (kind: Notice['kind']): boolean => notices.some(notice => notice.kind === kind),
    dismiss(at: number): Notice[] {
      notices = notices.filter(notice => notice.at !== at);
      changed();
      return notices;
    },
    clear(kind: Notice['kind']): void {
      if (!notices.some(notice => notice.kind === kind)) return;
      notices = notices.filter(notice => notice.kind !== kind);
      changed();
    },
  };
}
export type Notices = ReturnType<typeof noticeBoard>;
