import type { Logo } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Icon } from "../ui/icon";
import { useObjectUrl } from "../ui/object_url";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./logo.css";

addStyle(sheet);

type Mark = Logo["image"];

/** Nothing: a logo is drawn in the sidebar or the header, as a `LogoMark`. */
export function LogoView(_: ElementProps<Logo>) {
  return null;
}

interface LogoMarkProps {
  logo: Logo;
  testId: string;
  /** There is little room: the author may have given another picture for that. */
  small?: boolean;
}

/** The logo, in its size and with its link. */
export function LogoMark({ logo, testId, small = false }: LogoMarkProps) {
  const { image, icon_image, link, size } = logo;
  const mark = <MarkView mark={(small && icon_image) || image} size={size} testId={testId} />;
  if (link === null) return mark;
  return (
    <a className="lit-logo-link" href={link} target="_blank" rel="noreferrer" data-testid="stLogoLink">
      {mark}
    </a>
  );
}

function MarkView({ mark, size, testId }: { mark: Mark; size: Logo["size"]; testId: string }) {
  const picture = typeof mark === "string" ? null : mark;
  const local = useObjectUrl(picture?.data, picture?.mime);
  if (typeof mark === "string") {
    return (
      <span className="lit-logo stLogo" data-size={size} data-testid={testId} role="img" aria-label={t("logo")}>
        <Icon icon={mark} />
      </span>
    );
  }
  return (
    <img
      className="lit-logo stLogo"
      data-size={size}
      data-testid={testId}
      src={local ?? mark.url ?? undefined}
      alt={t("logo")}
    />
  );
}
