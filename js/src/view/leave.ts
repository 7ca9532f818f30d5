/** The ways to a provider, where readers log in, and out again. */

import type { Leave } from "../protocol";
import { t } from "../ui/text";

/** The addresses of this server that lead there. */
export interface Doors {
  login: string;
  logout: string;
}

type Go = (url: string) => void;

/** Goes where the app wants its reader; they come back to this page. Says what is in the way, if something is. */
export async function leave(message: Leave, doors: Doors, go: Go = (url) => location.assign(url)): Promise<string> {
  const here = location.pathname + location.search;
  if (message.to === "login") {
    const more = new URLSearchParams({ provider: message.provider, next: here });
    go(`${doors.login}&${more}`);
    return "";
  }
  const answer = await fetch(doors.logout, { method: "POST" }).catch(() => null);
  if (answer?.status === 404) {
    go(here); // nobody can log in to this app, so nobody is logged in
    return "";
  }
  if (!answer?.ok) return t("notLoggedOut");
  const { to } = (await answer.json()) as { to: string };
  go(to || here);
  return "";
}
