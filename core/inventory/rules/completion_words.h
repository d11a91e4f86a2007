#pragma once

#include <QString>
#include <QStringList>

/// How the words of the grammar are written, and which of them people need first.
namespace crossdock::rules {

/// A token as a person writes it: "(" for lparen.
QString asWritten(const QString &word);

/// No blank stands in front of it: commas, "'s".
bool standsClose(const QString &word);

/// Of the forms of one word those that go on with `begun` behind the word `before`; the fitting one alone, where one fits:
/// "is held", "an order arrives", "orders arrive".
QStringList fittingForms(const QStringList &forms, const QString &begun, const QString &before);

/// A place among words, the likeliest first.
int rarenessOf(const QString &word);

/// What sentences begin with.
const QStringList &openers();

/// Behind it stands an amount sooner than a name.
bool asksForAmount(const QString &word);

} // namespace crossdock::rules
