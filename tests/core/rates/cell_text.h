#pragma once

#include "core/inventory/fulfilment/rates/rate_sheet.h"

/// Cells and ways as short words, for tables of tests.
namespace crossdock::test {

using namespace Qt::Literals::StringLiterals;

/// "A 30 kg 15000", "A 30.1-70 kg 510/1 kg", "1 70- kg 310/1 kg least 25000", "1 -70 kg +155/0.5 kg"
inline QString textOf(const rates::PriceList::Cell &cell)
{
    using Kind = rates::PriceList::Growth::Kind;
    const auto number = [&](rates::Weight weight) { return QString::number(weight.in(cell.unit)); };
    const bool isOpen = cell.upTo == rates::Weight::most();
    if (cell.growth.kind == Kind::None)
        return u"%1 %2 %3"_s.arg(cell.zone, cell.upTo.text(cell.unit)).arg(cell.price);
    const QString sign = cell.growth.kind == Kind::OnTop ? u"+"_s : QString(), least = cell.growth.least > 0 ? u" least %1"_s.arg(cell.growth.least) : QString();
    return u"%1 %2-%3 %4 %5%6/%7%8"_s.arg(cell.zone, cell.over ? number(*cell.over) : QString(), isOpen ? QString() : number(cell.upTo), rates::nameOf(cell.unit), sign).arg(cell.price).arg(cell.growth.step.text(cell.unit), least);
}

inline QStringList textsOf(const QList<rates::ZoneChart> &charts)
{
    QStringList texts;
    for (const rates::ZoneChart &chart : charts)
        for (auto origin = chart.zones.begin(); origin != chart.zones.end(); ++origin)
            for (auto destination = origin->begin(); destination != origin->end(); ++destination)
                texts.append(u"%1 to %2 = %3"_s.arg(origin.key(), destination.key(), destination.value()));
    return texts;
}

inline QStringList textsOf(const rates::PriceList &list)
{
    QStringList texts;
    for (const rates::PriceList::Cell &cell : list.cells)
        texts.append(textOf(cell));
    return texts;
}

} // namespace crossdock::test
