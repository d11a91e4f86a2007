-- Parcels that left, to be told to the channels that sold them. `lines`: JSON, units by line of the order.
CREATE TABLE shipment (
    id INTEGER PRIMARY KEY, sale_id BIGINT NOT NULL REFERENCES sale, number BIGINT NOT NULL, at BIGINT NOT NULL,
    carrier TEXT NOT NULL, tracking TEXT NOT NULL, lines TEXT NOT NULL, is_last SMALLINT NOT NULL,
    state TEXT NOT NULL, words TEXT NOT NULL, entry BIGINT NOT NULL,
    UNIQUE (sale_id, number));
CREATE INDEX shipment_waiting ON shipment (id) WHERE state = 'waiting';
