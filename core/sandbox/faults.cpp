#include "core/sandbox/faults.h"

#include <QStringList>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr double usualProbability = 0.05; // often enough to be seen within a minute, rare enough to trade on

struct NamedFault {
    QLatin1StringView name;
    double Faults::*field;
};

constexpr std::array namedFaults = {
    NamedFault{"late"_L1, &Faults::late},           NamedFault{"lost"_L1, &Faults::lost},
    NamedFault{"doubled"_L1, &Faults::doubled},     NamedFault{"reordered"_L1, &Faults::reordered},
    NamedFault{"throttled"_L1, &Faults::throttled}, NamedFault{"errors"_L1, &Faults::errors},
    NamedFault{"timeouts"_L1, &Faults::timeouts},   NamedFault{"partial"_L1, &Faults::partial},
};

QString knownNames()
{
    QStringList names;
    for (const NamedFault &fault : namedFaults)
        names.append(fault.name);
    return names.join(u", "_s);
}

} // namespace

Result<Faults> Faults::parse(QStringView list)
{
    Faults faults;
    for (const QStringView part : list.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        const QStringView name = (equals < 0 ? part : part.first(equals)).trimmed();
        bool isNumber = true;
        const double probability = equals < 0 ? usualProbability : part.sliced(equals + 1).trimmed().toDouble(&isNumber);
        if (!isNumber || !(probability >= 0 && probability <= 1))
            return fail(Error::Code::InvalidInput, part.toString(), u"a probability is a number from 0 to 1"_s);
        bool isKnown = name == "all"_L1;
        for (const NamedFault &fault : namedFaults) {
            if (name == fault.name || name == "all"_L1) {
                faults.*(fault.field) = probability;
                isKnown = true;
            }
        }
        if (!isKnown)
            return fail(Error::Code::InvalidInput, name.toString(), u"not a fault; there are: "_s + knownNames());
    }
    return faults;
}

RequestFault Chance::ofRequest()
{
    const double dice = m_random.unit();
    double end = m_faults.throttled;
    if (dice < end)
        return RequestFault::Throttled;
    if (dice < (end += m_faults.errors))
        return RequestFault::Broken;
    if (dice < (end += m_faults.timeouts / 2))
        return RequestFault::SilentBefore;
    if (dice < end + m_faults.timeouts / 2)
        return RequestFault::SilentAfter;
    return RequestFault::None;
}

} // namespace crossdock::sandbox
