/**
 * The part of JupyterLab's interface that `entries/lab.ts` uses.
 *
 * JupyterLab brings the packages at run time; declaring what we call of them here keeps its few hundred packages out of
 * the build.
 */

declare module "@jupyterlab/application" {
  /** The running application. */
  export interface JupyterFrontEnd {
    readonly name: string;
  }

  /** A plugin; `Provides` is the service it offers to others. */
  export interface JupyterFrontEndPlugin<Provides> {
    id: string;
    description?: string;
    autoStart?: boolean;
    activate: (app: JupyterFrontEnd) => Provides;
  }
}
