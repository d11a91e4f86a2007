-- What a channel was told of a parcel. `former`: JSON, the trackings before each correction; `told`: the newest of them (the first is 1,
-- what is said now the last) that the channel took.
ALTER TABLE shipment ADD COLUMN former TEXT NOT NULL DEFAULT '[]';
ALTER TABLE shipment ADD COLUMN told BIGINT NOT NULL DEFAULT 0;
UPDATE shipment SET told = 1 WHERE state = 'told';
-- Orders cancelled here, to be cancelled on their channels too.
CREATE TABLE cancellation (
    sale_id BIGINT PRIMARY KEY REFERENCES sale, at BIGINT NOT NULL, why TEXT NOT NULL,
    state TEXT NOT NULL, words TEXT NOT NULL, entry BIGINT NOT NULL);
CREATE INDEX cancellation_waiting ON cancellation (entry) WHERE state = 'waiting';
