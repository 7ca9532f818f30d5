/** Diagrams in the page's colours and type, in Mermaid's words. */

import type { MermaidConfig } from "mermaid";
import { chartColors } from "../theme/chart_colors";
import { tokensOf } from "../theme/colors";

/** Mermaid's settings for a place; nothing that an author writes in a diagram can lower its guard. */
export function settingsOf(place: Element): MermaidConfig {
  const token = tokensOf(place);
  const style = getComputedStyle(place);
  const dark = style.colorScheme.includes("dark");
  const colors = chartColors(style).categories;
  const font = token("font") || "sans-serif";
  const [text, line, surface, sunken] = [token("text"), token("muted"), token("surface"), token("sunken")];
  const series = Object.fromEntries(
    colors.flatMap((color, index) => [
      [`pie${index + 1}`, color],
      [`git${index}`, color],
      [`cScale${index}`, color],
      [`xyChart${index}`, color],
    ]),
  );
  const onSeries = dark ? "#111318" : "#ffffff";
  return {
    startOnLoad: false,
    securityLevel: "strict",
    // What a diagram cannot set for itself: its guard, and texts that stand in style sheets as they are.
    secure: [
      ...["secure", "securityLevel", "startOnLoad", "maxTextSize", "suppressErrorRendering", "maxEdges", "htmlLabels"],
      ...["themeCSS", "fontFamily", "altFontFamily"],
    ],
    suppressErrorRendering: true,
    theme: "base",
    fontFamily: font,
    // Labels are text of the drawing, which can be cleaned and saved, and not HTML in it.
    htmlLabels: false,
    flowchart: { htmlLabels: false, useMaxWidth: true },
    themeVariables: {
      darkMode: dark,
      background: token("background"),
      fontFamily: font,
      fontSize: "15px",
      primaryColor: sunken,
      primaryTextColor: text,
      primaryBorderColor: token("border-strong"),
      secondaryColor: token("blue-soft"),
      secondaryTextColor: text,
      secondaryBorderColor: token("blue-line"),
      tertiaryColor: surface,
      tertiaryTextColor: text,
      tertiaryBorderColor: token("border"),
      lineColor: line,
      textColor: text,
      mainBkg: sunken,
      nodeBorder: token("border-strong"),
      clusterBkg: surface,
      clusterBorder: token("border"),
      titleColor: text,
      edgeLabelBackground: token("background"),
      noteBkgColor: token("yellow-soft"),
      noteTextColor: text,
      noteBorderColor: token("yellow-line"),
      errorBkgColor: token("red-soft"),
      errorTextColor: token("red"),
      activationBkgColor: token("blue-soft"),
      activationBorderColor: token("blue-line"),
      critBkgColor: token("red-soft"),
      critBorderColor: token("red-line"),
      todayLineColor: token("primary"),
      pieOuterStrokeColor: token("border"),
      pieStrokeColor: token("background"),
      pieSectionTextColor: onSeries,
      pieOpacity: "1",
      gitInv0: onSeries,
      commitLabelColor: text,
      commitLabelBackground: sunken,
      scaleLabelColor: onSeries,
      quadrant1Fill: surface,
      xyChart: { backgroundColor: "transparent", plotColorPalette: colors.join(",") },
      ...series,
    },
  };
}
