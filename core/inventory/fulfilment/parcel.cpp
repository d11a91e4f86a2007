#include "core/inventory/fulfilment/parcel.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

bool isAlike(const PlannedParcel &a, const PlannedParcel &b)
{
    const auto sameUnits = [](const ParcelLine &x, const ParcelLine &y) { return x.line == y.line && x.quantity == y.quantity; };
    return a.node == b.node && a.isPinned == b.isPinned && std::is_permutation(a.lines.begin(), a.lines.end(), b.lines.begin(), b.lines.end(), sameUnits);
}

constexpr std::array pricingNames = {u"told", u"listed", u"assumed", u"late"};

} // namespace

QString nameOf(Pricing pricing)
{
    return QString::fromUtf16(pricingNames.at(static_cast<size_t>(pricing)));
}

std::optional<Pricing> pricingFrom(const QString &name)
{
    for (size_t i = 0; i < pricingNames.size(); ++i)
        if (name == QStringView(pricingNames[i]))
            return static_cast<Pricing>(i);
    return std::nullopt;
}

bool areAlike(const QList<PlannedParcel> &a, const QList<PlannedParcel> &b)
{
    return std::is_permutation(a.begin(), a.end(), b.begin(), b.end(), isAlike);
}

bool Parcel::isOpen() const
{
    switch (state) {
    case State::Planned:
    case State::HandingOver:
    case State::AtNode:
    case State::PartlySent:
    case State::Cancelling:
        return true;
    case State::Sent:
    case State::Delivered:
    case State::Lost:
    case State::Refused:
    case State::Cancelled:
        return false;
    }
    Q_UNREACHABLE();
}

std::optional<Money> Parcel::beyondQuoted() const
{
    const std::optional<Money> sum = charged();
    if (!sum || !plan.quoted || sum->currency != plan.quoted->currency)
        return std::nullopt;
    return Money{sum->amount - plan.quoted->amount, sum->currency};
}

bool Parcel::mayBeTaken() const
{
    return isOpen() && state != State::Planned;
}

QString nameOf(Parcel::State state)
{
    using State = Parcel::State;
    switch (state) {
    case State::Planned:
        return u"planned"_s;
    case State::HandingOver:
        return u"being handed over"_s;
    case State::AtNode:
        return u"at the node"_s;
    case State::PartlySent:
        return u"partly sent"_s;
    case State::Sent:
        return u"sent"_s;
    case State::Delivered:
        return u"delivered"_s;
    case State::Lost:
        return u"lost at the node"_s;
    case State::Refused:
        return u"refused by the node"_s;
    case State::Cancelling:
        return u"being cancelled"_s;
    case State::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

QString givenUpOf(const QList<Parcel> &parcels)
{
    const auto last = std::find_if(parcels.rbegin(), parcels.rend(), [](const Parcel &parcel) { return parcel.isGivenUp(); });
    if (last == parcels.rend())
        return {};
    return u"%1 could not send it: %2"_s.arg(last->plan.node.text(), last->words.isEmpty() ? nameOf(last->state) : last->words);
}

} // namespace crossdock::fulfilment
