#pragma once

#include "ui/page.h"
#include "ui/rates/rates_model.h"

#include <QFrame>

class QLabel;

namespace crossdock::ui {

class Pill;
class TableView;
class TextTableModel;

/// Why a carrier asks what it asks: every charge with one line of arithmetic, and what was read to come to it.
class WhyPrice : public QFrame
{
    Q_OBJECT

public:
    WhyPrice(const Context &context, QWidget *parent);
    void display(const RateRow &row, const Badge &badge);

Q_SIGNALS:
    void closeRequested();

private:
    void showCharges(const rates::Quote &quote);
    static QString silenceOf(const RateRow &row, Time now);
    static QStringList factsOf(const rates::Quote &quote, Time now);

    const Clock &m_clock;
    QLabel *m_title, *m_from, *m_facts;
    Pill *m_badge;
    TextTableModel *m_model;
    TableView *m_table;
};

} // namespace crossdock::ui
