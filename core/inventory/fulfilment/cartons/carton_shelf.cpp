#include "core/inventory/fulfilment/cartons/carton_shelf.h"

#include "core/inventory/fulfilment/cartons/cuboid.h"

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::cartons {
namespace {

constexpr qint64 provingSteps = 60'000; // for all boxes of a question: some milliseconds

bool isInside(const rates::Dimensions &small, const rates::Dimensions &large)
{
    return small.length <= large.length && small.width <= large.width && small.height <= large.height;
}

rates::Volume volumeOf(const rates::Dimensions &sides)
{
    return static_cast<rates::Volume>(sides.length.nanometres()) * sides.width.nanometres() * sides.height.nanometres();
}

/// The order in which things are packed: twins side by side.
std::vector<int> packingOrder(const std::vector<Item> &items)
{
    std::vector<int> order(items.size());
    std::iota(order.begin(), order.end(), 0);
    const auto key = [&](int i) {
        const Item &item = items[static_cast<size_t>(i)];
        return std::tuple(item.keepsUpright, sidesOf(item.sides), i);
    };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return key(a) < key(b); });
    return order;
}

rates::Weight weightOf(const std::vector<Item> &items)
{
    return std::accumulate(items.begin(), items.end(), rates::Weight(), [](rates::Weight sum, const Item &item) { return sum + item.weight; });
}

/// The cartons of a part, with the items' numbers in the whole.
void append(Choice &whole, const Choice &part, const std::vector<int> &items)
{
    for (Carton carton : part.cartons) {
        for (Placement &placement : carton.placements)
            placement.item = items[static_cast<size_t>(placement.item)];
        whole.cartons.push_back(std::move(carton));
    }
    whole.cost += part.cost;
    whole.isProven = whole.isProven && part.isProven;
}

std::vector<Item> those(const std::vector<Item> &items, const std::vector<int> &indices)
{
    std::vector<Item> chosen;
    for (const int index : indices)
        chosen.push_back(items[static_cast<size_t>(index)]);
    return chosen;
}

std::vector<int> indicesOf(quint32 mask)
{
    std::vector<int> indices;
    for (int i = 0; mask >> i != 0; ++i) {
        if (mask >> i & 1)
            indices.push_back(i);
    }
    return indices;
}

} // namespace

CartonShelf::CartonShelf(std::vector<Box> boxes)
    : m_boxes(std::move(boxes))
    , m_bySize(m_boxes.size())
{
    std::iota(m_bySize.begin(), m_bySize.end(), 0);
    std::stable_sort(m_bySize.begin(), m_bySize.end(), [this](size_t a, size_t b) { return volumeOf(m_boxes[a].inner) < volumeOf(m_boxes[b].inner); });
}

/// How these go into each box. What goes into a smaller box goes into a larger one alike; what is proven for a larger holds for a smaller.
const std::vector<Packing> &CartonShelf::packings(const std::vector<Item> &sorted)
{
    Key key;
    for (const Item &item : sorted) {
        const Sides sides = sidesOf(item.sides);
        key.insert(key.end(), {item.keepsUpright ? 1 : 0, sides[0], sides[1], sides[2]});
    }
    const auto [place, isNew] = m_known.try_emplace(std::move(key), m_boxes.size());
    auto &known = place->second;
    if (!isNew)
        return known;
    for (auto box = m_bySize.begin(); box != m_bySize.end(); ++box) {
        const auto smaller = std::find_if(m_bySize.begin(), box, [&](size_t other) { return known[other].verdict == Packing::Verdict::Fits && isInside(m_boxes[other].inner, m_boxes[*box].inner); });
        known[*box] = smaller != box ? known[*smaller] : packByRules(sorted, m_boxes[*box].inner);
    }
    if (sorted.size() > static_cast<size_t>(mostExactItems))
        return known;
    qint64 steps = provingSteps;
    for (auto box = m_bySize.rbegin(); box != m_bySize.rend(); ++box) {
        if (known[*box].verdict != Packing::Verdict::NotFound)
            continue;
        const bool isRefuted = std::any_of(m_bySize.rbegin(), box, [&](size_t other) { return known[other].verdict == Packing::Verdict::DoesNotFit && isInside(m_boxes[*box].inner, m_boxes[other].inner); });
        known[*box] = isRefuted ? Packing{Packing::Verdict::DoesNotFit, {}} : packExactly(sorted, m_boxes[*box].inner, steps);
    }
    return known;
}

/// Is another of these never worse, whatever the carrier asks?
bool CartonShelf::isDominated(int index, const std::vector<int> &others) const
{
    const Box &box = m_boxes[static_cast<size_t>(index)];
    return std::any_of(others.begin(), others.end(), [&](int other) {
        const Box &better = m_boxes[static_cast<size_t>(other)];
        const bool isNoWorse = isInside(better.outer, box.outer) && better.tare <= box.tare && better.price <= box.price;
        const bool isSame = isInside(box.outer, better.outer) && better.tare == box.tare && better.price == box.price;
        return other != index && isNoWorse && (!isSame || other < index);
    });
}

