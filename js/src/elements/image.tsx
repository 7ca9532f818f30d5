import { type ReactNode, useState } from "react";
import type { Page } from "../page/page";
import type { Image } from "../protocol";
import type { ElementProps } from "../ui/element";
import { useFileUrl } from "../ui/file_url";
import { FullScreenFrame } from "../ui/fullscreen";
import { Loading } from "../ui/loading";
import { Markdown } from "../ui/markdown";
import { useObjectUrl } from "../ui/object_url";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { Tools } from "../ui/tools";
import sheet from "./image.css";

addStyle(sheet);

type Picture = Image["images"][number];

/** One picture or several side by side, each with its caption. */
export function ImageView({ element, page }: ElementProps<Image>) {
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
                  <PictureView page={page} image={image} />
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

function PictureView({ page, image }: { page: Page; image: Picture }) {
  const { data, file = null, url = null, mime, alt, caption } = image;
  const local = useObjectUrl(data, mime);
  const fetched = useFileUrl(page, file);
  const source = local ?? fetched.url ?? url;
  const [broken, setBroken] = useState<string | null>(null);
  if (source === null) {
    return file === null ? null : (
      <Loading state={fetched} size={file.size} name={file.name || (alt ?? caption ?? "")} />
    );
  }
  if (broken === source) {
    return (
      <p className="lit-image-broken" role="alert">
        {t("brokenPicture", { name: alt || caption || file?.name || url || "" })}
      </p>
    );
  }
  return (
    <img
      className="lit-image-picture"
      src={source}
      alt={alt ?? caption ?? ""}
      decoding="async"
      onError={() => setBroken(source)}
    />
  );
}
