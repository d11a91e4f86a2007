#include "ui/pack/label_questions.h"

#include "ui/error_text.h"
#include "ui/pack/print_dialog.h"
#include "ui/pack/scan_catcher.h"
#include "ui/page.h"
#include "ui/widgets/form_dialog.h"

#include <QCoreApplication>
#include <QFormLayout>
#include <QLineEdit>
#include <QPrinter>
#include <QPrinterInfo>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct LabelQuestionsWords {
    Q_DECLARE_TR_FUNCTIONS(crossdock::ui::LabelQuestions)
};

FormDialog *makeDialog(const Theme &theme, QWidget &window, const QString &name, const WhyQuestion &question)
{
    auto *dialog = new FormDialog(theme, question.title, question.explanation, question.submit, &window);
    dialog->setObjectName(name);
    auto *catcher = new ScanCatcher(*dialog, *dialog);
    QObject::connect(catcher, &ScanCatcher::scanned, dialog, [dialog] { dialog->complain(LabelQuestionsWords::tr("A scan is no answer here: type it, or leave with Esc.")); });
    return dialog;
}

QLineEdit *addField(FormDialog &dialog, const QString &name, const QString &title, const QString &text = {})
{
    auto *field = new QLineEdit(text, &dialog);
    field->setObjectName(name);
    dialog.form().addRow(title, field);
    return field;
}

} // namespace

void askWhy(const Theme &theme, QWidget &window, const WhyQuestion &question, std::function<void(const QString &)> done)
{
    FormDialog *dialog = makeDialog(theme, window, u"askWhy"_s, question);
    QLineEdit *why = addField(*dialog, u"why"_s, question.field);
    const auto look = [dialog, why] { dialog->setReady(!why->text().trimmed().isEmpty(), LabelQuestionsWords::tr("A reason is needed.")); };
    QObject::connect(why, &QLineEdit::textChanged, dialog, look);
    look();
    QObject::connect(dialog, &FormDialog::submitted, &window, [dialog, why, done = std::move(done)] {
        const QString text = why->text().trimmed();
        dialog->accept();
        done(text);
    });
    dialog->open();
}

void askForGoods(const Context &context, QWidget &window, const Sku &sku, std::function<void()> done)
{
    context.inventory.ask(query::Goods{{sku}}, &window, [context, window = &window, sku, done = std::move(done)](const Result<query::Goods::Answer> &known) {
        const labels::Goods goods = known && !known->isEmpty() ? known->first() : labels::Goods{sku, {}, {}, {}};
        FormDialog *dialog = makeDialog(context.theme, *window, u"describeGoods"_s,
                                        {LabelQuestionsWords::tr("What is %1 for customs?").arg(sku.text()), LabelQuestionsWords::tr("It is written on the customs form of every parcel abroad, and kept with the product. Nothing is guessed."), {}, LabelQuestionsWords::tr("Keep")});
        QLineEdit *description = addField(*dialog, u"description"_s, LabelQuestionsWords::tr("&Description"), goods.description);
        QLineEdit *code = addField(*dialog, u"hsCode"_s, LabelQuestionsWords::tr("&HS code"), goods.hsCode);
        QLineEdit *origin = addField(*dialog, u"origin"_s, LabelQuestionsWords::tr("&Made in (two letters)"), goods.origin);
        QObject::connect(dialog, &FormDialog::submitted, window, [context, dialog, sku, description, code, origin, done] {
            const Request request{dialog->key(), context.actor(), {}, 0, command::DescribeGoods{{sku, description->text(), code->text(), origin->text()}}};
            context.inventory.perform(request, dialog, [dialog, done](const Result<Entry> &entry) {
                if (!entry)
                    return dialog->refuse(errorText(entry.error()));
                dialog->accept();
                done();
            });
        });
        description->setPlaceholderText(LabelQuestionsWords::tr("Cotton T-shirt, in words that a stranger understands"));
        code->setPlaceholderText(LabelQuestionsWords::tr("610910, of the customs tariff"));
        origin->setPlaceholderText(u"PT"_s);
        dialog->open();
    });
}

void askForTracking(const Theme &theme, QWidget &window, std::function<void(const QString &)> done)
{
    FormDialog *dialog = makeDialog(theme, window, u"askForTracking"_s,
                                    {LabelQuestionsWords::tr("Was the label bought?"), LabelQuestionsWords::tr("Look on the carrier's own site. If it is there, type its tracking number; leave the field empty if it was not bought."), {}, LabelQuestionsWords::tr("That is how it is")});
    QLineEdit *tracking = addField(*dialog, u"foundTracking"_s, LabelQuestionsWords::tr("Tracking &number"));
    QObject::connect(dialog, &FormDialog::submitted, &window, [dialog, tracking, done = std::move(done)] {
        const QString text = tracking->text().trimmed();
        dialog->accept();
        done(text);
    });
    dialog->open();
}

void choosePrinter(QWidget &window, std::function<void(std::optional<labels::Printer>)> done)
{
    if (QPrinterInfo::availablePrinterNames().isEmpty())
        return done(std::nullopt); // there is nothing to choose from
    openPrintDialog(LabelQuestionsWords::tr("Label"), window, [done = std::move(done)](QPrinter *printer) {
        const QString queue = printer ? printer->printerName() : QString();
        done(queue.isEmpty() ? std::nullopt : std::optional(labels::Printer{queue, labels::Printer::Kind::System, queue, labels::Format::Pdf}));
    }, Paper::Only);
}

} // namespace crossdock::ui