Result<Choice> CartonShelf::chooseOne(const std::vector<Item> &items, const Terms &terms, const Pricer &pricer)
{
    const std::vector<int> order = packingOrder(items);
    std::vector<Item> sorted;
    for (const int item : order)
        sorted.push_back(items[static_cast<size_t>(item)]);
    const auto &known = packings(sorted);
    const rates::Weight weight = weightOf(items);
    std::vector<int> fitting, open;
    for (const int box : terms.boxes) {
        const auto verdict = known[static_cast<size_t>(box)].verdict;
        const auto &most = m_boxes[static_cast<size_t>(box)].mostWeight;
        if (verdict != Packing::Verdict::DoesNotFit && (!most || weight <= *most))
            (verdict == Packing::Verdict::Fits ? fitting : open).push_back(box);
    }
    if (terms.pricesRise) {
        const std::vector<int> all = fitting;
        std::erase_if(fitting, [&](int box) { return isDominated(box, all); });
        std::erase_if(open, [&](int box) { return isDominated(box, all); });
    }
    std::optional<Carton> best;
    Error error{Error::Code::NotFound, items.size() == 1 ? items.front().name : QString(), u"no carton takes it"_s};
    const auto costOf = [this](const Carton &carton) { return carton.offer.cost + m_boxes[static_cast<size_t>(carton.box)].price; };
    const auto priced = [&](int box) -> std::optional<Carton> {
        const Box &one = m_boxes[static_cast<size_t>(box)];
        const auto offer = pricer(one, weight + one.tare);
        if (!offer) {
            error = offer.error();
            return {};
        }
        return Carton{box, {}, weight + one.tare, *offer};
    };
    for (const int box : fitting) {
        const auto carton = priced(box);
        if (carton && (!best || costOf(*carton) < costOf(*best)))
            best = carton;
    }
    if (!best)
        return tl::make_unexpected(error);
    const bool isOpen = std::any_of(open.begin(), open.end(), [&](int box) {
        const auto carton = priced(box);
        return carton && costOf(*carton) < costOf(*best);
    });
    best->placements = known[static_cast<size_t>(best->box)].placements;
    for (Placement &placement : best->placements)
        placement.item = order[static_cast<size_t>(placement.item)];
    return Choice{{*best}, costOf(*best), !isOpen};
}

Result<Choice> CartonShelf::choose(const std::vector<Item> &items, const Terms &terms, const Pricer &pricer)
{
    auto one = chooseOne(items, terms, pricer);
    if (one || items.size() < 2)
        return one;
    auto several = items.size() <= static_cast<size_t>(mostExactItems) ? divideExactly(items, terms, pricer) : divideByRules(items, terms, pricer);
    return several;
}

/// The cheapest of all divisions.
Result<Choice> CartonShelf::divideExactly(const std::vector<Item> &items, const Terms &terms, const Pricer &pricer)
{
    const quint32 all = (1U << items.size()) - 1;
    std::vector<std::optional<Choice>> one(all + 1), best(all + 1);
    best[0] = Choice{{}, 0, true};
    bool isProven = true;
    for (quint32 mask = 1; mask <= all; ++mask) {
        auto choice = chooseOne(those(items, indicesOf(mask)), terms, pricer);
        if (!choice && (mask & (mask - 1)) == 0)
            return choice; // an item that goes into nothing alone
        if (choice) {
            isProven = isProven && choice->isProven;
            one[mask] = *std::move(choice);
        }
        const quint32 low = mask & (~mask + 1), rest = mask ^ low;
        for (quint32 sub = rest;; sub = (sub - 1) & rest) {
            const auto &first = one[sub | low], &others = best[mask ^ (sub | low)];
            if (first && others && (!best[mask] || first->cost + others->cost < best[mask]->cost)) {
                Choice sum = *others;
                append(sum, *first, indicesOf(sub | low));
                best[mask] = std::move(sum);
            }
            if (sub == 0)
                break;
        }
    }
    best[all]->isProven = isProven;
    return *best[all];
}

/// Large things first, each into the first carton that still takes it.
Result<Choice> CartonShelf::divideByRules(const std::vector<Item> &items, const Terms &terms, const Pricer &pricer)
{
    std::vector<int> order(items.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return volumeOf(items[static_cast<size_t>(a)].sides) > volumeOf(items[static_cast<size_t>(b)].sides); });
    std::vector<std::vector<int>> parts;
    for (const int item : order) {
        const bool isIn = std::any_of(parts.begin(), parts.end(), [&](std::vector<int> &part) {
            part.push_back(item);
            const bool fits = chooseOne(those(items, part), terms, pricer).has_value();
            if (!fits)
                part.pop_back();
            return fits;
        });
        if (!isIn)
            parts.push_back({item});
    }
    Choice sum{{}, 0, true};
    for (const auto &part : parts) {
        const auto choice = chooseOne(those(items, part), terms, pricer);
        if (!choice)
            return choice;
        append(sum, *choice, part);
    }
    sum.isProven = false;
    return sum;
}

} // namespace crossdock::cartons
