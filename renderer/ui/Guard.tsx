import { Component, type ErrorInfo, type ReactNode } from 'react';
import { logger } from '../../shared/lib/log.ts';
import { shellWords } from '../text/shell.ts';
import { Button } from './Button.tsx';
import css from './Guard.module.css';

const log = logger('screen');
type Props = {
  readonly name: string;
  /** Another one is tried afresh. */
  readonly of?: string;
  readonly children: ReactNode;
};
type State = { readonly failed: boolean; readonly of: string | undefined };

/** A part that fails says so in its own place; the others go on. */
export class Guard extends Component<Props, State> {
  override state: State = { failed: false, of: this.props.of };

  static getDerivedStateFromError(): Pick<State, 'failed'> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ of }: Props, state: State): State | null {
    return of === state.of ? null : { failed: false, of };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo): void {
    log.error('part.failed', { name: this.props.name }, error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={css.failed} role="alert">
        <h2>{shellWords.broken}</h2>
        <p>{shellWords.brokenHint}</p>
        <Button onPress={() => this.setState({ failed: false })}>{shellWords.again}</Button>
      </div>
    );
  }
}
