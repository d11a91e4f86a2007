#pragma once

#include "core/sandbox/carriers/parcel_book.h"
#include "core/sandbox/outside_service.h"
#include "core/sandbox/token_bucket.h"

namespace crossdock::sandbox {

/// How many calls a carrier takes.
struct CallLimit {
    double perSecond = 10, burst = 600;
};

/// A carrier behind its wire: reads what is asked into a wish, and says in its own words what its book did with it.
class CarrierService : public OutsideService
{
public:
    CarrierService(const CarrierSpec &spec, Surroundings surroundings, Tariff tariff, CallLimit limit);

    ParcelBook &book() { return m_book; }
    const ParcelBook &book() const { return m_book; }

protected:
    Reply answer(const Request &request) final; ///< its limit and its invoice first
    virtual Reply reply(const Request &request) = 0;
    /// "name:password" of whoever reads its bills; GET /invoice.csv takes it as Basic credentials, and so do some wires.
    virtual QString payer() const = 0;

    const Tariff &tariff() const { return m_book.tariff(); }
    bool isPayer(const Request &request) const; ///< by its Basic credentials
    int secondsToWait() const; ///< until it takes a call again; at least one

    // Tokens of services that hand some out.
    QString issueToken(Milliseconds life);
    bool isToken(const QByteArray &token) const;
    bool hasBearer(const Request &request) const;

    QByteArray labelDocument(const ParcelSale &sale, const QString &format) const; ///< "pdf", "zpl", "png"

private:
    QStringList labelLines(const ParcelSale &sale) const;

    ParcelBook m_book;
    mutable TokenBucket m_calls;
    QMap<QByteArray, Time> m_tokens; ///< until when
};

/// "{…}" of a body that holds an object; else an empty one.
QJsonObject bodyOf(const Request &request);
/// An amount as a number: 768 to 7.68.
double amountOf(qint64 minor);
QString dayText(const QDate &day); ///< 20260302

std::unique_ptr<CarrierService> makeCarrierService(const CarrierSpec &spec, Surroundings around);

} // namespace crossdock::sandbox
