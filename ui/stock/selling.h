#pragma once

#include "ui/page.h"

namespace crossdock::ui {

class StockModel;

/// Stops and resumes the selling of SKUs on all channels: all of those asked for, or none. Asks before it stops more than
/// one. UI thread.
class Selling : public QObject
{
    Q_OBJECT

public:
    Selling(const Context &context, const StockModel &model, QWidget *window);

    void stop(const QList<Sku> &skus); ///< those that are stopped already are left alone
    void resume(const QList<Sku> &skus); ///< those that are on sale already are left alone

Q_SIGNALS:
    void said(const QString &sentence); ///< with the way back, and who was not told
    void failed(const QString &sentence);

private:
    enum class Now { OnSale, Stopped };
    QList<Sku> thoseThatAre(Now state, const QList<Sku> &skus) const;
    void askToStop(const QList<Sku> &skus);
    void stopNow(const QList<Sku> &skus);
    void perform(const QList<Sku> &skus, const QString &why, const QString &sentence, const std::function<Command(const Sku &)> &commandFor);
    QString notTold(const QList<Sku> &skus) const; ///< which channels do not hear of it yet; empty: all do

    Context m_context;
    const StockModel &m_model;
    QWidget *m_window;
};

} // namespace crossdock::ui
