#include "core/inventory/fulfilment/labels/label_reader.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {

Result<Label> only(const Result<query::Labels::Answer> &found, qint64 label)
{
    if (!found)
        return tl::make_unexpected(found.error());
    return found->isEmpty() ? fail(Error::Code::NotFound, QString::number(label), u"no such label"_s) : Result<Label>(found->first());
}

void read(Inventory &inventory, qint64 label, QObject *context, std::function<void(Result<Label>)> done)
{
    inventory.ask(query::Labels{.label = label}, context, [label, done = std::move(done)](const Result<query::Labels::Answer> &found) { done(only(found, label)); });
}

} // namespace crossdock::labels
