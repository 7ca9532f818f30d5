import { act, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

await import("./widget"); // the first time takes long

const module = "@jupyter-widgets/output";
const STATE = { _model_name: "OutputModel", _model_module: module, _view_name: "OutputView", _view_module: module };

test("an Output shows what was printed, displayed and what failed", async () => {
  const app = drawn([{ kind: "widget", id: "w", model: "o" }]);
  const outputs = [
    { output_type: "stream", name: "stdout", text: "\u001b[31mprinted\u001b[0m" },
    { output_type: "stream", name: "stderr", text: "warned" },
    { output_type: "error", ename: "E", evalue: "v", traceback: ["Traceback", "E: v"] },
    {
      output_type: "display_data",
      data: { "text/html": ["<b>bold</b>"], "text/plain": "no" },
    },
    { output_type: "display_data", data: { "image/png": "AAAA", "text/plain": "no" } },
    { output_type: "display_data", data: { "image/svg+xml": "<svg/>" } },
    { output_type: "display_data", data: { "text/plain": "plain" } },
  ];
  const asked = await waitFor(() => {
    const found = app.sent.find((message) => message.type === "model_request");
    expect(found).toBeDefined();
    return found;
  });
  await act(async () => {
    const request = asked?.type === "model_request" ? asked.request : 0;
    app.receive({ type: "model_state", request, states: { o: { ...STATE, outputs } } });
  });
  expect((await screen.findByText("printed")).className).toBe("lit-output-text");
  expect(screen.getByText("warned").className).toContain("lit-output-error");
  expect(screen.getByText(/E: v/).className).toContain("lit-output-error");
  const pictures = [...document.querySelectorAll(".lit-output img")].map((each) => each.getAttribute("src"));
  expect(pictures.slice(-2)).toEqual(["data:image/png;base64,AAAA", "data:image/svg+xml,%3Csvg%2F%3E"]);
  expect(screen.getByText("bold")).toBeDefined();
  expect(screen.getByText("plain")).toBeDefined();
  expect(screen.queryByText("no")).toBeNull();
  await act(async () => app.receive({ type: "model_said", model: "o", method: "update", content: { outputs: [] } }));
  await waitFor(() => expect(screen.queryByText("plain")).toBeNull());
});
