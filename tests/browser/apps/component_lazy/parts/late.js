import { word } from "./deep.js"; export default word;
