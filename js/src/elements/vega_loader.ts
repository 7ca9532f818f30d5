/** Where charts get data from that they load themselves; data that stands in its address needs no request. */

import { loader } from "vega";

/** The text in an address that begins with `data:`. */
export function textIn(address: string): string {
  const comma = address.indexOf(",");
  if (comma < 0) throw new Error(`The address ${address.slice(0, 40)} has no data in it.`);
  const content = address.slice(comma + 1);
  if (!/;\s*base64\s*$/i.test(address.slice(0, comma))) return decodeURIComponent(content);
  const bytes = Uint8Array.from(atob(decodeURIComponent(content)), (sign) => sign.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/** Vega's loader, which the page's policy lets fetch from the app's own server and by https. */
export function loaderOf(): ReturnType<typeof loader> {
  const own = loader();
  const fetched = own.http.bind(own);
  own.http = (address, options) =>
    address.startsWith("data:") ? Promise.resolve(textIn(address)) : fetched(address, options);
  return own;
}
