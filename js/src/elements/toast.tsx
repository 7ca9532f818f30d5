import { useEffect } from "react";
import type { Toast } from "../protocol";
import type { ElementProps } from "../ui/element";
import { firstTime } from "../ui/once";

/** A call of `st.toast`: hands the message to the toasts that the view shows, which outlive its place on the page. */
export function ToastView({ element, page }: ElementProps<Toast>) {
  useEffect(() => {
    if (firstTime(element.call)) page.toasts.show(element);
  }, [element, page]);
  return null;
}
