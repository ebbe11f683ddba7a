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

/** A part that fails says so in its own place; the others go on. */
export class Guard extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo): void {
    log.error('part.failed', { name: this.props.name }, error);
  }

  override componentDidUpdate({ of }: Props): void {
    if (this.state.failed && of !== this.props.of) this.setState({ failed: false });
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
