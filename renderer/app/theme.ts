import { useEffect } from 'react';
import type { Settings } from '../../shared/contract/bridge.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { useMedia } from '../ui/use-media.ts';

const DARK = '(prefers-color-scheme: dark)';

const shown = (theme: Settings['theme'], systemIsDark: boolean): 'light' | 'dark' => {
  if (theme === 'system') return systemIsDark ? 'dark' : 'light';
  return theme;
};

/** The theme that is not the one in sight. */
export const otherTheme = (theme: Settings['theme']): 'light' | 'dark' =>
  shown(theme, matchMedia(DARK).matches) === 'dark' ? 'light' : 'dark';

/** Puts theme and density on the document, where the tokens read them. */
export function useLook(): void {
  const { theme, density } = useSession(settingsOf);
  const systemIsDark = useMedia(DARK);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.theme = shown(theme, systemIsDark);
    dataset.density = density;
  }, [theme, density, systemIsDark]);
}
