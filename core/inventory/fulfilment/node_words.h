#pragma once

#include "core/inventory/values/result.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QTime>

/// What is known of a place, as people write it on a command line and in a cell of a sheet, and back. InvalidInput says how it is written.
namespace crossdock::fulfilment {

/// "mon-fri", "Monday, Wednesday", "1-5" (1 is Monday); empty: every day.
Result<QList<int>> workDaysFrom(const QString &text);
QString workDaysText(const QList<int> &days); ///< "mon-fri", "mon,wed"

/// "15:00", "9:30", "3:00 PM", also as a workbook shows a cell of a time.
Result<QTime> timeOfDayFrom(const QString &text);

/// "2026-12-25 2026-12-26", also with commas or semicolons.
Result<QList<QDate>> daysFrom(const QString &text);
QString daysText(const QList<QDate> &days);

/// "channel_id=7; stock=follow". What is a secret by its name is refused: it belongs into the key store.
Result<QMap<QString, QString>> accountFrom(const QString &text);
QString accountText(const QMap<QString, QString> &account);

/// The host of a node of others: https, or plain http to this machine, and no credentials in it.
Result<> checkHost(const QString &url);

} // namespace crossdock::fulfilment
