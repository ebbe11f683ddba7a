import { attempt } from '../stores/failures.ts';
import { agentName, changeSettings, isLead, settingsOf, useSession } from '../stores/session.ts';
import { openView, useView, viewHref, VIEWS, type ViewName } from '../stores/view.ts';
import { failureWords, shellWords } from '../text/shell.ts';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Menu } from '../ui/Menu.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { PresenceMenu } from './PresenceMenu.tsx';
import { SearchBox } from './SearchBox.tsx';
import { otherTheme } from './theme.ts';
import css from './TopBar.module.css';

/** The queues are a lead's: an agent's desk does not receive them, so there is nothing to lead to. */
const useViews = (): readonly ViewName[] => {
  const lead = useSession(isLead);
  // What is kept is looked after now and then: the account's menu leads there.
  return VIEWS.filter(name => name !== 'keeping' && (name !== 'queues' || lead));
};

function ViewLink({ name }: { readonly name: ViewName }) {
  const href = useView(viewHref(name));
  const current = useView(view => view.name === name);
  return (
    <a href={href} className={css.view} aria-current={current ? 'page' : undefined}>
      {shellWords.viewNames[name]}
    </a>
  );
}

function ViewMenu() {
  const name = useView(view => view.name);
  const views = useViews();
  return (
    <Menu
      label={shellWords.views}
      renderTrigger={menu => (
        <button {...menu} className={css.viewMenu} aria-label={shellWords.viewMenu(shellWords.viewNames[name])}>
          {shellWords.viewNames[name]}
          <Icon name="down" size="sm" />
        </button>
      )}
      groups={[
        {
          id: 'views',
          chosen: [name],
          entries: views.map(view => ({ id: view, label: shellWords.viewNames[view] })),
        },
      ]}
      onAction={id => openView(id as ViewName)}
    />
  );
}

const change = (next: Parameters<typeof changeSettings>[0]): void =>
  void attempt(failureWords.settings, () => changeSettings(next));

function Switches() {
  const { theme, density } = useSession(settingsOf);
  return (
    <div className={css.switches}>
      <IconButton icon="theme" label={shellWords.theme} onPress={() => change({ theme: otherTheme(theme) })} />
      <IconButton
        icon="density"
        label={shellWords.density}
        onPress={() => change({ density: density === 'compact' ? 'comfortable' : 'compact' })}
      />
    </div>
  );
}

/** The product, the views, the search, the truth about the connection, and who works here. */
export function TopBar() {
  const name = useSession(agentName);
  const inReview = useView(view => view.name === 'review');
  const home = useView(viewHref('work'));
  const views = useViews();
  return (
    <header className={css.bar}>
      <a className={css.brand} href={home} aria-label={shellWords.toWork}>
        <Mark className={css.mark} />
        <span>{shellWords.product}</span>
      </a>
      <nav className={css.views} aria-label={shellWords.views}>
        {views.map(view => (
          <ViewLink key={view} name={view} />
        ))}
      </nav>
      <div className={css.viewsFolded}>
        <ViewMenu />
      </div>
      {inReview ? <span className={css.room} /> : <SearchBox />}
      <ConnectionStatus />
      <PresenceMenu />
      <Switches />
      <AccountMenu name={name} />
    </header>
  );
}
