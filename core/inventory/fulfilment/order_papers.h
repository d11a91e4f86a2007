#pragma once

#include "core/inventory/query.h"

/// The papers that go with an order, as plain text (UTF-8): what every queue of a print system takes without a window. Pure.
namespace crossdock::papers {

enum class Paper { PackingSlip, PickList, CustomsForm, Label };
QString nameOf(Paper paper); ///< "packing_slip", as rules name it
std::optional<Paper> paperFrom(QStringView name); ///< nothing: none of ours, an invoice too
QString titleOf(Paper paper); ///< "Packing slip"

command::PostNotice printing(const OrderId &order, Paper paper); ///< what asks for a print

/// An order that has it was given a packing slip: a second one in a second box sends it twice.
inline constexpr QStringView slipTag = u"slip printed";

/// What the store knows of the SKUs of an order.
using Items = QList<query::StockOf::Item>;
QList<Sku> skusOf(const OrderDetail &order); ///< of its lines and of what is held for them

/// Name, street, town and country, as on a label, without what is not known.
QStringList addressLines(const Buyer &buyer);

/// What is still to be sent of it, and to whom. NotAllowed: nothing is.
Result<QByteArray> packingSlip(const OrderDetail &order, const Items &items);
/// What is to be fetched for it, in the order of a walk: see pick_list.h. NotAllowed: nothing is held for it.
Result<QByteArray> pickList(const OrderDetail &order, const Items &items);
/// What customs asks of goods, line by line: description, HS code, origin, weight and value. NotAllowed: of some SKU that is not known.
Result<QByteArray> customsForm(const OrderDetail &order, const Items &items, const QList<labels::Goods> &goods);

/// Where a paper is printed: the only printer that takes it, or of several the one that is called “documents” (of labels: “labels”).
/// NotAllowed in words that say what to set up.
Result<labels::Printer> printerFor(Paper paper, labels::Format format, const QList<labels::Printer> &printers);

} // namespace crossdock::papers
