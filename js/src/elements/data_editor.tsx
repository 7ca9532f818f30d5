/** A table whose cells the reader can change. */

import { useMemo } from "react";
import type { DataEditor, Dataframe } from "../protocol";
import type { ElementProps } from "../ui/element";
import { DataframeView } from "./dataframe";

export function DataEditorView({ element, ...rest }: ElementProps<DataEditor>) {
  const table = useMemo<Dataframe>(() => ({ ...element, kind: "dataframe", selection_mode: [] }), [element]);
  return <DataframeView element={table} {...rest} />;
}
