/** What every page loads before anything else, as one file: the build lets all that is fetched later import it. */

import "../ui/element";
import "../ui/language";
import "./app";
import "./connect";
