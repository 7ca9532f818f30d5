/** Colours as libraries read them that draw on a canvas: the page's, whatever words its style has for them. */

/** A colour as `#rrggbb` or `rgba(…)`; as it came where the browser does not know it. */
export function resolved(color: string): string {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!brush) return color;
  brush.fillStyle = "#010203";
  brush.fillStyle = color;
  if (brush.fillStyle === "#010203") return color;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
  if (alpha < 255) return `rgba(${red}, ${green}, ${blue}, ${Math.round(alpha / 2.55) / 100})`;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** What a place's tokens say: `token("muted")`; colours resolved. */
export function tokensOf(place: Element): (name: string) => string {
  const style = getComputedStyle(place);
  return (name) => {
    const value = style.getPropertyValue(`--lit-${name}`).trim();
    return name === "font" || name === "mono" ? value : resolved(value);
  };
}
