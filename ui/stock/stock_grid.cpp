#include "ui/stock/stock_grid.h"

#include "ui/widgets/header_view.h"

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::array fixedNames = {u"sku", u"product", u"status", u"on_hand", u"reserved", u"available", u"in_transit", u"quarantine"};
constexpr std::array fixedWidths = {168, 216, 116, 72, 76, 80, 76, 88};
constexpr int channelWidth = 74; // eight of them stand beside the other numbers on a wide screen
constexpr int headerHeight = 42; // two lines: channels have long names
constexpr int leastProduct = 148, mostProduct = 600;
constexpr int frozenColumns = 2; // SKU and product: without them a number says nothing

std::optional<query::Explain::Number> numberIn(int column)
{
    using Number = query::Explain::Number;
    switch (column) {
    case OnHandColumn:
        return Number::OnHand;
    case ReservedColumn:
        return Number::Reserved;
    case InTransitColumn:
        return Number::InTransit;
    case QuarantineColumn:
        return Number::Quarantine;
    default:
        return {}; // what is available: the number that all others are about
    }
}

} // namespace

StockGrid::StockGrid(const Theme &theme, StockModel &model, QWidget *parent)
    : FrozenTableView(theme, tr("Stock"), frozenColumns, parent)
    , m_model(model)
{
    setModel(&model);
    setObjectName(u"stockTable"_s);
    setSortingEnabled(false); // the page sorts its own model
    auto *header = static_cast<HeaderView *>(horizontalHeader());
    header->setTwoLines(true);
    header->setFixedHeight(headerHeight);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSectionsMovable(true);
}

void StockGrid::setWidths()
{
    for (int column = 0; column < m_model.columnCount(); ++column)
        setColumnWidth(column, column < FirstChannelColumn ? fixedWidths[static_cast<size_t>(column)] : channelWidth);
}

void StockGrid::fitProduct()
{
    const int others = horizontalHeader()->length() - columnWidth(NameColumn);
    setColumnWidth(NameColumn, std::clamp(viewport()->width() - others, leastProduct, mostProduct));
}

void StockGrid::resizeEvent(QResizeEvent *event)
{
    FrozenTableView::resizeEvent(event);
    fitProduct();
}

QString StockGrid::nameOf(int column) const
{
    return column < FirstChannelColumn ? QString::fromUtf16(fixedNames[static_cast<size_t>(column)]) : m_model.channelAt(column).text();
}

query::Explain StockGrid::questionAt(const QModelIndex &index) const
{
    query::Explain question{.sku = m_model.skuAt(index.row())};
    if (index.column() >= FirstChannelColumn)
        question.channel = m_model.channelAt(index.column());
    else
        question.number = numberIn(index.column());
    return question;
}

} // namespace crossdock::ui
