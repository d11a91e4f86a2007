#include "ui/widgets/page_header.h"

#include "ui/theme/theme.h"
#include "ui/widgets/role_label.h"

#include <QHBoxLayout>
#include <QVariant>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_figure(new QLabel(this))
    , m_row(new QHBoxLayout(this))
{
    QLabel *label = roleLabel(u"title"_s, this, title);
    m_figure->setProperty("role", u"muted"_s);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    m_row->addWidget(label);
    m_row->addSpacing(8);
    m_row->addWidget(m_figure);
    m_row->addStretch(1);
}

void PageHeader::setFigure(const QString &text)
{
    m_figure->setText(text);
}

void PageHeader::add(QWidget *control)
{
    m_row->addWidget(control);
}

} // namespace crossdock::ui
