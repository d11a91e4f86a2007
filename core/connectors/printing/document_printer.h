#pragma once

#include "core/inventory/fulfilment/labels/label.h"
#include "core/inventory/values/result.h"
#include "core/inventory/values/time.h"

#include <QObject>
#include <functional>

namespace crossdock::printing {

/// Sends documents to printers without a question: ZPL as it is on a socket (port 9100 by custom), everything else to a queue of
/// the system's by CUPS' `lp`, which takes PDF, PNG and plain text. Nothing is written to the disk. Lives in one thread.
class DocumentPrinter : public QObject
{
public:
    using Done = std::function<void(Result<QString>)>; ///< a sentence; NotPrinted: or not all of it

    /// `done` runs later, once, and not at all after the printer's end.
    void send(const labels::Printer &printer, const labels::Document &document, Milliseconds deadline, Done done);

private:
    void sendRaw(const labels::Printer &printer, const QByteArray &bytes, Milliseconds deadline, Done done);
    void sendToQueue(const labels::Printer &printer, const labels::Document &document, Milliseconds deadline, Done done);
};

/// NotAllowed: this printer does not take that language. Asked before a print is written down.
Result<> suits(const labels::Printer &printer, const labels::Document &document);

/// A page that says where it comes from, in the printer's own language.
labels::Document testPage(const labels::Printer &printer);

} // namespace crossdock::printing
