// A component without a library: speaks the protocol as it is.
const say = (type, more) => parent.postMessage({ isStreamlitMessage: true, type: `streamlit:${type}`, ...more }, "*");
const on = (id, act) => document.getElementById(id).addEventListener("click", act);
let shown;
addEventListener("message", ({ data }) => {
  if (data.type !== "streamlit:render") return;
  shown = data;
  const { name, data: bytes } = data.args;
  const table = data.dfs[0];
  document.getElementById("said").textContent =
    `${name} ${bytes ? [...bytes] : ""} ${table ? table.key : ""} ${data.theme.base} ${data.disabled}`;
  say("setFrameHeight", { height: 120 });
});
on("text", () => say("setComponentValue", { value: { n: 1 }, dataType: "json" }));
on("bytes", () => say("setComponentValue", { value: new Uint8Array([1, 2]), dataType: "bytes" }));
on("table", () => {
  const { data, index, columns } = shown.dfs[0].value.data;
  say("setComponentValue", { value: { data, index, columns }, dataType: "dataframe" });
});
say("componentReady", { apiVersion: 1 });
