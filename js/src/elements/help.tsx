import type { Help, Member } from "../protocol";
import type { ElementProps } from "../ui/element";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./help.css";

addStyle(sheet);

/** What there is to know of an object: what it is, what its author says of it, what it has. */
export function HelpView({ element }: ElementProps<Help>) {
  const { name, type, value, doc, members } = element;
  return (
    <div className="lit-described stHelp" data-testid="stHelp">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className="lit-described-name" tabIndex={0}>
        {name !== "" && (
          <span className="lit-described-strong" data-testid="stHelpName">
            {name}
          </span>
        )}
        <span className="lit-described-type" data-testid="stHelpType">
          {type}
        </span>
        {value !== "" && <span data-testid="stHelpValue">{value}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className="lit-described-doc" data-testid="stHelpDoc" tabIndex={0}>
        {doc || t("noDocs")}
      </div>
      {members.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <div className="lit-described-members" tabIndex={0}>
          <table data-testid="stHelpMembersTable">
            <tbody>
              {members.map((member) => (
                <MemberRow key={member.name} member={member} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function MemberRow({ member: { name, type, value, doc } }: { member: Member }) {
  return (
    <tr data-testid="stHelpMember">
      <th scope="row">
        <span className="lit-described-strong" data-testid="stHelpMemberDocName">
          {name}
        </span>
        <span className="lit-described-type" data-testid="stHelpMemberDocType">
          {type}
        </span>
      </th>
      <td>
        {typeof value === "string" ? (
          <span data-testid="stHelpMemberDocValue">{value}</span>
        ) : (
          <span className="lit-described-said" data-testid="stHelpMemberDocString">
            {doc || t("noDocs")}
          </span>
        )}
      </td>
    </tr>
  );
}
