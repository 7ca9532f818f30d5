/** Drawings in SVG: without anything that could run or call home, and as pictures. A module of its own, as it is large. */

import DOMPurify from "dompurify";

/** A drawing that can stand on the page; null where there is none, or the browser cannot clean it. */
export function sanitizedSvg(source: string): SVGSVGElement | null {
  if (!DOMPurify.isSupported) return null;
  const start = source.indexOf("<svg");
  if (start < 0) return null;
  const fragment = DOMPurify.sanitize(source.slice(start), {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { svg: true, svgFilters: true, html: true },
    // Texts that break lines are HTML in a drawing; parts that are drawn more than once are used by name.
    ADD_TAGS: ["foreignObject", "use"],
    ADD_ATTR: ["target", "dominant-baseline", "xlink:href"],
    HTML_INTEGRATION_POINTS: { foreignobject: true },
    FORBID_TAGS: ["audio", "button", "dialog", "form", "input", "select", "source", "textarea", "track", "video"],
  });
  const svg = fragment.querySelector("svg");
  if (svg === null) return null;
  for (const used of svg.querySelectorAll("use")) {
    const target = used.getAttribute("href") ?? used.getAttribute("xlink:href") ?? "";
    if (!target.startsWith("#")) used.remove();
  }
  for (const sheet of svg.querySelectorAll("style")) sheet.textContent = alone(sheet.textContent ?? "");
  for (const styled of svg.querySelectorAll("[style]")) {
    styled.setAttribute("style", alone(styled.getAttribute("style") ?? ""));
  }
  for (const link of svg.querySelectorAll("a")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }
  return svg;
}

/** Rules that load nothing. */
function alone(css: string): string {
  return css
    .replace(/\\/g, "")
    .replace(/@import[^;]*;?/gi, "")
    .replace(/(?:url|image-set|src)\(\s*(?!["']?#)[^)]*\)/gi, "none");
}

const SCALE = 2;

/** A drawing as PNG, as large as on a fine screen, on the page's colour. */
export async function pictureOf(svg: SVGSVGElement, place: Element): Promise<string | null> {
  const box = svg.viewBox.baseVal;
  const width = box?.width || svg.clientWidth;
  const height = box?.height || svg.clientHeight;
  if (!width || !height) return null;
  const style = getComputedStyle(place);
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("width", String(width * SCALE));
  copy.setAttribute("height", String(height * SCALE));
  copy.setAttribute("color", style.color);
  copy.setAttribute("font-family", style.fontFamily);
  const source = new XMLSerializer()
    .serializeToString(copy)
    .replace(/var\((--lit-[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim().replace(/"/g, "'"));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  const brush = canvas.getContext("2d");
  if (!brush) return null;
  brush.fillStyle = style.getPropertyValue("--lit-background");
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(image, 0, 0);
  return canvas.toDataURL();
}
