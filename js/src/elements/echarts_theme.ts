/** What charts of ECharts look like: the app's colours and type. */

import { chartColors } from "../theme/chart_colors";
import { tokensOf } from "../theme/colors";
import type { Option } from "./echarts_option";

/** A theme for charts that follow the app, from the tokens that hold where `place` stands. */
export function themed(place: Element): Option {
  const token = tokensOf(place);
  const style = getComputedStyle(place);
  const { categories, ramp } = chartColors(style);
  const [text, muted, border, strong] = [token("text"), token("muted"), token("border"), token("border-strong")];
  // Single quotes: a drawing in SVG puts it between double ones.
  const fontFamily = token("font").replace(/"/g, "'") || "sans-serif";
  const label = { color: muted, fontFamily, fontSize: 12 };
  const axis = {
    axisLine: { show: true, lineStyle: { color: strong } },
    axisTick: { show: false },
    axisLabel: { ...label, hideOverlap: true },
    nameTextStyle: { ...label, fontWeight: 500 },
    splitLine: { lineStyle: { color: [border] } },
    minorSplitLine: { lineStyle: { color: border } },
    splitArea: { areaStyle: { color: ["transparent", token("surface")] } },
  };
  const onMark = { color: text, fontFamily, textBorderColor: token("background") };
  return {
    darkMode: style.colorScheme.includes("dark"),
    color: categories,
    backgroundColor: "transparent",
    textStyle: { fontFamily, color: text },
    title: { textStyle: { color: text, fontSize: 16, fontWeight: 600 }, subtextStyle: { color: muted } },
    legend: {
      bottom: 0,
      type: "scroll",
      icon: "circle",
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 16,
      textStyle: label,
      inactiveColor: strong,
      pageTextStyle: label,
      pageIconColor: muted,
      pageIconInactiveColor: border,
    },
    tooltip: {
      confine: true,
      backgroundColor: token("overlay"),
      borderColor: border,
      borderWidth: 1,
      textStyle: { color: text, fontFamily, fontSize: 13 },
      extraCssText: "border-radius: var(--lit-radius); box-shadow: var(--lit-shadow)",
    },
    axisPointer: {
      lineStyle: { color: strong },
      crossStyle: { color: strong },
      label: { backgroundColor: muted, color: token("background") },
    },
    categoryAxis: { ...axis, splitLine: { show: false, ...axis.splitLine } },
    valueAxis: { ...axis, axisLine: { show: false } },
    logAxis: { ...axis, axisLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false, ...axis.splitLine } },
    toolbox: { iconStyle: { borderColor: muted }, emphasis: { iconStyle: { borderColor: text } } },
    dataZoom: {
      borderColor: border,
      textStyle: label,
      handleStyle: { color: token("background"), borderColor: strong },
      moveHandleStyle: { color: strong },
      dataBackground: { lineStyle: { color: strong }, areaStyle: { color: border } },
      selectedDataBackground: { lineStyle: { color: token("primary") }, areaStyle: { color: token("primary-soft") } },
      fillerColor: token("hover"),
      brushStyle: { color: token("hover") },
    },
    timeline: {
      lineStyle: { color: strong },
      itemStyle: { color: strong },
      label,
      controlStyle: { color: muted, borderColor: muted },
      checkpointStyle: { color: token("primary"), borderColor: token("background") },
    },
    visualMap: { color: [...ramp].reverse(), textStyle: label },
    brush: { brushStyle: { borderWidth: 1, color: token("hover"), borderColor: strong } },
    calendar: {
      itemStyle: { color: token("surface"), borderColor: border },
      splitLine: { lineStyle: { color: strong } },
      dayLabel: label,
      monthLabel: label,
      yearLabel: { color: muted },
    },
    radar: {
      axisName: label,
      axisLine: { lineStyle: { color: border } },
      splitLine: { lineStyle: { color: border } },
      splitArea: { show: false },
    },
    line: { symbol: "circle", symbolSize: 6, lineStyle: { width: 2 }, label: onMark },
    bar: { label: onMark, barCategoryGap: "24%" },
    pie: { label: { color: text, fontFamily }, itemStyle: { borderColor: token("background"), borderWidth: 1.5 } },
    scatter: { itemStyle: { opacity: 0.85 }, label: onMark },
    candlestick: {
      itemStyle: {
        color: token("green-line"),
        color0: token("red-line"),
        borderColor: token("green-line"),
        borderColor0: token("red-line"),
      },
    },
    graph: { label: { color: text }, lineStyle: { color: strong } },
    sankey: { label: { color: text }, lineStyle: { color: strong, opacity: 0.5 } },
    tree: { label: { color: text }, lineStyle: { color: strong } },
    gauge: {
      title: { color: muted },
      detail: { color: text },
      axisLabel: { color: muted },
      axisLine: { lineStyle: { color: [[1, border]] } },
      progress: { itemStyle: { color: token("primary") } },
    },
  };
}
