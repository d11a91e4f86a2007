#include "core/inventory/desk.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

template <class T>
void refuse(QObject *context, const Desk::Done<T> &done)
{
    QMetaObject::invokeMethod(context, [done] { done(fail(Error::Code::NotAllowed, u"label"_s, u"no carrier and no printer is reached from here"_s)); }, Qt::QueuedConnection);
}

} // namespace

void Desk::buyLabel(const Request &, const rates::Shipment &, QObject *context, Done<labels::Label> done)
{
    refuse(context, done);
}

void Desk::lookAfterLabel(qint64, QObject *context, Done<labels::Label> done)
{
    refuse(context, done);
}

void Desk::printLabel(const Request &, QObject *context, Done<labels::Label> done)
{
    refuse(context, done);
}

void Desk::voidLabel(const Request &, QObject *context, Done<labels::Label> done)
{
    refuse(context, done);
}

void Desk::suggestRules(const QString &, QObject *context, Done<QList<RuleProposal>> done)
{
    QMetaObject::invokeMethod(context, [done] { done(fail(Error::Code::NotAllowed, u"The assistant"_s, u"no assistant is reached from here"_s)); }, Qt::QueuedConnection);
}

void Desk::testPrinter(const labels::Printer &, QObject *context, Done<QString> done)
{
    refuse(context, done);
}

} // namespace crossdock
