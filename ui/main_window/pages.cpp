#include "ui/main_window/page_factory.h"

#include "ui/audit/audit_page.h"
#include "ui/channels/channels_page.h"
#include "ui/orders/orders_page.h"
#include "ui/pack/pack_page.h"
#include "ui/rates/rates_page.h"
#include "ui/routing/routing_page.h"
#include "ui/rules/rules_page.h"
#include "ui/stock/stock_page.h"

#include <QCoreApplication>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// The strings' context for translators.
struct Pages {
    Q_DECLARE_TR_FUNCTIONS(Pages)
};

template <class AnyPage>
Page *make(const Context &context)
{
    return new AnyPage(context);
}

} // namespace

QList<PageFactory> standardPages()
{
    return {
        {u"stock"_s, Pages::tr("Stock"), u"stock"_s, make<StockPage>},
        {u"orders"_s, Pages::tr("Orders"), u"orders"_s, make<OrdersPage>},
        {u"channels"_s, Pages::tr("Channels"), u"channels"_s, make<ChannelsPage>},
        {u"audit"_s, Pages::tr("Audit"), u"audit"_s, make<AuditPage>},
        {u"rules"_s, Pages::tr("Rules"), u"rules"_s, make<RulesPage>},
        {u"rates"_s, Pages::tr("Rates"), u"rates"_s, make<RatesPage>},
        {u"pack"_s, Pages::tr("Pack"), u"pack"_s, make<PackPage>},
        {u"routing"_s, Pages::tr("Routing"), u"routing"_s, make<RoutingPage>},
    };
}

} // namespace crossdock::ui
