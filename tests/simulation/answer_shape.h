#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace crossdock::simulation {

/// What an answer lacks of the lines of that name in carrier_answers.txt; empty: nothing. A name that is not there is a problem.
QStringList lacking(const QString &name, const QJsonObject &answer);

/// Where a value is of another type than a schema of an OpenAPI or Swagger document says, or lacks what it requires.
/// `place`: "#/components/schemas/…". What the schema does not know is no matter.
QStringList againstSchema(const QJsonObject &document, const QString &place, const QJsonValue &value);
/// The schema of a 200 answer to `method` on `path`.
QString schemaOf(const QString &path, const QString &method);

/// A carrier's own document, "fedex/track.json"; nothing: the folder of contracts is not here (CROSSDOCK_SHARED).
std::optional<QJsonObject> carrierDocument(const QString &file);

} // namespace crossdock::simulation
