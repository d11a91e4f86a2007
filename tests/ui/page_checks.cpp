#include "tests/ui/page_checks.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::test {
namespace {

bool isBuddy(const QWidget &page, const QWidget *widget)
{
    const auto labels = page.window()->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [widget](const QLabel *label) { return label->buddy() == widget; });
}

/// Whether a scroll area or another widget hides a part of its width.
bool isCovered(const QWidget *widget)
{
    const QRect seen = widget->visibleRegion().boundingRect();
    return !seen.isEmpty() && seen.width() < widget->width();
}

} // namespace

QStringList cutLabels(const QWidget &page)
{
    QStringList cut;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        const bool mayBeCut = label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored || label->wordWrap();
        if (label->isVisible() && !mayBeCut && label->sizeHint().width() > label->width())
            cut.append(u"“%1” needs %2 of %3 pixels"_s.arg(label->text()).arg(label->sizeHint().width()).arg(label->width()));
    }
    for (const QWidget *widget : page.findChildren<QWidget *>())
        if (widget->isVisible() && (qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget))
            && isCovered(widget))
            cut.append(u"%1 “%2” is covered in part"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    for (const QAbstractButton *button : page.findChildren<QAbstractButton *>())
        if (button->isVisible() && !button->text().isEmpty() && button->sizeHint().width() > button->width())
            cut.append(u"button “%1” needs %2 of %3 pixels"_s.arg(button->text()).arg(button->sizeHint().width()).arg(button->width()));
    return cut;
}

QStringList namelessControls(const QWidget &page)
{
    QStringList nameless;
    for (const QWidget *widget : page.findChildren<QWidget *>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy())
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool hasText = button && !button->text().isEmpty();
        if (!hasText && widget->accessibleName().isEmpty() && widget->accessibleDescription().isEmpty() && !isBuddy(page, widget))
            nameless.append(u"%1 “%2”"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    }
    return nameless;
}

} // namespace crossdock::test
