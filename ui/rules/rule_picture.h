#pragma once

#include "ui/theme/theme.h"

#include <QJsonObject>
#include <QWidget>

class QVBoxLayout;

namespace crossdock::ui {

/// One step of a rule in words.
struct RuleStep {
    enum class Kind { When, If, Then, Otherwise, Limit } kind = Kind::When;
    QStringList lines;
};

/// What happens, what is looked at, what is done: read from the trigger, without names of fields. Empty: it is none.
QList<RuleStep> stepsOf(const QJsonObject &trigger);

/// A rule drawn as a column of cards, when / if / then / otherwise, for those who like pictures.
class RulePicture : public QWidget
{
    Q_OBJECT

public:
    explicit RulePicture(const Theme &theme, QWidget *parent = nullptr);
    void display(const QJsonObject &trigger);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeCard(const RuleStep &step);

    const Theme &m_theme;
    QJsonObject m_trigger;
    QVBoxLayout *m_column;
};

} // namespace crossdock::ui
