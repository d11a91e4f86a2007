#include "tests/ui/rules/rules_fixture.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::test {

RulesFixture::RulesFixture()
    : theme(std::make_unique<ui::Theme>(*qApp))
{
}

RulesFixture::~RulesFixture()
{
    closeShop();
}

RuleReading RulesFixture::understood(const QString &paraphrase)
{
    RuleReading reading;
    reading.paraphrase = paraphrase;
    reading.words = {{u"grammar"_s, 0, 4}, {u"event"_s, 5, 22}, {u"action"_s, 27, 34}};
    return reading;
}

RuleReading RulesFixture::refused()
{
    RuleReading reading;
    reading.refusal = RuleRefusal{u"unknown_word"_s, u"“risky” has no meaning here."_s, 7, 12, {u"high-risk"_s, better}};
    return reading;
}

void RulesFixture::openShop()
{
    closeShop();
    inventory = std::make_unique<FakeInventory>(clock);
    desk = std::make_unique<FakeDesk>(*inventory, clock);
    inventory->rules = {{.rule = 1, .name = u"Low stock"_s, .text = lowStock, .state = RuleRow::State::Live, .version = 2, .author = u"dana"_s,
                         .runs = 12, .runsToday = 3, .lastRunAt = clock.now()},
                        {.rule = 2, .name = u"Fraud"_s, .text = better, .state = RuleRow::State::Draft, .author = u"lee"_s}};
    inventory->ruleReading = understood(u"When the available stock becomes less than 10: message the warehouse."_s);
    inventory->ruleReadings.insert(holdRisky, refused());
    inventory->ruleReadings.insert(u"high-risk"_s, refused());
    makePage();
}

void RulesFixture::closeShop()
{
    page.reset(); // before what it uses
    desk.reset();
    inventory.reset();
}

void RulesFixture::makePage()
{
    page = std::make_unique<ui::RulesPage>(ui::Context{*inventory, *desk, clock, *theme, u"dana"_s});
    page->resize(1084, 740);
    page->show();
    page->activateWindow();
    QTRY_COMPARE(table()->model()->rowCount(), static_cast<int>(inventory->rules.size()));
    if (!inventory->rules.isEmpty())
        QTRY_COMPARE(sentence()->sentence(), inventory->rules.first().text);
}

void RulesFixture::write(const QString &text)
{
    action(u"newRule"_s)->trigger();
    sentence()->replace(0, static_cast<int>(sentence()->sentence().size()), text);
}

QList<QPushButton *> RulesFixture::repairs() const
{
    QList<QPushButton *> seen;
    for (QPushButton *button : page->findChildren<QPushButton *>(u"repair"_s))
        if (button->isVisible())
            seen.append(button);
    return seen;
}

bool RulesFixture::says(const QWidget &widget, const QString &words)
{
    const auto labels = widget.findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

ui::FormDialog *RulesFixture::openDialog(const QString &byAction, const QString &name)
{
    action(byAction)->trigger();
    return find<ui::FormDialog>(name);
}

void RulesFixture::pressSubmit(const QString &dialog)
{
    QTest::keyClick(find<ui::FormDialog>(dialog)->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
}

} // namespace crossdock::test
