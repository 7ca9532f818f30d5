/** Emoji by shortcode, as GitHub names them. A module of its own, as it is large. */

import { nameToEmoji } from "gemoji";

export const EMOJI: Readonly<Record<string, string>> = nameToEmoji;
