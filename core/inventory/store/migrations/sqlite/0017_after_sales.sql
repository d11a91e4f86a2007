-- What comes after a sale, as the channel told it, each under the channel's own number.
CREATE TABLE refund (
    id INTEGER PRIMARY KEY, sale_id BIGINT NOT NULL REFERENCES sale, number TEXT NOT NULL,
    amount BIGINT NOT NULL, currency TEXT NOT NULL, at BIGINT NOT NULL, entry BIGINT NOT NULL);
CREATE UNIQUE INDEX refund_by_number ON refund (sale_id, number);

-- `closed_at`: rejected or cancelled. The times say which state it had when.
CREATE TABLE sale_return (
    id INTEGER PRIMARY KEY, sale_id BIGINT NOT NULL REFERENCES sale, number TEXT NOT NULL,
    title TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, value BIGINT, value_currency TEXT NOT NULL,
    requested_at BIGINT NOT NULL, approved_at BIGINT, received_at BIGINT, closed_at BIGINT, entry BIGINT NOT NULL);
CREATE UNIQUE INDEX sale_return_by_number ON sale_return (sale_id, number);
CREATE TABLE return_line (
    id INTEGER PRIMARY KEY, return_id BIGINT NOT NULL REFERENCES sale_return, line TEXT NOT NULL,
    quantity BIGINT NOT NULL, received BIGINT NOT NULL);
CREATE UNIQUE INDEX return_line_by_line ON return_line (return_id, line);

CREATE TABLE chargeback (
    id INTEGER PRIMARY KEY, sale_id BIGINT NOT NULL REFERENCES sale, number TEXT NOT NULL,
    amount BIGINT NOT NULL, currency TEXT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL, entry BIGINT NOT NULL);
CREATE UNIQUE INDEX chargeback_by_number ON chargeback (sale_id, number);

-- The return that a channel is told to approve or to decline; 0: none.
ALTER TABLE instruction ADD COLUMN return_id BIGINT NOT NULL DEFAULT 0;
