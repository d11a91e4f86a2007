#include "tests/ui/fake_desk.h"
#include "tests/ui/fake_wave.h"
#include "ui/main_window/main_window.h"
#include "ui/pseudo_translator.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Settings for one run, preset from the command line.
class DemoSettings : public crossdock::ui::SettingsStore
{
public:
    crossdock::ui::WindowSettings load() const override { return settings; }
    void save(const crossdock::ui::WindowSettings &saved) override { settings = saved; }
    crossdock::ui::WindowSettings settings;
};

} // namespace

/// The window on a shop in memory: to look at pages, not a part of the program.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser options;
    options.addOptions({{u"dark"_s, u"dark theme"_s},
                        {u"live"_s, u"orders arrive"_s},
                        {u"size"_s, u"window size"_s, u"WxH"_s, u"1440x900"_s},
                        {u"skus"_s, u"rows"_s, u"N"_s, u"2000"_s},
                        {u"page"_s, u"page to open"_s, u"ID"_s, u"stock"_s},
                        {u"open"_s, u"SKU or order to open"_s, u"ID"_s},
                        {u"longer"_s, u"a longer language"_s}});
    options.process(application);
    crossdock::ui::PseudoTranslator longer;
    if (options.isSet(u"longer"_s))
        application.installTranslator(&longer);

    crossdock::SystemClock clock;
    crossdock::test::FakeInventory inventory(clock, {options.value(u"skus"_s).toInt(), 8, 400});
    crossdock::test::FakeDesk desk(inventory, clock);
    desk.wave = crossdock::test::fakeWave(clock.now());
    desk.explanation = crossdock::test::fakeExplanation(*desk.wave);
    desk.pinEffect = crossdock::test::fakePin(desk.wave);
    desk.backTested = crossdock::test::fakeBackTest();
    crossdock::ui::Theme theme(application);
    DemoSettings settings;
    using Mode = crossdock::ui::Theme::Mode;
    settings.settings.theme = options.isSet(u"dark"_s) ? Mode::Dark : Mode::Light;
    crossdock::ui::MainWindow window({inventory, desk, clock, theme, u"dana"_s}, crossdock::ui::standardPages(), settings);
    const QStringList size = options.value(u"size"_s).split(u'x');
    window.resize(size.value(0).toInt(), size.value(1).toInt());
    window.show();
    window.showPage(options.value(u"page"_s), options.value(u"open"_s));

    QTimer orders;
    int sold = 0;
    QObject::connect(&orders, &QTimer::timeout, &application, [&] {
        const int row = (sold * 7) % 24;
        inventory.sell(row, sold % 8, 1);
        for (int channel = 0; channel < 8; ++channel)
            inventory.setOfferState(row, channel, crossdock::OfferState::State::Acknowledged);
        for (crossdock::ChannelHealth &lane : desk.lanes) {
            lane.lagP50Ms = 1.6 + (sold % 11) * 0.1;
            lane.lagP99Ms = 8 + (sold * 7 % 13);
        }
        Q_EMIT desk.healthChanged(desk.lanes);
        ++sold;
    });
    if (options.isSet(u"live"_s))
        orders.start(150);
    return application.exec();
}
