#pragma once

#include "core/inventory/fulfilment/rates/rate_plan.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace crossdock::ui {

/// What a file of carriers' prices does not say itself: asked of the person.
class RateDefaults : public QWidget
{
    Q_OBJECT

public:
    RateDefaults(rates::SheetKind kind, QWidget *parent);

    rates::SheetKind kind() const { return m_kind; }
    rates::SheetDefaults defaults() const;
    void setTitles(const QStringList &titles); ///< of the file: which of them is which field may be said
    bool isDateGood() const; ///< empty is good: then the file has to say it

Q_SIGNALS:
    void changed();

private:
    QLineEdit *addEdit(const QString &name, const QString &label, const QString &preset, const QString &hint);
    void place(const QString &label, QWidget *field);
    void addChoice(const QString &field);
    void takeChoices(rates::SheetDefaults &given) const;

    rates::SheetKind m_kind;
    QGridLayout *m_grid;
    int m_cell = 0, m_ownCells = 0;
    QLineEdit *m_carrier, *m_from;
    QLineEdit *m_service = nullptr, *m_priceType = nullptr, *m_currency = nullptr, *m_country = nullptr, *m_origin = nullptr; ///< nullptr: this kind of file needs none
    QStringList m_titles;
    QMap<QString, QComboBox *> m_choices; ///< which column holds it, by field
    QList<QWidget *> m_ofColumns; ///< the choices and what belongs to them
    QComboBox *m_unit = nullptr, *m_mark = nullptr;
};

} // namespace crossdock::ui
