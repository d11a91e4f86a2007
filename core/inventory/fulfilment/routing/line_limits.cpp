#include "core/inventory/fulfilment/routing/line_limits.h"

#include <algorithm>

namespace crossdock::routing {
namespace {

/// How many of these lines, smallest first, can have what they ask for.
qint64 mostLines(std::span<const std::pair<qint64, int>> lines, Wide supply)
{
    qint64 count = 0;
    for (const auto &[quantity, line] : lines) {
        if (quantity > supply)
            break;
        supply -= quantity;
        ++count;
    }
    return count;
}

} // namespace

LineLimits::LineLimits(const Program &program)
    : m_of(static_cast<size_t>(program.lineCount()))
{
    for (Demand &demand : demandOf(program))
        addLimits(demand);
}

/// By SKU.
std::vector<LineLimits::Demand> LineLimits::demandOf(const Program &program)
{
    std::vector<Demand> demands;
    const auto demandFor = [&](int resource) -> Demand & {
        const auto sku = static_cast<size_t>(program.skuOf(resource));
        demands.resize(std::max(demands.size(), sku + 1));
        return demands[sku];
    };
    for (size_t resource = 0; resource < program.supply().size(); ++resource) {
        if (program.skuOf(static_cast<int>(resource)) >= 0)
            demandFor(static_cast<int>(resource)).supply.push_back(program.supply()[resource]);
    }
    std::vector<bool> isSeen(static_cast<size_t>(program.lineCount()), false);
    for (int i = 0; i < program.parcelCount(); ++i) {
        const auto &batch = program.batch(program.orderOf(i));
        for (size_t k = 0; k < program.lines(program.parcel(i)).size(); ++k) {
            const int inBatch = program.lines(program.parcel(i))[k], resource = program.stock(program.parcel(i))[k], line = batch.firstLine + inBatch;
            if (resource < 0 || isSeen[static_cast<size_t>(line)])
                continue;
            isSeen[static_cast<size_t>(line)] = true;
            demandFor(resource).lines.emplace_back(program.quantity(batch, inBatch), line);
        }
    }
    return demands;
}

/// One for each quantity that is asked for, of the lines that ask for as much or more.
void LineLimits::addLimits(Demand &demand)
{
    constexpr int mostLimits = 4; // of a SKU: the smallest quantities, of which there are most lines
    Wide all = 0;
    for (const qint64 supply : demand.supply)
        all += supply;
    std::sort(demand.lines.begin(), demand.lines.end());
    int limits = 0;
    for (size_t first = 0; first < demand.lines.size() && limits < mostLimits; ++first) {
        if (first > 0 && demand.lines[first].first == demand.lines[first - 1].first)
            continue;
        const auto lines = std::span(demand.lines).subspan(first);
        qint64 byNode = 0;
        for (const qint64 supply : demand.supply)
            byNode += mostLines(lines, supply);
        const qint64 most = std::min(byNode, mostLines(lines, all));
        if (most >= static_cast<qint64>(lines.size()))
            continue;
        for (const auto &[quantity, line] : lines)
            m_of[static_cast<size_t>(line)].push_back(static_cast<int>(m_most.size()));
        m_most.push_back(most);
        ++limits;
    }
}

std::vector<Program::Use> LineLimits::usesOf(const Program &program, int parcel) const
{
    std::vector<Program::Use> uses;
    const auto &one = program.parcel(parcel);
    const int firstLine = program.batch(program.orderOf(parcel)).firstLine;
    for (size_t k = 0; k < program.lines(one).size(); ++k) {
        if (program.stock(one)[k] < 0)
            continue;
        for (const int limit : of(firstLine + program.lines(one)[k])) {
            const auto known = std::find_if(uses.begin(), uses.end(), [limit](const Program::Use &use) { return use.resource == limit; });
            if (known == uses.end())
                uses.push_back({limit, 1});
            else
                ++known->amount;
        }
    }
    return uses;
}

} // namespace crossdock::routing
