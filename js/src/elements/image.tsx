import { type ReactNode, useEffect, useMemo } from "react";
import type { Image } from "../protocol";
import type { ElementProps } from "../ui/element";
import { FullScreenFrame } from "../ui/fullscreen";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
import { Tools } from "../ui/tools";
import sheet from "./image.css";

addStyle(sheet);

type Picture = Image["images"][number];

/** One picture or several side by side, each with its caption. */
export function ImageView({ element }: ElementProps<Image>) {
  const { images, link, width, picture_width: each } = element;
  const subject = images.length === 1 ? (images[0]?.caption ?? null) : null;
  return (
    <FullScreenFrame subject={subject}>
      {({ tool }) => (
        <>
          <Tools>{tool}</Tools>
          <div
            className="lit-images stImage"
            data-testid="stImage"
            data-width={typeof width === "number" || each !== null ? "pixels" : width}
          >
            {images.map((image, index) => (
              <figure
                // biome-ignore lint/suspicious/noArrayIndexKey: a picture is known by its place
                key={index}
                className="lit-image"
                data-testid="stImageContainer"
                style={each === null ? undefined : { inlineSize: each }}
              >
                <Linked to={link}>
                  <PictureView image={image} />
                </Linked>
                {image.caption && (
                  <figcaption className="lit-image-caption" data-testid="stImageCaption">
                    <Markdown body={image.caption} inline caption />
                  </figcaption>
                )}
              </figure>
            ))}
          </div>
        </>
      )}
    </FullScreenFrame>
  );
}

function Linked({ to, children }: { to: string | null; children: ReactNode }) {
  if (to === null) return children;
  return (
    <a href={to} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

function PictureView({ image }: { image: Picture }) {
  const { data, url, mime, alt, caption } = image;
  const local = useMemo(
    () => (data ? URL.createObjectURL(new Blob([data as BlobPart], mime ? { type: mime } : {})) : null),
    [data, mime],
  );
  useEffect(() => () => void (local !== null && URL.revokeObjectURL(local)), [local]);
  const source = local ?? url;
  return source ? <img className="lit-image-picture" src={source} alt={alt ?? caption ?? ""} /> : null;
}
