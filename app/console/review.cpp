#include "app/console/review.h"

#include "app/command_line/sentences.h"
#include "app/console/display.h"
#include "app/console/settings_file.h"
#include "app/serving/termination.h"
#include "core/inventory/audit/review_inventory.h"
#include "ui/audit/audit_page.h"
#include "ui/audit/stock_as_of.h"
#include "ui/main_window/main_window.h"

#include <QApplication>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// Nobody works at the desk of a sealed file.
class EmptyDesk : public Desk
{
public:
    QList<Kind> kinds() const override { return {}; }
    void testConnection(const ChannelDetails &, const QMap<QString, QString> &, QObject *, Done<QString> done) override { done(refusal()); }
    void addChannel(const ChannelDetails &, const QMap<QString, QString> &, QObject *, Done<Entry> done) override { done(refusal()); }
    void testChannel(const ChannelId &, QObject *, Done<QString> done) override { done(refusal()); }
    void readCatalogue(const ChannelId &, std::shared_ptr<Progress>, QObject *, Done<CatalogueReport> done) override { done(refusal()); }
    void catchUp(const ChannelId &, QObject *, Done<int> done) override { done(refusal()); }
    void cancelOrder(const OrderId &, const QString &, QObject *, Done<QString> done) override { done(refusal()); }
    void exportAudit(const QString &, std::optional<Time>, std::optional<Time>, std::shared_ptr<Progress>, QObject *, Done<QString> done) override { done(refusal()); }
    void quoteLive(const QList<rates::Shipment> &, Milliseconds, QObject *, Heard, Done<QList<rates::Rated>> done) override { done(refusal()); }
    void planWave(const fulfilment::WaveWish &, QObject *, Done<Wave> done) override { done(refusal()); }
    void explainOrder(qint64, const OrderId &, QObject *, Done<fulfilment::WaveExplanation> done) override { done(refusal()); }
    void pinOrder(qint64, const fulfilment::WavePin &, QObject *, Done<fulfilment::PinEffect> done) override { done(refusal()); }
    void publishWave(qint64, const QString &, QObject *, Done<Entry> done) override { done(refusal()); }
    void backTest(const fulfilment::BackTestWish &, std::shared_ptr<Progress>, QObject *, Done<fulfilment::BackTest> done) override { done(refusal()); }
    QList<ChannelHealth> health() const override { return {}; }

private:
    static tl::unexpected<Error> refusal() { return fail(Error::Code::NotAllowed, u"review"_s, u"a sealed file is only read"_s); }
};

/// The pages that a sealed file can fill: its trail, and the stock that follows from it at any moment.
QList<ui::PageFactory> reviewPages(const QString &file)
{
    QList<ui::PageFactory> pages = ui::standardPages();
    pages.removeIf([](const ui::PageFactory &page) { return page.id != u"audit" && page.id != u"stock"; });
    std::reverse(pages.begin(), pages.end()); // the trail first
    pages.first().make = [file](const ui::Context &context) {
        auto *page = new ui::AuditPage(context);
        page->setReviewedFile(file);
        return page;
    };
    pages.last().make = [](const ui::Context &context) { return new ui::StockAsOf(context); };
    return pages;
}

} // namespace

std::optional<ExitCode> review(const Call &call, Output &output)
{
    const QString path = call.path(call.arguments.word(0));
    if (!hasDisplay())
        return refuseWithoutDisplay(output, u"“crossdock audit verify %1” checks the file without a window."_s.arg(path));
    auto inventory = audit::ReviewInventory::open(path);
    if (!inventory)
        return say(output, inventory.error());
    SystemClock clock;
    EmptyDesk desk;
    ui::Theme theme(*qApp);
    SettingsFile settings(u"review"_s);
    ui::MainWindow window({**inventory, desk, clock, theme, call.person}, reviewPages(path), settings);
    window.setSubject(QFileInfo(path).fileName());
    Termination termination;
    QObject::connect(&termination, &Termination::asked, &window, &QWidget::close);
    window.show();
    return static_cast<ExitCode>(QApplication::exec());
}

} // namespace crossdock::app
