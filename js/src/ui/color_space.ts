/** Colours as hex texts, and as hue, saturation and brightness. */

/** `hue` in degrees, the others in percent. */
export interface Hsv {
  hue: number;
  saturation: number;
  brightness: number;
}

/** A text of three or six hex digits, with its sign or without, as "#rrggbb"; null for any other. */
export function readHex(text: string): string | null {
  const digits = /^\s*#?((?:[0-9a-f]{3}){1,2})\s*$/i.exec(text)?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  return `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`;
}

export function hsvOf(text: string): Hsv {
  const hex = readHex(text) ?? "#000000";
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  let hue = 0;
  if (span > 0) {
    if (most === red) hue = ((green - blue) / span + 6) % 6;
    else hue = most === green ? (blue - red) / span + 2 : (red - green) / span + 4;
  }
  return { hue: hue * 60, saturation: most === 0 ? 0 : (span / most) * 100, brightness: (most / 255) * 100 };
}

export function hexOf({ hue, saturation, brightness }: Hsv): string {
  const channel = (offset: number) => {
    const at = (offset + hue / 60) % 6;
    const share = Math.max(0, Math.min(at, 4 - at, 1));
    const value = (brightness / 100) * (1 - (saturation / 100) * share);
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(5)}${channel(3)}${channel(1)}`;
}
