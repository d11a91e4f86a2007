#pragma once

#include "ui/main_window/page_factory.h"
#include "ui/words.h"

#include <QFrame>
#include <QListWidget>

class QLabel;

namespace crossdock::ui {

/// The pages at the left, one Tab stop, arrows move; below them how the engine is.
class Sidebar : public QFrame
{
    Q_OBJECT

public:
    Sidebar(const Theme &theme, const QList<PageFactory> &pages, QWidget *parent = nullptr);

    void setCurrent(int page);
    void setEngine(Tone tone, const QString &sentence);

Q_SIGNALS:
    void pageChosen(int page);

private:
    const Theme &m_theme;
    QListWidget *m_list;
    QLabel *m_dot;
    QLabel *m_engine;
};

} // namespace crossdock::ui
