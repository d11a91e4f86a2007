#pragma once

#include "ui/widgets/fact_label.h"

namespace crossdock::ui {

/// A fact of which words that are too long for a line (keys, numbers of orders) break anywhere: it never makes wider what it
/// stands in. It is copied as it was, without the breaks.
class BreakableLabel : public FactLabel
{
    Q_OBJECT

public:
    explicit BreakableLabel(QWidget *parent);

    void setFact(const QString &text);
    QString fact() const { return m_fact; }

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QString m_fact;
};

} // namespace crossdock::ui
