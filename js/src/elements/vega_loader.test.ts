import { expect, test, vi } from "vitest";
import { loaderOf, textIn } from "./vega_loader";

/** Vega takes hold of it as it is loaded. */
const asked = vi.hoisted(() => {
  const asked = vi.fn(async (_address: string) => new Response("a\n1"));
  globalThis.fetch = asked as never;
  return asked;
});

test("data that stands in its address is read where it stands", async () => {
  expect(await loaderOf().load("data:text/csv;base64,YSxiCjEsw6k=")).toBe("a,b\n1,é");
  expect(await loaderOf().load("data:text/csv,a%2Cb")).toBe("a,b");
  expect(asked).not.toHaveBeenCalled();
  expect(() => textIn("data:text/csv")).toThrow("has no data in it");
});

test("other data is fetched", async () => {
  expect(await loaderOf().load("https://example.org/data.csv")).toBe("a\n1");
  expect(asked.mock.calls[0]?.[0]).toContain("data.csv");
});

test("an address that is code is refused", async () => {
  await expect(loaderOf().load("javascript:alert(1)")).rejects.toThrow("Sanitize failure");
});
