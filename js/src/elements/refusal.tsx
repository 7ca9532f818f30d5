import type { Refusal } from "../protocol";
import { PushButton } from "../ui/button";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./refusal.css";

addStyle(sheet);

/** Says that the page is for others, and how its reader could become one of them. */
export function RefusalView({ element, page }: ElementProps<Refusal>) {
  const { name, logins, leaves, home } = element;
  return (
    <section className="lit-refusal stRefusal" data-testid="stRefusal" aria-label={t("notForYou")}>
      <Glyph name="lock" className="lit-refusal-sign" />
      <h2 className="lit-refusal-title">{t("notForYou")}</h2>
      <p className="lit-refusal-text">{sentence(element)}</p>
      <div className="lit-refusal-ways">
        {logins.map((provider) => (
          <PushButton
            key={provider}
            kind="primary"
            look="primary"
            label={provider === "" ? t("logIn") : t("logInWith", { provider })}
            help={null}
            onClick={() => page.leave?.({ type: "leave", to: "login", provider })}
          />
        ))}
        {name !== null && leaves && (
          <PushButton
            kind="primary"
            look="primary"
            label={t("logOut")}
            help={null}
            onClick={() => page.leave?.({ type: "leave", to: "logout", provider: "" })}
          />
        )}
        {home && (
          <PushButton
            kind="secondary"
            look="secondary"
            label={t("backToApp")}
            help={null}
            onClick={() => page.goTo("")}
          />
        )}
      </div>
    </section>
  );
}

function sentence({ name, logins }: Refusal): string {
  if (name !== null) return name === "" ? t("notForYouKnown") : t("notForYouNamed", { name });
  return logins.length > 0 ? t("notForYouLogIn") : t("notForYouUnknown");
}
