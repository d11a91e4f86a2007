#include "core/sandbox/catalogue.h"

#include "core/sandbox/word_list.h"

#include <QMap>
#include <QSet>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr int oneKitIn = 25; // 4 %
constexpr quint64 firstModelNumber = 1001;
constexpr qint64 barcodePrefix = 20; // GS1 leaves 20 to 29 to the shops themselves: never a real product

struct Word {
    QString text;
    QString code;
};

struct ProductKind {
    QString category;
    QString code;
    QString name;
    QString axis;
    int grams = 0;
    QList<int> size;
    int costFrom = 0;
    int costTo = 0;
};

QList<Word> words(QStringView list)
{
    QList<Word> result;
    for (const QString &line : wordList(list)) {
        const QStringList parts = line.split(u'|');
        result.append({parts.value(0), parts.value(1)});
    }
    return result;
}

QList<ProductKind> productKinds()
{
    QList<ProductKind> kinds;
    for (const QString &line : wordList(u"products")) {
        const QStringList parts = line.split(u'|');
        Q_ASSERT(parts.size() == 8);
        ProductKind kind{parts.at(0), parts.at(1), parts.at(3), parts.at(4), parts.at(5).toInt(), {}, 0, 0};
        for (const QString &side : parts.at(6).split(u'x'))
            kind.size.append(side.toInt());
        kind.costFrom = parts.at(7).section(u'-', 0, 0).toInt();
        kind.costTo = parts.at(7).section(u'-', 1, 1).toInt();
        kinds.append(kind);
    }
    return kinds;
}

QMap<QString, QList<Word>> variantAxes()
{
    QMap<QString, QList<Word>> axes;
    for (const QString &line : wordList(u"variants")) {
        const QStringList parts = line.split(u'|');
        axes[parts.value(0)].append({parts.value(1), parts.value(2)});
    }
    return axes;
}

/// Makes products one model after another; a model is a kind of product by a brand in one of its lines.
class Assortment
{
public:
    Assortment(const QStringList &nodes, Random &random)
        : m_nodes(nodes)
        , m_random(random)
        , m_kinds(productKinds())
        , m_axes(variantAxes())
        , m_brands(words(u"brands"))
        , m_series(words(u"series"))
        , m_kitNames(words(u"kits"))
        , m_models(quint64(m_kinds.size() * m_brands.size() * m_series.size()))
        , m_step(coprimeStep(random.below(m_models)))
    {
    }

