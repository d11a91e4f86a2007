#pragma once

#include "ui/page.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListWidget;

namespace crossdock::ui {

/// Ctrl+K: finds pages, commands, SKUs and orders as one types. Keyboard only, recent choices first. UI thread.
class Palette : public QDialog
{
    Q_OBJECT

public:
    struct Entry {
        QString id; ///< "page:stock", "action:…", "item:SKU", "order:channel/number": also the memory of recent choices
        QString title;
        QString hint; ///< at the right: a shortcut, what kind of thing it is
        QString icon;
        QPointer<QAction> action; ///< triggered when chosen, if there is one
        QString page = {}; ///< of an action of another page, which is opened first; its hint is the page's title
    };

    explicit Palette(const Context &context, QWidget *parent);
    void openWith(const QList<Entry> &entries, const QStringList &recent);

Q_SIGNALS:
    void pageChosen(const QString &page, const QString &id);
    void commandChosen(const QString &page, QAction *command); ///< of another page
    void recentChanged(const QStringList &recent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void take(const QList<SearchHit> &hits);
    void list();
    void choose(int row);
    int rank(const Entry &entry, const QString &typed) const;
    QString hintOf(const Entry &entry) const;
    QString whyNot(const Entry &entry) const; ///< why its action is not possible now

    Context m_context;
    QList<Entry> m_fixed;
    QList<Entry> m_found; ///< what the inventory answered to the newest question
    QList<Entry> m_shown;
    QStringList m_recent;
    int m_request = 0;
    QLineEdit *m_edit;
    QListWidget *m_list;
    QLabel *m_hint;
};

} // namespace crossdock::ui
