/** Components whose code is fetched when it is first needed. */

import { type ComponentType, type ReactNode, useEffect, useState } from "react";

/** A component that may have to be fetched. */
export type Lazy<P> = ComponentType<P> & {
  /** Fetches the code; nothing to wait for once it is there. */
  preload(): Promise<void> | undefined;
};

/**
 * Wraps a component in a module of its own: `lazily(() => import("./grid").then((m) => m.GridView))`.
 *
 * Once the code is there it is drawn at once, without the empty frame of `React.lazy`; `meanwhile` stands in its place
 * before.
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: ReactNode = skeleton(),
): Lazy<P> {
  let Loaded: ComponentType<P> | null = null;
  let loading: Promise<void> | null = null;

  function preload(): Promise<void> | undefined {
    if (Loaded !== null) return undefined;
    loading ??= load().then(
      (component) => {
        Loaded = component;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  // biome-ignore lint/correctness/noComponentHookFactories: called once for each module, where tables are made
  function LazyView(props: P) {
    const [failed, fail] = useState<unknown>(null);
    const [, drawn] = useState(Loaded !== null);
    useEffect(() => {
      let here = true;
      preload()?.then(
        () => here && drawn(true),
        (error: unknown) => here && fail(error),
      );
      return () => {
        here = false;
      };
    }, []);
    if (failed !== null) throw failed;
    return Loaded === null ? meanwhile : <Loaded {...props} />;
  }

  return Object.assign(LazyView, { preload });
}

/** What stands where something will be, as high as that if its height is known. */
export function skeleton(height?: string): ReactNode {
  return <div className="lit-skeleton" data-testid="stSkeleton" style={{ blockSize: height }} />;
}

/** Fetches a component's code ahead of its use, where it is not part of the first bundle. */
export function preload(component: unknown): Promise<void> | undefined {
  return typeof component === "function" && "preload" in component ? (component as Lazy<object>).preload() : undefined;
}
