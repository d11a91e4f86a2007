#pragma once

#include "app/command_line/session.h"

/// Words and tables that several verbs print for people.
namespace crossdock::app {

/// Rows of cells in columns, the first row is the header. Numbers are aligned to the right.
void printTable(Session &session, const QList<QStringList> &rows);

/// The trail entry of a booking, as JSON or as one line.
ExitCode printEntry(Session &session, const Entry &entry);

/// Performs it, and prints its entry or why not.
ExitCode perform(Session &session, crossdock::Command command);

/// "#12 2026-11-25T09:30:00.125Z dana: Stock received (delivery 4711)".
QString entryLine(const Entry &entry);

/// "needs_response" as "needs response"
QString spoken(QString name);
QString labelText(const labels::ReturnLabel &label); ///< "refused: no carrier sells one"; empty: nobody wants one

/// "K=V" of every --`flag`. Nothing of a value is repeated in an error: it may be a secret.
tl::expected<QMap<QString, QString>, UsageError> keyValues(const Arguments &arguments, const QString &flag);

/// The word there, as the number of a thing: "a label".
Result<qint64> numberOf(const Session &session, const QString &thing, int index = 0);

/// --node, where it was given.
Result<std::optional<NodeId>> namedNode(const Session &session);

/// A label, as JSON or as lines for people.
ExitCode printLabelRow(Session &session, const labels::Label &label);

/// The printer of that name; of an empty name the only one there is.
Result<labels::Printer> namedPrinter(Session &session, const QString &name);

} // namespace crossdock::app
