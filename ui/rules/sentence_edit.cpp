#include "ui/rules/sentence_edit.h"

#include "ui/rules/rule_words.h"
#include "ui/rules/sentence_colours.h"
#include "ui/widgets/banner.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QListWidget>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int listPauseMs = 140; // after the last key, before a list comes up
constexpr int seenRows = 7;
constexpr int textRole = Qt::UserRole, fromRole = Qt::UserRole + 1; // of what is offered
constexpr int leastListWidth = 220, mostListWidth = 420;

/// A key that is only held for another one.
bool isBareModifier(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_CapsLock:
    case Qt::Key_NumLock:
        return true;
    default:
        return false;
    }
}

} // namespace

SentenceEdit::SentenceEdit(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_colours(new SentenceColours(document(), theme))
{
    setObjectName(u"sentence"_s);
    setAccessibleName(tr("The rule as a sentence"));
    setPlaceholderText(tr("When stock of any product drops below 10, message the warehouse."));
    setTabChangesFocus(true);
    setFont(Theme::uiFont(15));
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_pause.setSingleShot(true);
    m_pause.setInterval(listPauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] { Q_EMIT completionWanted(upToCursor()); });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isSetting)
            Q_EMIT edited();
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] { Q_EMIT wordReached(wordText(textCursor().position())); });
}

SentenceEdit::~SentenceEdit()
{
    delete m_list;
}

void SentenceEdit::setSentence(const QString &text)
{
    m_isSetting = true;
    close();
    setPlainText(text);
    m_colours->display({}, {});
    moveCursor(QTextCursor::End);
    m_isSetting = false;
}

void SentenceEdit::replace(int from, int to, const QString &text)
{
    if (isReadOnly())
        return;
    QTextCursor cursor(document());
    const int end = document()->characterCount() - 1;
    cursor.setPosition(std::clamp(from, 0, end));
    cursor.setPosition(std::clamp(to, 0, end), QTextCursor::KeepAnchor);
    cursor.insertText(text);
    setTextCursor(cursor);
}

void SentenceEdit::display(const QList<RuleWord> &words, const std::optional<RuleRefusal> &refusal)
{
    const QSignalBlocker quiet(this); // colours are no edit
    m_colours->display(words, refusal);
}

QString SentenceEdit::upToCursor() const
{
    return toPlainText().left(textCursor().position());
}

QString SentenceEdit::wordText(int position) const
{
    const RuleWord *word = m_colours->wordAt(position);
    if (!word)
        return {};
    return tr("“%1”: %2", "words of a rule, what they were taken for").arg(toPlainText().mid(word->from, word->to - word->from), roleText(word->role));
}

void SentenceEdit::offer(const QString &text, const QList<RuleCompletion> &completions)
{
    if (text != upToCursor() || !hasFocus() || completions.isEmpty()) {
        close();
        return;
    }
    const QString begun = text.mid(completions.first().from);
    const bool isWhole = completions.size() == 1 && completions.first().text.compare(begun, Qt::CaseInsensitive) == 0;
    if (isWhole) {
        close();
        return;
    }
    if (!m_list) {
        m_list = new QListWidget(window());
        m_list->setObjectName(u"completions"_s);
        m_list->setAccessibleName(tr("What may come next"));
        m_list->setFocusPolicy(Qt::NoFocus);
        m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_list->setUniformItemSizes(true);
        m_list->ensurePolished(); // its rows are measured once, as the style sheet has them
        connect(m_list, &QListWidget::itemClicked, this, &SentenceEdit::take);
    }
    m_list->clear();
    for (const RuleCompletion &one : completions) {
        const QString shown = one.text.trimmed();
        auto *item = new QListWidgetItem(one.isExample ? tr("%1 (an example)", "something to be written instead").arg(shown) : shown, m_list);
        item->setData(textRole, one.text);
        item->setData(fromRole, one.from);
        item->setToolTip(roleText(one.role));
        const QTextCharFormat look = SentenceColours::formatOf(one.role, m_theme.tokens());
        item->setForeground(look.foreground().style() == Qt::NoBrush ? QBrush(m_theme.tokens().text) : look.foreground());
    }
    m_list->setCurrentRow(begun.isEmpty() ? -1 : 0);
    place();
    m_list->show();
    m_list->raise();
}

