import { useRef } from "react";
import type { Audio } from "../protocol";
import type { ElementProps } from "../ui/element";
import { useFileUrl } from "../ui/file_url";
import { Loading } from "../ui/loading";
import { useSpan } from "../ui/playback";
import { addStyle } from "../ui/style";
import sheet from "./audio.css";

addStyle(sheet);

/** The browser's own player for sound. */
export function AudioView({ element, page }: ElementProps<Audio>) {
  const { file, url, start, end, loop, autoplay, alt } = element;
  const player = useRef<HTMLAudioElement>(null);
  const state = useFileUrl(page, file);
  const source = url ?? state.url;
  const play = useSpan(player, source, { start, end, loop });
  if (source === null && file !== null) return <Loading state={state} size={file.size} name={file.name} />;
  return (
    <audio
      ref={player}
      className="lit-audio stAudio"
      data-testid="stAudio"
      controls
      src={source ?? undefined}
      autoPlay={autoplay}
      loop={loop && end === null && start === 0}
      aria-label={alt ?? undefined}
      {...play}
    />
  );
}
