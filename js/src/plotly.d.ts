/** What we use of plotly.js, which comes without types. */

declare module "plotly.js-strict-dist-min" {
  /** A figure: traces, layout, frames. */
  export interface Figure {
    data: object[];
    layout: object;
    config?: object;
    frames?: object[];
  }

  /** The element that holds a drawn figure. */
  export interface Graph extends HTMLElement {
    on(name: string, listener: (event?: unknown) => void): void;
    removeAllListeners(name: string): void;
  }

  const Plotly: {
    react(place: HTMLElement, figure: Figure): Promise<Graph>;
    purge(place: HTMLElement): void;
  };
  export default Plotly;
}
