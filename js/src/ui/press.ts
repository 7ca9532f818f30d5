/** Whether the reader holds a button of the mouse down: what moves meanwhile moves away from under their click. */

let pressed = false;
let waiting: (() => void)[] = [];

function held(): void {
  pressed = true;
}

function released(): void {
  pressed = false;
  // The click comes with the release.
  setTimeout(() => {
    const acts = waiting;
    waiting = [];
    for (const act of acts) act();
  });
}

if (typeof window !== "undefined") {
  const early = { capture: true, passive: true };
  window.addEventListener("pointerdown", held, early);
  window.addEventListener("pointerup", released, early);
  window.addEventListener("pointercancel", released, early);
  window.addEventListener("dragend", released, early);
}

/** Acts now or, while the mouse is held down, once it has been let go and the click has been heard. */
export function afterPress(act: () => void): void {
  if (pressed) waiting.push(act);
  else act();
}
