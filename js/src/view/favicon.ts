/** The browser tab's icon: an emoji, its code, a Material symbol, or an image. */

const MATERIAL = /^:material\/([a-z0-9_]+):$/;
const SHORTCODE = /^:([a-z0-9_+-]+):$/;
const SIZE = 64;
/** Seen well on light and on dark tabs. */
const INK = "#6b7585";

/** The address of an icon's image. */
export async function iconUrl(icon: string): Promise<string> {
  const symbol = MATERIAL.exec(icon)?.[1];
  if (symbol !== undefined) return symbolImage(symbol);
  const code = SHORTCODE.exec(icon)?.[1];
  if (code !== undefined) {
    const { EMOJI } = await import("../ui/emoji_table");
    return emojiImage(EMOJI[code] ?? icon);
  }
  return /[/.]/.test(icon) ? icon : emojiImage(icon);
}

function emojiImage(emoji: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text y=".9em" font-size="90">${emoji}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

async function symbolImage(name: string): Promise<string> {
  const { addMaterialFont } = await import("../ui/material_font");
  await addMaterialFont();
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext("2d");
  if (context) {
    context.font = `${SIZE}px "Material Symbols Rounded"`;
    context.fillStyle = INK;
    context.textBaseline = "top";
    context.fillText(name, 0, 0);
  }
  return canvas.toDataURL();
}
