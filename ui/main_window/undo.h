#pragma once

#include "ui/page.h"

#include <functional>

namespace crossdock::ui {

/// Takes back the last change of stock or of selling of the person who sits here, as a compensating entry. UI thread.
class Undo : public QObject
{
    Q_OBJECT

public:
    explicit Undo(const Context &context, QObject *parent = nullptr);
    void undoLast();

Q_SIGNALS:
    void said(const QString &sentence);
    void failed(const QString &sentence);

private:
    void readAll(QStringList kinds, const QList<Entry> &known);
    void read(const QString &what, const std::function<void(const QList<Entry> &)> &use);
    void take(const QList<Entry> &newestFirst);
    void takeBack(const QList<Entry> &entries); ///< all of them, or none

    Context m_context;
    bool m_isBusy = false;
};

} // namespace crossdock::ui
