#pragma once

#include "tests/ui/fake_desk.h"
#include "ui/rules/rules_page.h"
#include "ui/rules/sentence_edit.h"
#include "ui/widgets/form_dialog.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

namespace crossdock::test {

/// The Rules page on a shop in memory with two rules, and what tests ask of it. Used offscreen, by keyboard.
class RulesFixture
{
public:
    enum Tab { Meaning, Past, Examples, Runs, Versions };

    static inline const QString lowStock = QStringLiteral("When stock drops below 10, message the warehouse.");
    static inline const QString holdRisky = QStringLiteral("When a risky order arrives, hold it.");
    static inline const QString better = QStringLiteral("When a high-risk order arrives, hold it.");

    static RuleReading understood(const QString &paraphrase);
    static RuleReading refused();

    RulesFixture();
    ~RulesFixture();

    void openShop(); ///< anew: nothing of the test before is left
    void closeShop();
    void makePage(); ///< opens on the first rule

    template <class T>
    T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    QAction *action(const QString &name) const { return find<QAction>(name); }
    ui::SentenceEdit *sentence() const { return page->findChild<ui::SentenceEdit *>(); }
    QTableView *table() const { return find<QTableView>(QStringLiteral("rules")); }
    QTabWidget *tabs() const { return find<QTabWidget>(QStringLiteral("ruleTabs")); }
    void showTab(int tab) { tabs()->setCurrentIndex(tab); }
    void write(const QString &text); ///< as a new rule
    QList<QPushButton *> repairs() const; ///< that are seen
    static bool says(const QWidget &widget, const QString &words); ///< a label that is seen
    ui::FormDialog *openDialog(const QString &byAction, const QString &name);
    void pressSubmit(const QString &dialog);
    /// The last one that was asked for, if it is of this kind.
    template <class C>
    const C *lastCommand() const
    {
        return inventory->requests.isEmpty() ? nullptr : std::get_if<C>(&inventory->requests.last().command);
    }

    SystemClock clock;
    std::unique_ptr<ui::Theme> theme;
    std::unique_ptr<FakeInventory> inventory;
    std::unique_ptr<FakeDesk> desk;
    std::unique_ptr<ui::RulesPage> page;
};

} // namespace crossdock::test