/// Below the cursor, or above it where there is no room.
void SentenceEdit::place()
{
    const int edge = 2 * m_list->frameWidth();
    const int bar = m_list->count() > seenRows ? m_list->verticalScrollBar()->sizeHint().width() : 0;
    const int width = std::clamp(m_list->sizeHintForColumn(0) + bar + edge, leastListWidth, mostListWidth);
    const int height = std::min(seenRows, m_list->count()) * m_list->sizeHintForRow(0) + edge;
    m_list->resize(width, height);
    QPoint at = viewport()->mapTo(window(), cursorRect().bottomLeft() + QPoint(0, 4));
    if (at.y() + height > window()->height())
        at.setY(viewport()->mapTo(window(), cursorRect().topLeft()).y() - height - 4);
    at.setX(std::clamp(at.x(), 0, std::max(0, window()->width() - width - 8)));
    m_list->move(at);
}

bool SentenceEdit::isOffering() const
{
    return m_list && m_list->isVisible();
}

void SentenceEdit::close()
{
    m_pause.stop();
    if (m_list)
        m_list->hide();
}

void SentenceEdit::take()
{
    const QListWidgetItem *item = m_list->currentItem() ? m_list->currentItem() : m_list->item(0);
    const QString word = item->data(textRole).toString();
    const int from = item->data(fromRole).toInt();
    close();
    replace(from, textCursor().position(), word.endsWith(u'.') ? word : word + u' ');
    m_pause.start();
}

/// Whether the key belonged to the open list.
bool SentenceEdit::driveList(QKeyEvent &event)
{
    const int row = m_list->currentRow();
    switch (event.key()) {
    case Qt::Key_Down:
        m_list->setCurrentRow(std::min(row + 1, m_list->count() - 1));
        break;
    case Qt::Key_Up:
        m_list->setCurrentRow(std::max(row - 1, 0));
        break;
    case Qt::Key_Tab:
        take();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row < 0)
            return false;
        take();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
    if (const QListWidgetItem *item = m_list->currentItem())
        Q_EMIT wordReached(tr("“%1”: %2", "words of a rule, what they were taken for").arg(item->data(textRole).toString().trimmed(), item->toolTip()));
    return true;
}

void SentenceEdit::keyPressEvent(QKeyEvent *event)
{
    if (isOffering() && driveList(*event)) {
        event->accept();
        return;
    }
    if (isReadOnly() || isBareModifier(*event)) {
        QPlainTextEdit::keyPressEvent(event);
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        Q_EMIT completionWanted(upToCursor());
        return;
    }
    const QString before = toPlainText();
    QPlainTextEdit::keyPressEvent(event);
    const bool hasTyped = toPlainText() != before;
    const QString rest = toPlainText().mid(textCursor().position());
    const bool isAtWordEnd = rest.isEmpty() || rest.front().isSpace();
    close();
    if (hasTyped && isAtWordEnd && !upToCursor().trimmed().endsWith(u'.'))
        m_pause.start();
}

void SentenceEdit::focusOutEvent(QFocusEvent *event)
{
    close();
    QPlainTextEdit::focusOutEvent(event);
}

void SentenceEdit::hideEvent(QHideEvent *event)
{
    close();
    QPlainTextEdit::hideEvent(event);
}

bool SentenceEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::DeleteEndOfLine))
        return false; // Ctrl+K finds anything, here as everywhere
    if (event->type() == QEvent::ShortcutOverride && isOffering()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Tab || key == Qt::Key_Return) {
            event->accept(); // the list's, not the window's
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress && isOffering() && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Tab) {
        keyPressEvent(static_cast<QKeyEvent *>(event)); // before Tab changes the focus
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QTextCursor cursor = cursorForPosition(viewport()->mapFrom(this, help->pos()));
        const QString text = wordText(cursor.position());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

} // namespace crossdock::ui
