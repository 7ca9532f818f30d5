/** jupyterlit in JupyterLab and Notebook 7. */

import type { JupyterFrontEndPlugin } from "@jupyterlab/application";

const plugin: JupyterFrontEndPlugin<void> = {
  id: "jupyterlit:plugin",
  description: "Shows a notebook's app beside it.",
  autoStart: true,
  activate: () => undefined,
};

export default plugin;
