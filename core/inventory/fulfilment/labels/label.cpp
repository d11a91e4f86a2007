#include "core/inventory/fulfilment/labels/label.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {
namespace {

constexpr std::array formats{"pdf"_L1, "png"_L1, "zpl"_L1};
constexpr std::array steps{"unknown"_L1, "announced"_L1, "in_transit"_L1, "out_for_delivery"_L1, "delivered"_L1, "problem"_L1, "returned"_L1};
constexpr std::array states{"wanted"_L1, "unsure"_L1, "refused"_L1, "bought"_L1, "used"_L1, "refund_asked"_L1, "voided"_L1, "refunded"_L1};

constexpr std::array returnStates{""_L1, "wanted"_L1, "refused"_L1, "bought"_L1, "sent"_L1};

} // namespace

QString nameOf(Format format)
{
    return formats.at(static_cast<size_t>(format));
}

std::optional<Format> formatFrom(QStringView name)
{
    const auto found = std::find(formats.begin(), formats.end(), name);
    return found == formats.end() ? std::nullopt : std::optional(static_cast<Format>(found - formats.begin()));
}

QString nameOf(Progress progress)
{
    return steps.at(static_cast<size_t>(progress));
}

Progress progressFrom(QStringView name)
{
    const auto found = std::find(steps.begin(), steps.end(), name);
    return found == steps.end() ? Progress::Unknown : static_cast<Progress>(found - steps.begin());
}

bool isOnTheWay(const Label &label)
{
    const bool isHere = label.state == Label::State::Bought || label.state == Label::State::Used;
    return isHere && label.progress != Progress::Delivered && label.progress != Progress::Returned;
}

std::optional<Milliseconds> delayOf(const Label &label, Time at)
{
    const bool isDelivered = label.progress == Progress::Delivered;
    if (!label.promisedBy || (!isDelivered && !isOnTheWay(label)))
        return std::nullopt;
    const Time arrives = isDelivered ? label.progressAt : std::max(at, label.expectedBy.value_or(at));
    return std::max(Milliseconds{0}, arrives - *label.promisedBy);
}

Time endOf(QDate day)
{
    constexpr Milliseconds furthest{12LL * 3'600'000}; // no clock is further behind
    return fromMs(day.addDays(1).startOfDay(Qt::UTC).toMSecsSinceEpoch()) + furthest;
}

QString nameOf(Label::State state)
{
    return states.at(static_cast<size_t>(state));
}

Label::State labelStateFrom(QStringView name)
{
    const auto found = std::find(states.begin(), states.end(), name);
    Q_ASSERT(found != states.end());
    return static_cast<Label::State>(found - states.begin());
}

QString nameOf(ReturnLabel::State state)
{
    return returnStates.at(static_cast<size_t>(state));
}

ReturnLabel::State returnLabelStateFrom(QStringView name)
{
    const auto found = std::find(returnStates.begin(), returnStates.end(), name);
    Q_ASSERT(found != returnStates.end());
    return static_cast<ReturnLabel::State>(found - returnStates.begin());
}

} // namespace crossdock::labels
