#include "ui/channels/add_channel_dialog.h"

#include "ui/channels/channel_form.h"
#include "ui/channels/kind_list.h"
#include "ui/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/reading_order.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr QSize startSize{600, 560};

} // namespace

AddChannelDialog::AddChannelDialog(const Context &context, const QList<ChannelId> &taken, const QList<NodeRow> &nodes,
                                   QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_kinds(context.desk.kinds())
    , m_heading(new QLabel(this))
    , m_list(new KindList(context.theme, m_kinds, this))
    , m_form(new ChannelForm(taken, nodes, this))
    , m_steps(new QStackedWidget(this))
{
    setObjectName(u"addChannel"_s);
    setWindowTitle(tr("Add a channel"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(startSize);
    m_heading->setProperty("role", u"section"_s);
    m_steps->addWidget(makeKinds());
    m_steps->addWidget(m_form);
    m_steps->addWidget(makeTest());
    m_steps->addWidget(makeAdded());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    layout->addWidget(m_heading);
    layout->addWidget(m_steps, 1);
    layout->addLayout(makeButtons());
    go(ChooseKind);
}

QWidget *AddChannelDialog::makeKinds()
{
    connect(m_list, &QListWidget::itemDoubleClicked, this, &AddChannelDialog::next); // Enter presses the default button
    return m_list;
}

QWidget *AddChannelDialog::makeTest()
{
    auto *page = new QWidget(this);
    m_testing = new QLabel(page);
    m_testing->setWordWrap(true);
    m_banner = new Banner(m_context.theme, page);
    m_busy = new BusyBar(page);
    connect(m_busy, &BusyBar::cancelled, this, [this] {
        if (m_isAdding) { // cannot be called back any more
            setAdding(true);
            return;
        }
        ++m_request;
        go(Fill);
    });
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_testing);
    column->addWidget(m_busy);
    column->addWidget(m_banner);
    column->addStretch();
    return page;
}

QWidget *AddChannelDialog::makeAdded()
{
    m_done = new QLabel(this);
    m_done->setWordWrap(true);
    m_done->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return m_done;
}

QLayout *AddChannelDialog::makeButtons()
{
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_back = new QPushButton(tr("Back"), this);
    m_next = new QPushButton(this);
    m_next->setProperty("primary", true);
    m_next->setDefault(true);
    m_untested = new QPushButton(tr("Add without a passed test"), this);
    m_untested->setAutoDefault(false); // Enter never stores what did not answer
    m_untested->setObjectName(u"untested"_s);
    m_untested->hide();
    m_next->setObjectName(u"next"_s);
    m_back->setObjectName(u"back"_s);
    m_back->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, &AddChannelDialog::back);
    connect(m_untested, &QPushButton::clicked, this, &AddChannelDialog::add);
    connect(m_next, &QPushButton::clicked, this, &AddChannelDialog::next);
    auto *row = new QHBoxLayout;
    row->addWidget(m_cancel);
    row->addStretch();
    row->addWidget(m_back);
    row->addWidget(m_untested);
    row->addWidget(m_next);
    return row;
}

AddChannelDialog::Step AddChannelDialog::step() const
{
    return static_cast<Step>(m_steps->currentIndex());
}

void AddChannelDialog::go(Step step)
{
    m_steps->setCurrentIndex(step);
    tabInReadingOrder(*this); // the form of the chosen kind is new
    m_back->setVisible(step == Fill || step == Test);
    m_next->setEnabled(step != Test);
    m_untested->hide();
    switch (step) {
    case ChooseKind:
        m_heading->setText(tr("Step 1 of 3: where do you sell?"));
        m_next->setText(tr("Next"));
        m_list->setFocus();
        break;
    case Fill:
        m_heading->setText(tr("Step 2 of 3: address and keys of %1").arg(m_form->draft().kind.title));
        m_next->setText(tr("Test connection"));
        m_form->findChild<QWidget *>(u"name"_s)->setFocus();
        break;
    case Test:
        m_heading->setText(tr("Step 3 of 3: does the channel answer?"));
        m_next->setText(tr("Add channel"));
        break;
    case Added:
        m_heading->setText(tr("The channel is added"));
        m_next->setText(tr("Read the catalogue"));
        m_cancel->setText(tr("Later"));
        m_next->setFocus();
        break;
    }
}

void AddChannelDialog::back()
{
    ++m_request;
    m_busy->finish();
    go(step() == Test ? Fill : ChooseKind);
}

void AddChannelDialog::next()
{
    switch (step()) {
    case ChooseKind:
        if (const int row = m_list->currentRow(); row >= 0) {
            if (m_form->draft().kind.kind != m_kinds.at(row).kind)
                m_form->setKind(m_kinds.at(row)); // coming back to the same kind keeps what was typed
            go(Fill);
        }
        break;
    case Fill:
        if (m_form->check()) {
            go(Test);
            test();
        }
        break;
    case Test:
        m_isTested ? add() : test();
        break;
    case Added:
        Q_EMIT catalogueWanted(m_form->draft().details().name);
        accept();
        break;
    }
}

void AddChannelDialog::test()
{
    const ChannelDraft draft = m_form->draft();
    const qint64 request = ++m_request;
    m_isTested = false;
    m_next->setEnabled(false);
    m_next->setText(tr("Add channel"));
    m_untested->hide();
    m_banner->clear();
    m_testing->setText(tr("Signs in to %1 and reads something small. Nothing is changed there, nothing is stored here.")
                           .arg(draft.url.trimmed()));
    m_busy->start(tr("Signing in…"), std::make_shared<Progress>());
    m_context.desk.testConnection(draft.details(), draft.secrets(), this, [this, request](const Result<QString> &said) {
        if (request != m_request)
            return;
        m_busy->finish();
        m_isTested = said.has_value();
        if (said)
            m_banner->say(Tone::Good, *said);
        else
            m_banner->say(Tone::Bad, connectionErrorText(said.error()));
        m_next->setText(m_isTested ? tr("Add channel") : tr("Test again"));
        m_untested->setVisible(!m_isTested); // a shop may be down today and still be mine
        m_next->setEnabled(true);
        m_next->setFocus();
    });
}

void AddChannelDialog::add()
{
    const ChannelDraft draft = m_form->draft();
    const ChannelId name = draft.details().name;
    if (m_isAdding)
        return;
    setAdding(true);
    m_context.desk.addChannel(draft.details(), draft.secrets(), this, [this, name](const Result<Entry> &entry) {
        setAdding(false);
        if (!entry) {
            m_next->setFocus(); // it was grey: the focus went on to a button that gives up
            m_banner->say(Tone::Bad, errorText(entry.error()));
            return;
        }
        Q_EMIT added(name);
        m_done->setText(tr("Orders of %1 come in from now on. Its catalogue tells which of its listings are which of your "
                           "SKUs; until it is read, nothing is sent to the channel.")
                            .arg(name.text()));
        go(Added);
    });
}

void AddChannelDialog::setAdding(bool isAdding)
{
    m_isAdding = isAdding;
    for (QPushButton *button : {m_next, m_back, m_untested, m_cancel})
        button->setEnabled(!isAdding);
    if (isAdding)
        m_busy->start(tr("Adding the channel…"), std::make_shared<Progress>());
    else
        m_busy->finish();
}

void AddChannelDialog::reject()
{
    if (!m_isAdding)
        QDialog::reject();
}

} // namespace crossdock::ui
