-- What rules may do in the world outside: messages to phones, how orders are to be sent, what channels are told to do.
ALTER TABLE contact ADD COLUMN phone TEXT NOT NULL DEFAULT '';

CREATE TABLE shipping_wish (
    sale_id BIGINT PRIMARY KEY REFERENCES sale, carrier TEXT NOT NULL, service TEXT NOT NULL, rate TEXT NOT NULL,
    package TEXT NOT NULL, buys_label SMALLINT NOT NULL, said_by TEXT NOT NULL);

-- An outbox. `sale_id` or `listing_id` is 0; `amount`, `sum`, `currency`, `basis_points` say how much is refunded.
CREATE TABLE instruction (
    id INTEGER PRIMARY KEY, channel_id BIGINT NOT NULL REFERENCES channel, kind TEXT NOT NULL,
    sale_id BIGINT NOT NULL, listing_id BIGINT NOT NULL,
    amount TEXT NOT NULL, sum BIGINT NOT NULL, currency TEXT NOT NULL, basis_points BIGINT NOT NULL,
    key TEXT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL, entry BIGINT NOT NULL);
CREATE INDEX instruction_waiting ON instruction (id) WHERE state = 'waiting';
CREATE INDEX instruction_by_sale ON instruction (sale_id) WHERE sale_id > 0;
CREATE INDEX instruction_by_listing ON instruction (listing_id) WHERE listing_id > 0;
