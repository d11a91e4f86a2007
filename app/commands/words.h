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

/// What the given --key booked before; nothing: it is new, or none was given. Whatever a verb reads of the world before it books, the world may have changed since.
Result<std::optional<Entry>> bookedBefore(Session &session);

/// The new value of a change that the entry holds; Undefined: it holds none of that name.
QJsonValue changeIn(const Entry &entry, const QString &what);

/// Has the engine carry out what is more than a booking, unless its --key booked it before: then only the ledger is asked, for its first answer.
Result<Entry> carryOutOnce(Session &session, const Request &request, std::function<void(Engine &, QObject *, Desk::Done<Entry>)> begin);

/// Puts a service outside into the ledger and its key into the key store, and prints the entry; see engine.h.
ExitCode setService(Session &session, const QString &service, crossdock::Command set, const QString &key);

/// "#12 2026-11-25T09:30:00.125Z dana: Stock received (delivery 4711)".
QString entryLine(const Entry &entry);

/// "needs_response" as "needs response"
QString spoken(QString name);
QString labelText(const labels::ReturnLabel &label); ///< "refused: no carrier sells one"; empty: nobody wants one

/// "K=V" of every --`flag`. Nothing of a value is repeated in an error: it may be a secret.
tl::expected<QMap<QString, QString>, UsageError> keyValues(const Arguments &arguments, const QString &flag);

/// The one secret that a verb takes, as --secret NAME=…; empty: it was not given.
tl::expected<QString, UsageError> onlySecret(const Arguments &arguments, const QString &name);

/// The word there, as the number of a thing: "a label".
Result<qint64> numberOf(const Session &session, const QString &thing, int index = 0);

/// --node, where it was given.
Result<std::optional<NodeId>> namedNode(const Session &session);

/// A label, as JSON or as lines for people.
ExitCode printLabelRow(Session &session, const labels::Label &label);

/// The printer of that name; of an empty name the only one there is.
Result<labels::Printer> namedPrinter(Session &session, const QString &name);

} // namespace crossdock::app
