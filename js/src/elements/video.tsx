import { useEffect, useRef } from "react";
import type { Video } from "../protocol";
import type { ElementProps } from "../ui/element";
import { useFileUrl } from "../ui/file_url";
import { Loading } from "../ui/loading";
import { useObjectUrl } from "../ui/object_url";
import { useSpan } from "../ui/playback";
import { addStyle } from "../ui/style";
import sheet from "./video.css";

addStyle(sheet);

type Track = Video["subtitles"][number];

/** The browser's own player for film, or YouTube's. */
export function VideoView({ element, page }: ElementProps<Video>) {
  return element.youtube ? <YouTube element={element} /> : <Player element={element} page={page} />;
}

function Player({ element, page }: Pick<ElementProps<Video>, "element" | "page">) {
  const { file, url, start, end, loop, autoplay, muted, subtitles, alt } = element;
  const player = useRef<HTMLVideoElement>(null);
  const state = useFileUrl(page, file);
  const source = url ?? state.url;
  const play = useSpan(player, source, { start, end, loop });
  // React sets the property alone, by which a browser does not know a film that may play by itself.
  useEffect(() => void player.current?.toggleAttribute("muted", muted), [muted]);
  if (source === null && file !== null) return <Loading state={state} size={file.size} name={file.name} />;
  return (
    <video
      ref={player}
      className="lit-video stVideo"
      data-testid="stVideo"
      controls
      playsInline
      src={source ?? undefined}
      autoPlay={autoplay}
      loop={loop && end === null && start === 0}
      muted={muted}
      aria-label={alt ?? undefined}
      {...play}
    >
      {subtitles.map((track, index) => (
        <Subtitles key={track.label} track={track} first={index === 0} />
      ))}
    </video>
  );
}

function Subtitles({ track, first }: { track: Track; first: boolean }) {
  const url = useObjectUrl(track.data, "text/vtt");
  return <track kind="captions" label={track.label} src={url ?? undefined} default={first} />;
}

function YouTube({ element }: { element: Video }) {
  const { url, start, end, loop, autoplay, muted, alt } = element;
  const wanted = new URLSearchParams();
  if (start > 0) wanted.set("start", String(start));
  if (end !== null) wanted.set("end", String(end));
  if (loop) {
    // YouTube repeats lists only, so the film becomes one.
    wanted.set("loop", "1");
    wanted.set("playlist", (url ?? "").split("/").at(-1) ?? "");
  }
  if (autoplay) wanted.set("autoplay", "1");
  if (muted) wanted.set("mute", "1");
  const query = wanted.size > 0 ? `?${wanted}` : "";
  return (
    <iframe
      className="lit-video-frame stVideo"
      data-testid="stVideo"
      title={alt ?? url ?? ""}
      src={`${url}${query}`}
      allow="autoplay; encrypted-media; fullscreen; picture-in-picture"
      referrerPolicy="strict-origin-when-cross-origin"
      allowFullScreen
    />
  );
}
