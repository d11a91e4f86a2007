#pragma once

#include "ui/theme/theme.h"

#include <QHeaderView>

namespace crossdock::ui {

/// The header of all tables: titles stand exactly over their cells, the sorted column has a chevron. Its leading sections
/// can stay in place while the others scroll; long names can stand in two lines.
class HeaderView : public QHeaderView
{
    Q_OBJECT

public:
    explicit HeaderView(const Theme &theme, QWidget *parent = nullptr);

    void setFrozen(int sections) { m_frozen = sections; } ///< so many, from the left
    int frozenWidth() const; ///< 0 where they would take most of the view
    void setTwoLines(bool isOn) { m_hasTwoLines = isOn; } ///< a title that is too long breaks at its hyphen or space

protected:
    QSize sectionSizeFromContents(int section) const override; ///< as wide as its title is painted
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    QStringList linesOf(int section, int room) const;
    /// Where the pointer is in the unscrolled header: the frozen sections lie over the others.
    QMouseEvent inSections(const QMouseEvent &event) const;

    const Theme &m_theme;
    int m_frozen = 0;
    bool m_hasTwoLines = false;
    bool m_isHeldInFrozen = false; ///< a drag that began there stays there
};

} // namespace crossdock::ui
