/** The rows of a chart as a table, for those who want numbers, or cannot see the drawing. */

import { type ReactNode, useMemo } from "react";
import type { Page } from "../page/page";
import { type Dataframe, DEFAULTS } from "../protocol";
import { TableView } from "./dataframe";
import { TableRows } from "./dataframe_rows";
import { countOf, rowsFrom } from "./vega_rows";

interface ChartTableProps {
  /** The rows as Arrow bytes. */
  data: Uint8Array;
  page: Page;
  fullscreen: boolean;
  /** The buttons that stand after those of the table. */
  tool: ReactNode;
}

export function ChartTableView({ data, page, fullscreen, tool }: ChartTableProps) {
  const [own, element, rows] = useMemo(() => {
    const own: Page = Object.assign(Object.create(page), { rows: rowsFrom(data) });
    const message = { ...DEFAULTS.dataframe, kind: "dataframe", data, rows: countOf(data), table: "" } as Dataframe;
    return [own, message, new TableRows(own, message)] as const;
  }, [page, data]);
  return <TableView element={element} page={own} rows={rows} fullscreen={fullscreen} tool={tool} />;
}
