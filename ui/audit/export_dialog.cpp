#include "ui/audit/export_dialog.h"

#include "ui/audit/span_edit.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

ExportDialog::ExportDialog(const Theme &theme, const Clock &clock, QWidget *parent)
    : FormDialog(theme, tr("Seal the trail into a file"),
                 tr("The file can be checked and read on a machine without network or keys: crossdock review FILE. Buyers' data "
                    "is not in it."),
                 tr("Export"), parent)
    , m_file(new QLineEdit(this))
    , m_span(new SpanEdit(clock, this))
{
    setObjectName(u"exportDialog"_s);
    m_file->setObjectName(u"file"_s);
    m_file->setText(QDir::home().filePath(u"audit-%1.crossdock"_s.arg(toDateTime(clock.now()).toString(u"yyyy-MM-dd"_s))));
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::browse);
    auto *row = new QHBoxLayout;
    row->addWidget(m_file, 1);
    row->addWidget(choose);
    auto *fileLabel = new QLabel(tr("&File"), this);
    fileLabel->setBuddy(m_file);
    form().addRow(fileLabel, row);
    auto *spanLabel = new QLabel(tr("&Time"), this);
    spanLabel->setBuddy(&m_span->choice());
    form().addRow(spanLabel, m_span);
    connect(m_file, &QLineEdit::textChanged, this, [this] { setReady(!file().isEmpty(), tr("Write where the file goes.")); });
}

void ExportDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Seal the trail into a file"), file());
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &chosen) {
        m_replaced = chosen; // it was asked there
        m_file->setText(chosen);
    });
    dialog->open();
}

bool ExportDialog::mayWrite()
{
    if (!QFileInfo::exists(file()) || m_replaced == file())
        return true;
    m_replaced = file();
    refuse(tr("%1 is there already. Export once more to replace it, or write another name.").arg(QFileInfo(file()).fileName()));
    return false;
}

QString ExportDialog::file() const
{
    return m_file->text().trimmed();
}

std::optional<Time> ExportDialog::from() const
{
    return m_span->from();
}

std::optional<Time> ExportDialog::to() const
{
    return m_span->to();
}

} // namespace crossdock::ui
