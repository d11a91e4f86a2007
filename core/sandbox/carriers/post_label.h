#pragma once

#include <QByteArray>
#include <QStringList>

namespace crossdock::sandbox {

/// A label of 4 x 6 inches with these lines, the last of them large: a real file that printers and viewers take.
QByteArray pdfLabel(const QStringList &lines);
/// Bars of the tracking number's signs, and no words: a picture of that size for who writes labels as pictures.
QByteArray pngLabel(const QString &tracking);
QByteArray zplLabel(const QStringList &lines, const QString &tracking);

} // namespace crossdock::sandbox
