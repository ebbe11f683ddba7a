import type { Settings } from '../../shared/contract/bridge.ts';
import { attempt } from '../stores/failures.ts';
import { changeSettings, settingsOf, signedInAgent, useSession } from '../stores/session.ts';
import { openView } from '../stores/view.ts';
import { openOver } from '../stores/shell.ts';
import { alertWords } from '../text/alerts.ts';
import { keepingWords } from '../text/keeping.ts';
import { leavingWords } from '../text/leaving.ts';
import { failureWords, shellWords } from '../text/shell.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { Menu } from '../ui/Menu.tsx';
import css from './AccountMenu.module.css';

/** First letters of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(word => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase('en-GB');
}

const choose = (change: Partial<Settings>): void => void attempt(failureWords.settings, () => changeSettings(change));

const run = (id: string, group: string): void => {
  if (group === 'theme') choose({ theme: id as Settings['theme'] });
  else if (group === 'density') choose({ density: id as Settings['density'] });
  else if (id === 'keeping') openView('keeping');
  else if (id === 'keys' || id === 'commands' || id === 'alerts' || id === 'sign-out') openOver(id);
};

const entriesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([id, label]) => ({ id, label }));

export function AccountMenu({ name }: { readonly name: string | null }) {
  const { theme, density } = useSession(settingsOf);
  const agent = useSession(signedInAgent);
  const host = useSession(session => session.host);
  const version = useSession(session => session.version);
  return (
    <Menu
      label={shellWords.settings}
      placement="bottom end"
      renderTrigger={menu => (
        <button {...menu} className={css.avatar}>
          <span aria-hidden="true">{name ? initialsOf(name) : '–'}</span>
          <Hidden>{name ? shellWords.account(name) : shellWords.nobody}</Hidden>
        </button>
      )}
      groups={[
        {
          id: 'who',
          title: [name ?? shellWords.nobody, agent ? shellWords.roles[agent.role] : null].filter(Boolean).join(' · '),
          entries: [
            { id: 'commands', label: shellWords.commands, icon: 'find', keys: '.' },
            { id: 'keys', label: shellWords.keys, icon: 'keys', keys: '?' },
            { id: 'alerts', label: alertWords.title, icon: 'bell' },
            { id: 'keeping', label: keepingWords.open, icon: 'inbox', keys: 'G D' },
          ],
        },
        { id: 'theme', title: shellWords.themeTitle, chosen: [theme], entries: entriesOf(shellWords.themes) },
        { id: 'density', title: shellWords.densityTitle, chosen: [density], entries: entriesOf(shellWords.densities) },
        { id: 'leave', entries: [{ id: 'sign-out', label: leavingWords.signOut, icon: 'private' }] },
        { id: 'about', title: shellWords.version(host, version), entries: [] },
      ]}
      onAction={run}
    />
  );
}