    void addModel(QList<CatalogueItem> &items, qsizetype wanted);
    CatalogueItem kit(const QList<CatalogueItem> &singles);

private:
    quint64 coprimeStep(quint64 step) const
    {
        while (std::gcd(step, m_models) != 1)
            ++step;
        return step;
    }
    QString nextBarcode() { return withCheckDigit(QString::number(barcodePrefix * 10'000'000'000 + ++m_barcode * 7)); }
    QString sku(const ProductKind &kind, const Word &brand, const Word &series, const QString &variant) const;
    QList<NodeStock> stock();
    int vary(int value) { return value + int(m_random.below(quint64(value / 5 + 1))) - value / 10; }

    const QStringList &m_nodes;
    Random &m_random;
    QList<ProductKind> m_kinds;
    QMap<QString, QList<Word>> m_axes;
    QList<Word> m_brands;
    QList<Word> m_series;
    QList<Word> m_kitNames;
    quint64 m_models; // so many there can be
    quint64 m_step; // walks through all models without meeting one twice
    quint64 m_made = 0;
    qint64 m_barcode = 0;
};

QString Assortment::sku(const ProductKind &kind, const Word &brand, const Word &series, const QString &variant) const
{
    // Every house has its own way of writing article numbers; the model number makes them unique in all.
    const QString number = QString::number(firstModelNumber + m_made);
    switch (brand.code.at(0).unicode() % 3) {
    case 0:
        return u"%1-%2-%3-%4"_s.arg(kind.code, series.code, number, variant);
    case 1:
        return u"%1%2-%3"_s.arg(brand.code, number, variant);
    default:
        return u"%1.%2.%3"_s.arg(number, kind.code, variant);
    }
}

QList<NodeStock> Assortment::stock()
{
    const double plenty = m_random.unit();
    const quint64 most = plenty < 0.05 ? 1 : plenty < 0.15 ? 4 : plenty < 0.7 ? 40 : 160;
    QList<NodeStock> places;
    for (qsizetype i = 0; i < m_nodes.size(); ++i) {
        const bool isHere = i == 0 || m_random.unit() < 0.6; // the first node is the big one
        const quint64 units = isHere ? m_random.below(i == 0 ? most + 1 : most / 2 + 1) : 0;
        places.append({m_nodes.at(i), Quantity(units)});
    }
    return places;
}

void Assortment::addModel(QList<CatalogueItem> &items, qsizetype wanted)
{
    const quint64 model = (m_made * m_step) % m_models;
    const ProductKind &kind = m_kinds.at(qsizetype(model % quint64(m_kinds.size())));
    const quint64 rest = model / quint64(m_kinds.size());
    const Word &brand = m_brands.at(qsizetype(rest % quint64(m_brands.size())));
    const Word &series = m_series.at(qsizetype(rest / quint64(m_brands.size())));
    const QList<Word> &axis = *m_axes.constFind(kind.axis);
    const QList<Word> &colours = *m_axes.constFind(u"colour"_s);
    const Word &colour = colours.at(qsizetype(m_random.below(quint64(colours.size()))));
    const bool hasColourAxis = kind.axis == u"colour"_s;
    const qsizetype variants = 1 + qsizetype(m_random.below(quint64(axis.size())));
    const qsizetype first = qsizetype(m_random.below(quint64(axis.size() - variants + 1)));
    const qint64 cost = vary(kind.costFrom + int(m_random.below(quint64(kind.costTo - kind.costFrom))));
    const qint64 price = qint64(double(cost) * (2.1 + m_random.unit() * 0.8)) / 100 * 100 + 99;
    for (qsizetype i = first; i < first + variants && items.size() < wanted; ++i) {
        const Word &value = axis.at(i);
        CatalogueItem item;
        item.model = u"%1 %2 %3"_s.arg(brand.text, series.text, kind.name);
        item.name = hasColourAxis ? u"%1, %2"_s.arg(item.model, value.text)
                                  : u"%1, %2, %3"_s.arg(item.model, colour.text, value.text);
        item.sku = sku(kind, brand, series, hasColourAxis ? value.code : colour.code + u'-' + value.code);
        item.brand = brand.text;
        item.category = kind.category;
        item.barcode = nextBarcode();
        item.weightG = vary(kind.grams);
        item.lengthMm = kind.size.value(0);
        item.widthMm = kind.size.value(1);
        item.heightMm = kind.size.value(2);
        item.cost = {cost, u"USD"_s};
        item.price = {price, u"USD"_s};
        item.stock = stock();
        items.append(item);
    }
    ++m_made;
}

CatalogueItem Assortment::kit(const QList<CatalogueItem> &singles)
{
    const Word &kind = m_kitNames.at(qsizetype(m_random.below(quint64(m_kitNames.size()))));
    CatalogueItem item;
    const quint64 parts = qMin<quint64>(2 + m_random.below(3), quint64(singles.size()));
    QSet<QString> taken;
    while (quint64(item.parts.size()) < parts) {
        const CatalogueItem &part = singles.at(qsizetype(m_random.below(quint64(singles.size()))));
        if (taken.contains(part.sku))
            continue;
        taken.insert(part.sku);
        const int quantity = m_random.unit() < 0.75 ? 1 : 2 + int(m_random.below(2));
        item.parts.append({part.sku, quantity});
        item.cost = {item.cost.amount + part.cost.amount * quantity, part.cost.currency};
        item.price.amount += part.price.amount * quantity;
        item.weightG += part.weightG * quantity;
        item.lengthMm = qMax(item.lengthMm, part.lengthMm);
        item.widthMm = qMax(item.widthMm, part.widthMm);
        item.heightMm += part.heightMm * quantity;
        if (item.brand.isEmpty()) {
            item.brand = part.brand;
            item.category = part.category;
        }
    }
    item.price = {item.price.amount * 88 / 100 / 100 * 100 + 99, u"USD"_s}; // a set is cheaper than its parts
    item.name = u"%1 %2, %3 Pieces"_s.arg(item.brand, kind.text).arg(item.parts.size());
    item.model = u"%1 (%2)"_s.arg(item.name).arg(m_made);
    item.sku = u"KIT-%1-%2"_s.arg(kind.code).arg(firstModelNumber + m_made);
    item.barcode = nextBarcode();
    for (const QString &node : m_nodes)
        item.stock.append({node, 0});
    ++m_made;
    return item;
}

} // namespace

Quantity CatalogueItem::onHand() const
{
    Quantity sum = 0;
    for (const NodeStock &place : stock)
        sum += place.quantity;
    return sum;
}

QString withCheckDigit(const QString &twelve)
{
    int sum = 0;
    for (qsizetype i = 0; i < twelve.size(); ++i)
        sum += twelve.at(i).digitValue() * (i % 2 == 0 ? 1 : 3);
    return twelve + QString::number((10 - sum % 10) % 10);
}

QList<CatalogueItem> makeCatalogue(int count, const QStringList &nodes, Random &random)
{
    QList<CatalogueItem> items;
    if (count <= 0)
        return items;
    items.reserve(count);
    Assortment assortment(nodes, random);
    const int kits = count / oneKitIn;
    while (items.size() < count - kits)
        assortment.addModel(items, count - kits);
    const QList<CatalogueItem> singles = items;
    for (int i = 0; i < kits; ++i)
        items.append(assortment.kit(singles));
    for (qsizetype i = items.size() - 1; i > 0; --i) // popularity has nothing to do with when a thing was made
        items.swapItemsAt(i, qsizetype(random.below(quint64(i) + 1)));
    return items;
}

} // namespace crossdock::sandbox
