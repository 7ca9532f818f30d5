/** The worker of MapLibre, which the bundler gives us as text. */

declare module "maplibre-gl/dist/maplibre-gl-worker.mjs" {
  const text: string;
  export default text;
}
