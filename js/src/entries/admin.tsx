/** The page on which administrators look after a server. */

import { createRoot } from "react-dom/client";
import { ChosenTheme } from "../theme/theme";
import { speakReaders } from "../ui/language";
import { addStyle } from "../ui/style";
import { Admin } from "../view/admin";
import type { Config } from "../view/admin_state";
import sheet from "./standalone.css";

const root = document.getElementById("root");
const config = document.getElementById("jupyterlit-admin");
if (root && config) {
  addStyle(sheet);
  import("../theme/font").then(({ addFont }) => addFont()).catch(() => undefined); // the system's typeface stands in
  const given = JSON.parse(config.textContent ?? "{}") as Config;
  speakReaders().then(() => createRoot(root).render(<Admin config={given} theme={new ChosenTheme()} />));
}
