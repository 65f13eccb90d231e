// A screen that fails does not take the window with it.
import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { EmptyState } from "../kit/parts";

export class PageBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <main id="content">
        <EmptyState title="This screen could not be drawn" text={this.state.error.message}>
          <Button onClick={() => this.setState({ error: null })}>Try again</Button>
        </EmptyState>
      </main>
    );
  }
}
