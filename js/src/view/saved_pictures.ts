/** Charts and images of the page as pictures that stand in the notebook's file. */

/** Wider ones, in px, are made smaller. */
const WIDEST = 1000;

/** What a canvas shows; null where nothing is drawn on it, or the browser tells nobody. */
export async function pictureOfCanvas(canvas: HTMLCanvasElement): Promise<string | null> {
  const { width } = canvas.getBoundingClientRect();
  if (canvas.width === 0 || canvas.height === 0) return null;
  const size = { width, height: (width * canvas.height) / canvas.width };
  return painted(size, canvas, (brush, sheet) => brush.drawImage(canvas, 0, 0, sheet.width, sheet.height));
}

/** An image, or what a film shows just now. */
export async function pictureOfImage(image: HTMLImageElement | HTMLVideoElement): Promise<string | null> {
  const [width, height] =
    image instanceof HTMLImageElement
      ? [image.naturalWidth, image.naturalHeight]
      : [image.videoWidth, image.videoHeight];
  if (!width || !height) return null;
  const wide = Math.min(width, image.getBoundingClientRect().width || width);
  const size = { width: wide, height: (wide * height) / width };
  return painted(size, image, (brush, sheet) => brush.drawImage(image, 0, 0, sheet.width, sheet.height));
}

/** Drawings in SVG that lie over each other. */
export async function pictureOfDrawings(drawings: readonly Element[], place: Element): Promise<string | null> {
  const first = drawings[0];
  if (!first) return null;
  const { width, height } = first.getBoundingClientRect();
  if (!width || !height) return null;
  const layers = await Promise.all(drawings.map((drawing) => imageOf(drawing as SVGSVGElement, width, height)));
  return painted({ width, height }, place, (brush, sheet) => {
    for (const layer of layers) brush.drawImage(layer, 0, 0, sheet.width, sheet.height);
  });
}

/** What the page's rules make of a drawing, and it would not know by itself. */
const LOOKS = ["color", "fill", "stroke", "stroke-width", "opacity", "font-family", "font-size", "font-weight"];

async function imageOf(drawing: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  for (const [index, part] of [copy, ...copy.querySelectorAll("*")].entries()) {
    const original = originals[index];
    if (!(part instanceof SVGElement) || !original) continue;
    const style = getComputedStyle(original);
    for (const look of LOOKS) part.style.setProperty(look, style.getPropertyValue(look));
  }
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

interface Size {
  width: number;
  height: number;
}

/** A picture on the page's colour, that it can be read on any other; null for one of a single colour. */
function painted(
  { width, height }: Size,
  place: Element,
  paint: (brush: CanvasRenderingContext2D, sheet: HTMLCanvasElement) => void,
): string | null {
  const sheet = document.createElement("canvas");
  const scale = Math.min(1.5, WIDEST / width);
  sheet.width = Math.max(1, Math.round(width * scale));
  sheet.height = Math.max(1, Math.round(height * scale));
  const brush = sheet.getContext("2d");
  if (!brush) return null;
  brush.fillStyle = groundOf(place);
  brush.fillRect(0, 0, sheet.width, sheet.height);
  paint(brush, sheet);
  const pixels = new Uint32Array(brush.getImageData(0, 0, sheet.width, sheet.height).data.buffer);
  if (pixels.every((pixel) => pixel === pixels[0])) return null; // WebGL keeps nothing of what it has drawn
  return sheet.toDataURL("image/webp", 0.85);
}

function groundOf(place: Element): string {
  for (let at: Element | null = place; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor && !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return "white";
}
