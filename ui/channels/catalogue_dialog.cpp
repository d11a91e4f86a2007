#include "ui/channels/catalogue_dialog.h"

#include "ui/widgets/role_label.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

QString CatalogueDialog::summary(const Desk::CatalogueReport &report)
{
    QStringList sentences{tr("%Ln listing(s) are mapped to a SKU and kept up to date.", nullptr, static_cast<int>(report.mapped))};
    if (!report.unknown.isEmpty())
        sentences.append(tr("%Ln SKU(s) of the channel are not known here: define them, then read the catalogue again.", nullptr,
                            static_cast<int>(report.unknown.size())));
    if (!report.withoutSku.isEmpty())
        sentences.append(tr("%Ln listing(s) have no SKU on the channel: give them one there.", nullptr,
                            static_cast<int>(report.withoutSku.size())));
    return sentences.join(u'\n');
}

QString CatalogueDialog::details(const Desk::CatalogueReport &report)
{
    QStringList lines;
    for (const QString &sku : report.unknown)
        lines.append(tr("not known here\t%1").arg(sku));
    for (const QString &title : report.withoutSku)
        lines.append(tr("without SKU\t%1").arg(title));
    return lines.join(u'\n');
}

CatalogueDialog::CatalogueDialog(const ChannelId &channel, const Desk::CatalogueReport &report, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"catalogueReport"_s);
    setWindowTitle(tr("Catalogue of %1").arg(channel.text()));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(520);
    QLabel *heading = roleLabel(u"section"_s, this, windowTitle());
    auto *text = new QLabel(summary(report), this);
    text->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(text);
    if (const QString lines = details(report); !lines.isEmpty()) {
        auto *list = new QPlainTextEdit(lines, this);
        list->setReadOnly(true);
        list->setTabChangesFocus(true);
        list->setAccessibleName(tr("Listings that are not mapped"));
        auto *copy = buttons->addButton(tr("Copy the list"), QDialogButtonBox::ActionRole);
        connect(copy, &QPushButton::clicked, this, [lines] { QGuiApplication::clipboard()->setText(lines); });
        layout->addWidget(list, 1);
    }
    layout->addWidget(buttons);
}

} // namespace crossdock::ui
