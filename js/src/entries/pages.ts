/** The pages that the server makes itself: the reader's theme, and a search among the cards of the gallery. */

import { ChosenTheme } from "../theme/theme";
import { searchCards } from "../ui/card_search";

const theme = new ChosenTheme();
if (theme.choice !== "system") document.documentElement.dataset.theme = theme.choice;
searchCards(document);
