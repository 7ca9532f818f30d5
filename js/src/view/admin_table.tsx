/** A table of what the server has; where there is little room, each row is a card. */

import { type ReactNode, useId } from "react";

export interface Column<Row> {
  title: string;
  /** Sets figures below each other. */
  figure?: boolean;
  /** Leaves it out where there is little room. */
  spare?: boolean;
  cell(row: Row): ReactNode;
}

interface AdminTableProps<Row> {
  title: string;
  rows: readonly Row[];
  id(row: Row): string;
  columns: readonly Column<Row>[];
  /** What can be done with a row. */
  deeds(row: Row): ReactNode;
  /** What is said where there are no rows. */
  none: string;
  /** What stands below. */
  note?: string | undefined;
}

export function AdminTable<Row>({ title, rows, id, columns, deeds, none, note }: AdminTableProps<Row>) {
  const heading = useId();
  return (
    <section className="lit-admin-section" aria-labelledby={heading}>
      <h2 id={heading}>
        {title} <span className="lit-admin-number">{rows.length}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="lit-admin-none">{none}</p>
      ) : (
        <table className="lit-admin-table" aria-labelledby={heading}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.title} scope="col" data-figure={column.figure}>
                  {column.title}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={id(row)}>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.title} scope="row">
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td
                      key={column.title}
                      data-title={column.title}
                      data-figure={column.figure}
                      data-spare={column.spare}
                    >
                      {column.cell(row)}
                    </td>
                  ),
                )}
                <td className="lit-admin-deeds">{deeds(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {note !== undefined && <p className="lit-admin-none">{note}</p>}
    </section>
  );
}
