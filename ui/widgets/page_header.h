#pragma once

#include <QLabel>
#include <QWidget>

class QHBoxLayout;

namespace crossdock::ui {

/// Title, a figure beside it, and the page's controls at the right.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);
    void setFigure(const QString &text); ///< "1,204 of 2,000 SKUs"
    void add(QWidget *control);

private:
    QLabel *m_figure;
    QHBoxLayout *m_row;
};

} // namespace crossdock::ui
