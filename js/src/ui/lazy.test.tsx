import { act, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Boundary } from "../view/boundary";
import { lazily, preload } from "./lazy";

function Hello({ name }: { name: string }) {
  return <p>Hello {name}</p>;
}

test("a component is fetched once, when it is first drawn", async () => {
  const load = vi.fn(() => Promise.resolve(Hello));
  const View = lazily(load);
  render(<View name="Ada" />);
  expect(screen.getByTestId("stSkeleton")).toBeDefined();
  expect(await screen.findByText("Hello Ada")).toBeDefined();
  render(<View name="Bob" />);
  expect(screen.getByText("Hello Bob")).toBeDefined();
  expect(load).toHaveBeenCalledOnce();
});

test("once fetched ahead, it is drawn at once and there is nothing to wait for", async () => {
  const View = lazily(() => Promise.resolve(Hello));
  const loading = preload(View);
  expect(loading).toBeInstanceOf(Promise);
  await loading;
  expect(preload(View)).toBeUndefined();
  render(<View name="Ada" />);
  expect(screen.getByText("Hello Ada")).toBeDefined();
});

test("a component of the first bundle needs no fetching", () => {
  expect(preload(Hello)).toBeUndefined();
  expect(preload(undefined)).toBeUndefined();
});

test("code that cannot be fetched is an error of its own place, and is tried again later", async () => {
  vi.spyOn(console, "error").mockReturnValue(undefined);
  const load = vi.fn().mockRejectedValueOnce(new Error("offline")).mockResolvedValue(Hello);
  const View = lazily<{ name: string }>(load);
  render(
    <Boundary subject={null}>
      <View name="Ada" />
    </Boundary>,
  );
  expect((await screen.findByRole("alert")).textContent).toContain("offline");
  await act(async () => preload(View));
  render(<View name="Bob" />);
  expect(screen.getByText("Hello Bob")).toBeDefined();
});
