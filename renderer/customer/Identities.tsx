import type { Customer, Identity } from '../../shared/domain/customer.ts';
import { CallBack } from '../call/CallBack.tsx';
import { customerWords } from '../text/customer.ts';
import { shortDay, shortNumber } from '../text/time.ts';
import { channelWords } from '../text/timeline.ts';
import { channelIcon, Icon, type IconName } from '../ui/Icon.tsx';
import { PopoverButton } from '../ui/PopoverButton.tsx';
import css from './CustomerPanel.module.css';

const SHIELDS: Readonly<Record<Identity['sureness'], IconName>> = {
  proven: 'proven',
  likely: 'likely',
  shared: 'shared',
};

/** Who says so, since when. */
function Evidence({ identity }: { readonly identity: Identity }) {
  return (
    <>
      <p className={css.evidenceAddress} dir="auto">
        {channelWords[identity.channel]} {identity.display}
      </p>
      {identity.evidence.length === 0 ? <p className={css.hint}>{customerWords.noEvidence}</p> : null}
      <ul className={css.evidence}>
        {identity.evidence.map((evidence, i) => (
          <li key={i}>
            <bdi>{customerWords.evidence[evidence.kind](evidence.by)}</bdi>
            <span className={css.quiet}>{shortDay(evidence.at)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How sure we are, by shield and word; it opens why. */
function Sureness({ identity }: { readonly identity: Identity }) {
  return (
    <PopoverButton
      className={`${css.sureness} ${css[identity.sureness]}`}
      label={`${customerWords.sureness(identity)}. ${customerWords.why(identity.display)}`}
      face={
        <>
          <Icon name={SHIELDS[identity.sureness]} size="sm" />
          {customerWords.sureness(identity)}
        </>
      }
      title={customerWords.why(identity.display)}
      classes={{ popover: css.popover!, dialog: css.popoverIn! }}
      placement="bottom end"
    >
      <Evidence identity={identity} />
    </PopoverButton>
  );
}

/** Every address that is held to be this person's, each with how sure that is. */
export function Identities({ customer, caseId }: { readonly customer: Customer; readonly caseId: string | null }) {
  return (
    <div className={css.section} role="group" aria-label={customerWords.identities}>
      <h3>{customerWords.identities}</h3>
      {customer.identities.length === 0 ? <p className={css.hint}>{customerWords.noIdentities}</p> : null}
      <ul className={css.list}>
        {customer.identities.map(identity => (
          <li key={identity.id} className={css.identity}>
            <Icon name={channelIcon(identity.channel)} size="sm" label={channelWords[identity.channel]} />
            <bdi className={css.address} title={identity.display}>
              {identity.display}
            </bdi>
            {identity.followers === null ? null : (
              <span className={css.quiet}>{customerWords.followers(shortNumber(identity.followers))}</span>
            )}
            <CallBack customerId={customer.id} caseId={caseId} identity={identity} />
            <Sureness identity={identity} />
          </li>
        ))}
      </ul>
    </div>
  );
}
