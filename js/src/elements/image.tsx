import { useEffect, useMemo } from "react";
import type { Image } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
import sheet from "./image.css";

addStyle(sheet);

type Picture = Image["images"][number];

/** One picture or several side by side, each with its caption. */
export function ImageView({ element }: ElementProps<Image>) {
  const { images, link, width } = element;
  return (
    <div className="lit-images stImage" data-testid="stImage" data-width={typeof width === "number" ? "pixels" : width}>
      {images.map((image, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a picture is known by its place
        <figure key={index} className="lit-image" data-testid="stImageContainer">
          {link === null ? (
            <PictureView image={image} />
          ) : (
            <a href={link} target="_blank" rel="noreferrer">
              <PictureView image={image} />
            </a>
          )}
          {image.caption && (
            <figcaption className="lit-image-caption" data-testid="stImageCaption">
              <Markdown body={image.caption} inline />
            </figcaption>
          )}
        </figure>
      ))}
    </div>
  );
}

function PictureView({ image }: { image: Picture }) {
  const { data = null, url = null, mime = "", alt, caption } = image;
  const local = useMemo(
    () => (data === null ? null : URL.createObjectURL(new Blob([data as BlobPart], { type: mime }))),
    [data, mime],
  );
  useEffect(() => () => void (local !== null && URL.revokeObjectURL(local)), [local]);
  const source = local ?? url;
  return source === null ? null : <img className="lit-image-picture" src={source} alt={alt ?? caption ?? ""} />;
}
