import type { Comm, Kernel } from "@jupyterlab/notebook";
import { expect, test, vi } from "vitest";
import { renewSubshells, subshellOf } from "./subshell";

const kernel = (supportsSubshells?: boolean) => ({ info: Promise.resolve(), supportsSubshells }) as Kernel;
const comm = (subshellStarted?: Promise<unknown>, commsOverSubshells = "perCommTarget") =>
  ({ commsOverSubshells, subshellStarted }) as Comm;
const never = new Promise(() => undefined);

test("a comm that gets no subshell is not waited for", async () => {
  await subshellOf(kernel(), comm());
  await subshellOf(kernel(false), comm(never));
  await subshellOf(kernel(true), comm(never, "disabled"));
});

test("one that gets a subshell is, for a while", async () => {
  const order: string[] = [];
  const started = Promise.resolve().then(() => order.push("started"));
  await subshellOf(kernel(true), comm(started)).then(() => order.push("opened"));
  expect(order).toEqual(["started", "opened"]);
  await subshellOf(kernel(true), comm(Promise.reject("no subshell")));
  vi.useFakeTimers();
  const waited = subshellOf(kernel(true), comm(never));
  await vi.advanceTimersByTimeAsync(1000);
  await waited;
  vi.useRealTimers();
});

test("subshells are given anew where comms have any", () => {
  const given: string[] = [];
  const over = (mode?: string) =>
    Object.defineProperty({} as Kernel, "commsOverSubshells", { get: () => mode, set: (next) => given.push(next) });
  renewSubshells(over());
  renewSubshells(over("disabled"));
  expect(given).toEqual([]);
  renewSubshells(over("perCommTarget"));
  expect(given).toEqual(["disabled", "perCommTarget"]);
});
