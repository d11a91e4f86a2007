#include "ui/widgets/fact_label.h"
#include "ui/widgets/reading_order.h"

#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTest>
#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using Build = std::function<void(QWidget &)>;

QPushButton *stop(const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(name, parent);
    button->setObjectName(name);
    return button;
}

void fieldsAfterButtons(QWidget &root)
{
    QPushButton *ok = stop(u"ok"_s, &root); // made first, stands last
    auto *first = new QSpinBox(&root);
    first->setObjectName(u"first"_s);
    auto *second = new QLineEdit(&root);
    second->setObjectName(u"second"_s);
    auto *form = new QFormLayout;
    form->addRow(u"First"_s, first);
    form->addRow(u"Second"_s, second);
    auto *column = new QVBoxLayout(&root);
    column->addLayout(form);
    column->addWidget(ok);
}

void gridFilledBackwards(QWidget &root)
{
    auto *grid = new QGridLayout(&root);
    for (int i = 3; i >= 0; --i)
        grid->addWidget(stop(QString(QChar(u'a' + i)), &root), i / 2, i % 2);
}

void splitterAndScrollArea(QWidget &root)
{
    auto *content = new QWidget;
    QPushButton *right = stop(u"right"_s, content);
    (new QVBoxLayout(content))->addWidget(right);
    auto *scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto *splitter = new QSplitter(&root);
    splitter->addWidget(stop(u"left"_s, splitter));
    splitter->addWidget(scroll);
    (new QVBoxLayout(&root))->addWidget(splitter);
}

void tabsAndTheirPages(QWidget &root)
{
    auto *tabs = new QTabWidget(&root);
    tabs->setObjectName(u"bar"_s); // it and its bar are one stop
    for (const QString &name : {u"one"_s, u"two"_s}) {
        auto *page = new QWidget;
        QPushButton *button = stop(name, page);
        (new QVBoxLayout(page))->addWidget(button);
        tabs->addTab(page, name);
    }
    (new QVBoxLayout(&root))->addWidget(tabs);
}

void severalControlsAsOne(QWidget &root)
{
    QPushButton *last = stop(u"last"_s, &root);
    auto *both = new QWidget(&root);
    both->setObjectName(u"both"_s);
    auto *edit = new QLineEdit(both);
    auto *row = new QHBoxLayout(both);
    row->addWidget(edit);
    row->addWidget(new QPushButton(both));
    both->setFocusProxy(edit);
    both->setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(&root);
    column->addWidget(stop(u"first"_s, &root));
    column->addWidget(both);
    column->addWidget(last);
}

void valuesArePassedBy(QWidget &root)
{
    auto *column = new QVBoxLayout(&root);
    column->addWidget(stop(u"before"_s, &root));
    auto *value = new FactLabel(&root);
    value->setObjectName(u"value"_s);
    column->addWidget(value);
    column->addWidget(stop(u"after"_s, &root));
}

} // namespace

class TestReadingOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tabFollowsTheLayout_data();
    void tabFollowsTheLayout();
};

void TestReadingOrder::tabFollowsTheLayout_data()
{
    QTest::addColumn<Build>("build");
    QTest::addColumn<QStringList>("order");
    QTest::newRow("fields made after the buttons") << Build(fieldsAfterButtons) << QStringList{u"first"_s, u"second"_s, u"ok"_s};
    QTest::newRow("a grid filled backwards") << Build(gridFilledBackwards) << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QTest::newRow("a splitter with a scroll area") << Build(splitterAndScrollArea) << QStringList{u"left"_s, u"right"_s};
    QTest::newRow("tabs and their pages") << Build(tabsAndTheirPages) << QStringList{u"bar"_s, u"one"_s, u"two"_s};
    QTest::newRow("several controls as one") << Build(severalControlsAsOne) << QStringList{u"first"_s, u"both"_s, u"last"_s};
    QTest::newRow("values are passed by") << Build(valuesArePassedBy) << QStringList{u"before"_s, u"after"_s};
}

void TestReadingOrder::tabFollowsTheLayout()
{
    QFETCH(Build, build);
    QFETCH(QStringList, order);
    QWidget root;
    build(root);
    QStringList read;
    for (const QWidget *widget : inReadingOrder(root))
        read.append(widget->objectName());
    QCOMPARE(read, order);

    tabInReadingOrder(root);
    QStringList chain; // it is a ring: only who follows whom counts
    auto *first = root.findChild<QWidget *>(order.first());
    for (QWidget *widget = first; chain.isEmpty() || widget != first; widget = widget->nextInFocusChain()) {
        if (order.contains(widget->objectName()))
            chain.append(widget->objectName());
    }
    QCOMPARE(chain, order);
}

} // namespace crossdock::ui

QTEST_MAIN(crossdock::ui::TestReadingOrder)
#include "tst_reading_order.moc"
