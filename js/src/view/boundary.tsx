/** Keeps a failure of one element to its own place. */

import { Component, type ReactNode } from "react";
import { Glyph } from "../ui/glyph";
import { t } from "../ui/text";

interface Props {
  /** What is drawn: once it changes, it is tried again. */
  subject: unknown;
  children: ReactNode;
}

export class Boundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate(before: Props): void {
    if (before.subject !== this.props.subject && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <Broken title={t("brokenElement")} detail={String(error)} />;
  }
}

/** Says that something cannot be drawn. */
export function Broken({ title, detail }: { title: string; detail?: string }) {
  return (
    <div className="lit-broken" role="alert">
      <Glyph name="warning" />
      <div>
        {title}
        {detail !== undefined && <code className="lit-broken-detail">{detail}</code>}
      </div>
    </div>
  );
}
