/** The search field above the cards of a gallery, which stand on the page as the server has made them. */

/** Shows the cards that have all words of what is typed. */
export function searchCards(page: Document): void {
  const field = page.querySelector<HTMLInputElement>("#search");
  if (!field) return;
  field.closest<HTMLElement>("[hidden]")?.removeAttribute("hidden");
  const cards = [...page.querySelectorAll<HTMLElement>("[data-words]")];
  const nothing = page.querySelector<HTMLElement>(".lit-nothing");
  const look = () => {
    const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const card of cards) {
      card.hidden = !words.every((word) => card.dataset.words?.includes(word));
      if (!card.hidden) found += 1;
    }
    if (nothing) nothing.hidden = found > 0;
  };
  field.addEventListener("input", look);
  page.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === field) return;
    event.preventDefault();
    field.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || field.value === "") return;
    field.value = "";
    look();
  });
  look(); // a browser may have kept what was typed
}
