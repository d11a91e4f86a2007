#pragma once

#include "core/inventory/fulfilment/wave_policy.h"
#include "ui/page.h"
#include "ui/widgets/form_dialog.h"

class QLabel;
class QPushButton;

namespace crossdock::ui {

class TableView;
class TextTableModel;

/// What channels forbid or demand of places: the rules that come with the program and those of the house, which a file adds to.
class ChannelRulesDialog : public FormDialog
{
    Q_OBJECT

public:
    ChannelRulesDialog(const Context &context, QWidget *parent);
    void openFile(const QString &path); ///< shows what it would change; nothing is kept before it is submitted

Q_SIGNALS:
    void changed(const QString &sentence); ///< what was done

private:
    void read();
    void chooseFile();
    void display();
    void look();
    void take(); ///< what the file says, into the house's rules as they are by now

    Context m_context;
    QList<fulfilment::ChannelRule> m_house, m_fromFile;
    bool m_isKnown = false; ///< m_house was read
    TextTableModel *m_model;
    TableView *m_table;
    QLabel *m_effect; ///< of the file
    QPushButton *m_choose;
};

} // namespace crossdock::ui
