#include "ui/widgets/breakable_label.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr qsizetype longestWord = 24; // characters: fits half of the narrowest panel
constexpr QChar breakHere(0x200b); // without a width

QString withBreaks(const QString &text)
{
    QString broken;
    qsizetype wordEnd = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (at >= wordEnd) {
            const auto space = std::find_if(text.begin() + at, text.end(), [](QChar one) { return one.isSpace(); });
            wordEnd = std::min<qsizetype>(space - text.begin() + 1, text.size());
            if (wordEnd - at <= longestWord) {
                broken += QStringView(text).sliced(at, wordEnd - at);
                at = wordEnd - 1;
                continue;
            }
        }
        broken += text[at];
        if (!text[at].isHighSurrogate())
            broken += breakHere;
    }
    return broken;
}

} // namespace

BreakableLabel::BreakableLabel(QWidget *parent)
    : FactLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
}

void BreakableLabel::setFact(const QString &text)
{
    m_fact = text;
    setText(withBreaks(text));
    setAccessibleName(text);
}

void BreakableLabel::contextMenuEvent(QContextMenuEvent *event)
{
    const QString chosen = hasSelectedText() ? selectedText().remove(breakHere) : m_fact;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy"), this, [chosen] { QGuiApplication::clipboard()->setText(chosen); });
    menu->popup(event->globalPos());
}

} // namespace crossdock::ui
