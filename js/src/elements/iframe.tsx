import type { Iframe } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Frame } from "../ui/frame";

/** A page within the page. */
export function IframeView({ element }: ElementProps<Iframe>) {
  const { src, body, scroll, tab_index, alt, width, height } = element;
  return (
    <Frame
      src={src}
      html={body}
      title={alt ?? "st.iframe"}
      tabIndex={tab_index ?? undefined}
      scroll={scroll}
      fitWidth={width === "content"}
      fitHeight={height === "content"}
    />
  );
}
