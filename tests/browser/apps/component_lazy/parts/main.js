import { tell } from "./tell.js";

const loaded = (element, attribute, name) =>
  new Promise((resolve) => {
    element.onload = () => resolve("loaded");
    element.onerror = () => resolve("failed");
    element[attribute] = name;
    document.head.append(element);
  });

const xhr = (name) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", name);
    request.responseType = "json";
    request.onload = () => resolve(request.response.word);
    request.onerror = () => resolve("failed");
    request.send();
  });

const named = async (name) => `${(await import(`./${name}.js`)).default}`;
const link = Object.assign(document.createElement("link"), { rel: "stylesheet" });
const picture = document.createElement("img");
picture.setAttribute("src", "parts/dot.svg");
document.body.append(picture);
const worker = new Worker(new URL("./worker.js", import.meta.url));
const worked = new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); });

const said = [
  ["module", await named("late")],
  ["fetch", (await (await fetch("parts/data.json")).json()).word],
  ["own", await (await fetch(new URL("data.json", import.meta.url))).json().then(({ word }) => word)],
  ["xhr", await xhr("./parts/data.json")],
  ["script", (await loaded(document.createElement("script"), "src", "parts/old.js")) && window.old],
  ["sheet", (await loaded(link, "href", "parts/late.css")) && getComputedStyle(document.body).color],
  ["worker", await worked],
  ["picture", await picture.decode().then(() => "decoded", () => "broken")],
  ["gone", await fetch("parts/gone.json").then(({ status }) => (status === 404 ? "gone" : status), () => "gone")],
];
document.querySelector("#said").textContent = said.map((pair) => pair.join(" ")).join(", ");
tell("setFrameHeight", { height: 60 });
tell("setComponentValue", { value: said.length, dataType: "json" });
