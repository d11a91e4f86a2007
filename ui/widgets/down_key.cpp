#include "ui/widgets/down_key.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QLineEdit>

namespace crossdock::ui {
namespace {

class DownKey : public QObject
{
public:
    DownKey(QLineEdit *filter, QAbstractItemView *list)
        : QObject(filter)
        , m_list(list)
    {
        filter->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool isDown = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down;
        if (!isDown || m_list->model()->rowCount() == 0)
            return QObject::eventFilter(watched, event);
        m_list->setFocus(Qt::TabFocusReason);
        if (!m_list->currentIndex().isValid())
            m_list->setCurrentIndex(m_list->model()->index(0, 0));
        return true;
    }

private:
    QAbstractItemView *m_list;
};

} // namespace

void leadDown(QLineEdit *filter, QAbstractItemView *list)
{
    new DownKey(filter, list); // owned by the filter
}

} // namespace crossdock::ui
