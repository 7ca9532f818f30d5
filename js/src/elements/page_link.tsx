import type { MouseEvent } from "react";
import type { PageLink } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
import { Tooltip } from "../ui/tooltip";
import sheet from "./page_link.css";

addStyle(sheet);

/** A link to a page of the app, or elsewhere. */
export function PageLinkView({ element, page }: ElementProps<PageLink>) {
  const { label, path, query, url, icon, icon_position: side, help, disabled } = element;
  const followed = (event: MouseEvent) => {
    if (disabled) {
      event.preventDefault();
      return;
    }
    if (url !== null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    page.goTo(path, query);
  };
  return (
    <div className="lit-page-link-place stPageLink" data-testid="stPageLink">
      <Tooltip text={help}>
        <a
          className="lit-page-link"
          data-testid="stPageLink-NavLink"
          data-side={side}
          href={disabled ? undefined : (url ?? page.href(path, query))}
          aria-disabled={disabled || undefined}
          {...(url === null ? {} : { target: "_blank", rel: "noopener noreferrer" })}
          onClick={followed}
        >
          {icon !== null && <Icon icon={icon} />}
          <Markdown body={label} inline />
        </a>
      </Tooltip>
    </div>
  );
}
