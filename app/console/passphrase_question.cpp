#include "app/console/passphrase_question.h"

#include <QApplication>
#include <QInputDialog>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

Result<secrets::Secret> askInWindow(const QString &question)
{
    std::optional<secrets::Secret> given;
    QMetaObject::invokeMethod(qApp, [&] {
        bool isGiven = false;
        QString text = QInputDialog::getText(QApplication::activeWindow(), QCoreApplication::translate("Vault", "Passphrase"),
                                             question, QLineEdit::Password, {}, &isGiven);
        if (isGiven)
            given = secrets::Secret::take(text.toUtf8());
        text.fill(u' ');
    }, Qt::BlockingQueuedConnection);
    if (!given)
        return fail(Error::Code::SecretsLocked, u"No passphrase was given; the channels stay unconnected until it is."_s);
    return *std::move(given);
}

} // namespace crossdock::app
