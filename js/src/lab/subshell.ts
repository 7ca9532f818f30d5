/** Comms that need not wait for the cell that runs. */

import type { Comm, Kernel } from "@jupyterlab/notebook";

/** How long the kernel may take to make a subshell, in ms. */
const PATIENCE = 1000;

/** Waits until a comm has its subshell, if it gets one: what it sends before waits for the cell that runs. */
export async function subshellOf(kernel: Kernel, comm: Comm): Promise<void> {
  await kernel.info;
  if (!kernel.supportsSubshells || comm.commsOverSubshells === "disabled") return;
  const enough = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([comm.subshellStarted, enough]).catch(() => undefined);
}

/**
 * Gives all comms subshells anew. Who starts a kernel again does so for itself; the others would go on sending to
 * subshells that have gone with the kernel before.
 */
export function renewSubshells(kernel: Kernel): void {
  const { commsOverSubshells } = kernel;
  if (commsOverSubshells === undefined || commsOverSubshells === "disabled") return;
  kernel.commsOverSubshells = "disabled";
  kernel.commsOverSubshells = commsOverSubshells;
}
