import { Component, type ReactNode } from 'react';
import { translate } from './i18n.js';
import { Banner } from '../ui/Banner.js';
import { Button } from '../ui/Button.js';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** A new value (the address) gives the page another try. */
  readonly resetKey: string;
}

interface State {
  readonly failed: boolean;
  readonly resetKey: string;
}

/** A fault in one page leaves the bar, the drafts and the other pages alone. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { failed: false, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Banner
        tone="danger"
        title={translate('fault.title')}
        actions={
          <Button small onClick={() => location.reload()}>
            {translate('fault.reload')}
          </Button>
        }
      >
        {translate('fault.kept')}
      </Banner>
    );
  }
}
