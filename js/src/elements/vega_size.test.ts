import type { Config } from "vega-lite";
import { expect, test } from "vitest";
import { enlarge } from "./vega_size";
import type { Spec } from "./vega_spec";

test("all views grow, whatever says how large they are", () => {
  const spec = {
    hconcat: [
      { mark: "bar", width: 100, height: { step: 10 } },
      { layer: [{ mark: "line" }], height: "container" },
    ],
  };
  const config: Config = {
    view: { stroke: "red", continuousHeight: 350, discreteHeight: { step: 28 }, discreteWidth: 50 },
  };
  enlarge(spec as unknown as Spec, config, 2);
  expect(spec).toEqual({
    hconcat: [
      { mark: "bar", width: 200, height: { step: 20 } },
      { layer: [{ mark: "line" }], height: "container" },
    ],
  });
  expect(config.view).toEqual({
    stroke: "red",
    continuousWidth: 600,
    continuousHeight: 700,
    discreteHeight: { step: 56 },
    discreteWidth: 100,
    step: 40,
  });
});

test("sizes that nobody gives are Vega-Lite's, enlarged", () => {
  const config: Config = {};
  enlarge({ facet: { field: "k" }, spec: { mark: "bar" } } as unknown as Spec, config, 1.5);
  expect(config.view).toEqual({ continuousWidth: 450, continuousHeight: 450, step: 30 });
});
