#pragma once

#include "ui/page.h"

#include <QTimer>

class QDateTimeEdit;
class QLineEdit;

namespace crossdock::ui {

class Banner;
class BusyBar;
class PageHeader;
class StockAsOfModel;
class TableView;
class TimeSlider;

/// The stock as it was at any moment, rebuilt from the trail: for a sealed file, in place of the live grid.
class StockAsOf : public Page
{
    Q_OBJECT

public:
    explicit StockAsOf(const Context &context, QWidget *parent = nullptr);

    void focusFilter() override;
    void open(const QString &id) override; ///< a SKU
    Time time() const; ///< the moment that is shown, or is being read

private:
    QWidget *makeTimeRow();
    void addStep(QLayout &row, const QString &text, const QString &name, std::function<void()> step);
    void readSpan();
    void go(Time at);
    void stepEntry(int direction);
    void stepTo(const query::Trail &question);
    void read();
    void look();

    Context m_context;
    PageHeader *m_header;
    Banner *m_banner;
    BusyBar *m_busy;
    QLineEdit *m_filter;
    TimeSlider *m_slider;
    QDateTimeEdit *m_moment;
    StockAsOfModel *m_model;
    TableView *m_table;
    QTimer m_debounce;
    std::shared_ptr<Progress> m_progress;
    qint64 m_request = 0; ///< a late answer about another moment is dropped
    qint64 m_stepping = 0;
};

} // namespace crossdock::ui
